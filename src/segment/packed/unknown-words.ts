import { NEVER, type PackedDictionary } from './layout.js'

/** States of the model: a character begins, ends or continues a word, or is one. The odd states end a word. */
const BEGIN = 0
const END = 1
const MIDDLE = 2
const SINGLE = 3

/** Buffers of the Viterbi algorithm for one stretch of characters. */
export interface Lattice {
  /** The end of each character, as an offset in the text. */
  readonly ends: Uint32Array
  /** Four for each character: the previous state on the best path to each of its states. */
  readonly origins: Uint8Array
  /** The state of each character on the best path. */
  readonly states: Uint8Array
}

export function createLattice(units: number): Lattice {
  return { ends: new Uint32Array(units), origins: new Uint8Array(4 * units), states: new Uint8Array(units) }
}

/**
 * Joins the characters `text[from, to)`, which the dictionary left single, to words: a letter with the letters and
 * digits after it, a digit with digits and full stops; other ASCII characters stay single. The stretches between are
 * joined by the hidden Markov model. Writes the word ends to `ends[count…]`; returns the new count.
 */
export function joinUnknown(
  dictionary: PackedDictionary,
  text: string,
  from: number,
  to: number,
  lattice: Lattice,
  ends: Uint32Array,
  count: number,
): number {
  let at = from
  while (at < to) {
    const stretch = at
    while (at < to && text.charCodeAt(at) >= 0x80) at++
    if (at > stretch) count = joinStretch(dictionary, text, stretch, at, lattice, ends, count)
    if (at < to) ends[count++] = at = asciiEnd(text, at, to)
  }
  return count
}

function asciiEnd(text: string, start: number, to: number): number {
  const first = text.charCodeAt(start)
  let at = start + 1
  if (isLetter(first)) while (at < to && isLetterOrDigit(text.charCodeAt(at))) at++
  else if (isDigit(first)) while (at < to && isDigitOrStop(text.charCodeAt(at))) at++
  return at
}

function isLetter(unit: number): boolean {
  return (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39
}

function isLetterOrDigit(unit: number): boolean {
  return isLetter(unit) || isDigit(unit)
}

function isDigitOrStop(unit: number): boolean {
  return isDigit(unit) || unit === 0x2e
}

function joinStretch(
  dictionary: PackedDictionary,
  text: string,
  from: number,
  to: number,
  lattice: Lattice,
  ends: Uint32Array,
  count: number,
): number {
  const length = fillLattice(dictionary, text, from, to, lattice)
  for (let at = 0; at < length; at++) {
    if ((lattice.states[at]! & 1) === 1) ends[count++] = lattice.ends[at]!
  }
  return count
}

/**
 * Finds the most probable states (Viterbi); returns the number of characters. Only possible transitions are computed:
 * all others sum to `NEVER` or less and are never chosen. When no path to a state is better than `NEVER`, its origin is
 * END, as in cppjieba.
 */
function fillLattice(dictionary: PackedDictionary, text: string, from: number, to: number, lattice: Lattice): number {
  const { hmm, emissions, classes } = dictionary
  const { ends, origins } = lattice
  let begin = 0
  let end = 0
  let middle = 0
  let single = 0
  let length = 0
  for (let at = from; at < to; length++) {
    const row = 4 * classes[text.charCodeAt(at)]!
    at += startsPair(text, at, to) ? 2 : 1
    ends[length] = at
    const known = row < emissions.length
    const toBegin = known ? emissions[row + BEGIN]! : NEVER
    const toEnd = known ? emissions[row + END]! : NEVER
    const toMiddle = known ? emissions[row + MIDDLE]! : NEVER
    const toSingle = known ? emissions[row + SINGLE]! : NEVER
    if (length === 0) {
      begin = hmm[BEGIN]! + toBegin
      end = hmm[END]! + toEnd
      middle = hmm[MIDDLE]! + toMiddle
      single = hmm[SINGLE]! + toSingle
      continue
    }
    const column = 4 * length
    const beginAfterEnd = end + hmm[4 + 4 * END + BEGIN]! + toBegin
    const beginAfterSingle = single + hmm[4 + 4 * SINGLE + BEGIN]! + toBegin
    const endAfterBegin = begin + hmm[4 + 4 * BEGIN + END]! + toEnd
    const endAfterMiddle = middle + hmm[4 + 4 * MIDDLE + END]! + toEnd
    const middleAfterBegin = begin + hmm[4 + 4 * BEGIN + MIDDLE]! + toMiddle
    const middleAfterMiddle = middle + hmm[4 + 4 * MIDDLE + MIDDLE]! + toMiddle
    const singleAfterEnd = end + hmm[4 + 4 * END + SINGLE]! + toSingle
    const singleAfterSingle = single + hmm[4 + 4 * SINGLE + SINGLE]! + toSingle
    begin = Math.max(NEVER, beginAfterEnd, beginAfterSingle)
    end = Math.max(NEVER, endAfterBegin, endAfterMiddle)
    middle = Math.max(NEVER, middleAfterBegin, middleAfterMiddle)
    single = Math.max(NEVER, singleAfterEnd, singleAfterSingle)
    origins[column + BEGIN] = origin(begin, beginAfterEnd, END, SINGLE)
    origins[column + END] = origin(end, endAfterBegin, BEGIN, MIDDLE)
    origins[column + MIDDLE] = origin(middle, middleAfterBegin, BEGIN, MIDDLE)
    origins[column + SINGLE] = origin(single, singleAfterEnd, END, SINGLE)
  }
  traceBack(lattice, length, end >= single ? END : SINGLE)
  return length
}

function startsPair(text: string, at: number, to: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800 && at + 1 < to && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00
}

/** Which of two states leads to the best sum; the first one when both do. */
function origin(best: number, viaFirst: number, first: number, second: number): number {
  if (best === NEVER) return END
  return viaFirst === best ? first : second
}

function traceBack(lattice: Lattice, length: number, last: number): void {
  let state = last
  for (let at = length - 1; at >= 0; at--) {
    lattice.states[at] = state
    state = lattice.origins[4 * at + state]!
  }
}
