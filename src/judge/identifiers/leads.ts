import { BESIDE, besideTable } from './beside.js'
import { isDigit, joinRuns, skipDropped } from './groups.js'

/**
 * Where numbers of a text are looked for: its groups of digits, sorted once for all kinds by what stands beside them.
 * Each list holds the numbers of groups, ascending; a search goes through one list.
 */
export interface Leads {
  readonly text: string
  /** Start and end of each group in turn: digits, ASCII or full-width, with nothing but invisible characters between them. */
  readonly groups: Uint32Array
  /** From here on a reader could join seven digits and more, over single spaces, hyphens and line ends. */
  readonly strings: readonly number[]
  /** At most how many, for each of `strings`. */
  readonly reach: readonly number[]
  /** Six digits and more. */
  readonly words: readonly number[]
  /** The same inside a longer word of letters and digits, or as long as one. */
  readonly codes: readonly number[]
  /** Behind a capital letter, over what may stand between it and the digits of a plate. */
  readonly plates: readonly number[]
  /** Before a sign of degrees, or a point with four decimals. */
  readonly degrees: readonly number[]
  /** Before 号, 室 or 户. */
  readonly doors: readonly number[]
  /** Beside stars, crosses and blocks. */
  readonly masks: readonly number[]
  /** No groups: places of the sign of mail addresses. */
  readonly mails: readonly number[]
}

/** The lists of `Leads` that a search can go through. */
export type LeadsTo = Exclude<keyof Leads, 'text' | 'groups' | 'reach'>

type Lists = { -readonly [Name in LeadsTo | 'reach']: number[] }

/**
 * Sorts the digits of a text.
 * @param runs start and end of each run of digits in turn, ascending: what `surveyText` of the matcher gives
 * @param mails places of `@`, ascending
 * Cost: some ten nanoseconds a run; memory for what leads anywhere only.
 */
export function leadsIn(text: string, runs: Uint32Array, mails: readonly number[]): Leads {
  const table = besideTable()
  const lists: Lists = { strings: [], reach: [], words: [], codes: [], plates: [], degrees: [], doors: [], masks: [], mails: [...mails] }
  let first = 0
  for (let group = 0; 2 * group < runs.length; group++) {
    const start = runs[2 * group]!
    const end = runs[2 * group + 1]!
    const gap = 2 * group + 2 < runs.length ? runs[2 * group + 2]! - end : Infinity
    const before = start > 0 ? table[text.charCodeAt(start - 1)]! : 0
    const after = end < text.length ? table[text.charCodeAt(end)]! : 0
    if (after & BESIDE.unseen && skipDropped(text, end) === end + gap) return leadsIn(text, joinRuns(text, runs), mails)
    if (end - start >= FEWEST_OF_WORD) sortWord(group, end - start, before | after, lists)
    if (before & (BESIDE.capital | BESIDE.plate) && followsCapital(text, start, table)) lists.plates.push(group)
    if ((before | after) & BESIDE.mask) lists.masks.push(group)
    if (after & MEANS_MORE) sortByNext(group, text, end, table, lists)
    if (after & BESIDE.joins && gap <= MOST_BETWEEN) continue
    if (first < group || end - start >= FEWEST_OF_STRING) addStrings(runs, first, group, lists)
    first = group + 1
  }
  return { text, groups: runs, ...lists }
}

const FEWEST_OF_STRING = 7
const FEWEST_OF_WORD = 6
const CODE = 18
/** A separator, CR LF, and invisible characters on both sides. */
const MOST_BETWEEN = 27
const MEANS_MORE = BESIDE.degrees | BESIDE.door | BESIDE.white

function sortWord(group: number, length: number, beside: number, { words, codes }: Lists): void {
  words.push(group)
  if (length >= CODE || beside & BESIDE.letter) codes.push(group)
}

/** Back over at most three signs: 浙A·00001. */
function followsCapital(text: string, start: number, table: Uint16Array): boolean {
  for (let at = start - 1; at >= 0 && at >= start - 4; at--) {
    const meaning = table[text.charCodeAt(at)]!
    if (meaning & BESIDE.capital) return true
    if (!(meaning & BESIDE.plate)) return false
  }
  return false
}

/** Signs of degrees and doors, at once or over one space. */
function sortByNext(group: number, text: string, end: number, table: Uint16Array, { degrees, doors }: Lists): void {
  const at = table[text.charCodeAt(end)]! & BESIDE.white ? end + 1 : end
  const meaning = at < text.length ? table[text.charCodeAt(at)]! : 0
  if (meaning & BESIDE.door) doors.push(group)
  if (meaning & BESIDE.degrees && (text.charCodeAt(at) !== POINT || fourDigits(text, at + 1))) degrees.push(group)
}

const POINT = 0x2e

function fourDigits(text: string, from: number): boolean {
  for (let at = from; at < from + 4; at++) if (!isDigit(text.charCodeAt(at))) return false
  return true
}

/** Groups that a reader could join, from the last back: each with the digits from it on, invisible characters counted as digits. */
function addStrings(groups: Uint32Array, first: number, last: number, { strings, reach }: Lists): void {
  const from = strings.length
  let digits = 0
  for (let group = last; group >= first; group--) {
    digits += groups[2 * group + 1]! - groups[2 * group]!
    if (digits < FEWEST_OF_STRING) continue
    strings.push(group)
    reach.push(digits)
  }
  if (strings.length - from > 1) for (const list of [strings, reach]) turnFrom(list, from)
}

function turnFrom(list: number[], from: number): void {
  for (const value of list.splice(from).reverse()) list.push(value)
}
