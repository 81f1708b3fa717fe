import { ScreenError } from '../model/index.js'
import { DROPPED, type Folding, type MatcherOptions } from './options.js'

/** Longest term, counted in folded characters; windows overlap by that much. */
export const LONGEST_TERM = 1024

/** The alphabet of a set of terms, and the terms spelled in it. */
export interface Alphabet {
  /** Class of each UTF-16 unit: 0 in no term, 1 … `count` the commonest first, `DROPPED` left out of account. */
  readonly classes: Uint16Array
  readonly count: number
  /** The terms as classes, one after another; term n is `letters[offsets[n] .. offsets[n + 1])`. */
  readonly letters: Uint16Array
  readonly offsets: Uint32Array
  readonly longest: number
  /** Terms that begin or end inside a surrogate pair: nothing of well-formed UTF-8 can match them. */
  readonly halves: ReadonlySet<number>
}

/**
 * Gives every character that a term can hold a class; characters that fold alike share one, so that folding costs
 * nothing while scanning.
 * @throws ScreenError `pattern` for a term of which nothing is left after folding, or longer than `LONGEST_TERM`.
 */
export function buildAlphabet(terms: readonly string[], options: MatcherOptions): Alphabet {
  const folded = foldedUnits(options)
  const { letters, offsets, longest, halves } = spell(terms, folded)
  const ranks = rankByFrequency(letters)
  for (let at = 0; at < letters.length; at++) letters[at] = ranks.of[letters[at]!]!
  const classes = new Uint16Array(0x10000)
  for (let unit = 0; unit < 0x10000; unit++) {
    const to = folded[unit]!
    classes[unit] = to === DROPPED ? DROPPED : ranks.of[to]!
  }
  return { classes, count: ranks.count, letters, offsets, longest, halves }
}

function foldedUnits({ fold = identity(), dropSpaces = false }: MatcherOptions): Uint16Array {
  if (!dropSpaces) return fold.units
  const folded = fold.units.slice()
  for (let unit = 0; unit < 0x10000; unit++) if (fold.spaces[unit] !== 0) folded[unit] = DROPPED
  return folded
}

let sameCharacters: Folding | undefined

/** Every character for itself; white space as ECMAScript has it. U+FFFF, which no text holds, is left out. */
function identity(): Folding {
  if (sameCharacters !== undefined) return sameCharacters
  const units = Uint16Array.from({ length: 0x10000 }, (_, unit) => unit)
  const spaces = Uint8Array.from(units, (unit) => (/\s/.test(String.fromCharCode(unit)) ? 1 : 0))
  sameCharacters = { units, spaces }
  return sameCharacters
}

function spell(terms: readonly string[], folded: Uint16Array): Omit<Alphabet, 'classes' | 'count'> {
  const letters = new Uint16Array(terms.reduce((sum, term) => sum + term.length, 0))
  const offsets = new Uint32Array(terms.length + 1)
  let end = 0
  const halves = new Set<number>()
  let longest = 0
  terms.forEach((term, index) => {
    const start = end
    for (let at = 0; at < term.length; at++) {
      const unit = term.charCodeAt(at)
      const to = folded[unit]!
      if (to !== DROPPED) letters[end++] = to
      else if (takesNext(unit, term.charCodeAt(at + 1))) at++
    }
    if (end === start) throw new ScreenError('term-empty', { index })
    if (end - start > LONGEST_TERM) {
      throw new ScreenError('term-too-long', { index, size: end - start, most: LONGEST_TERM })
    }
    if ((letters[start]! & 0xfc00) === 0xdc00 || (letters[end - 1]! & 0xfc00) === 0xd800) halves.add(index)
    longest = Math.max(longest, end - start)
    offsets[index + 1] = end
  })
  return { letters: letters.slice(0, end), offsets, longest, halves }
}

/** Whether a dropped unit is a high surrogate whose low surrogate goes with it. `next` is NaN at the end of a text. */
export function takesNext(unit: number, next: number): boolean {
  return (unit & 0xfc00) === 0xd800 && (next & 0xfc00) === 0xdc00
}

/** Common classes get small numbers: their transitions crowd together and stay in the cache. */
function rankByFrequency(letters: Uint16Array): { of: Uint16Array; count: number } {
  const frequency = new Uint32Array(0x10000)
  for (const letter of letters) frequency[letter]!++
  const used: number[] = []
  for (let letter = 0; letter < frequency.length; letter++) if (frequency[letter] !== 0) used.push(letter)
  used.sort((a, b) => frequency[b]! - frequency[a]! || a - b)
  const of = new Uint16Array(0x10000)
  used.forEach((letter, rank) => { of[letter] = rank + 1 })
  return { of, count: used.length }
}
