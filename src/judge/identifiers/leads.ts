import { BESIDE, besideTable } from './adjacent-characters.js'
import { isDigit, joinRuns, skipDropped } from './digit-groups.js'

/**
 * Where numbers of a text are looked for: its groups of digits, sorted once for all kinds by what stands beside them.
 * Each list holds the numbers of groups, ascending; a search goes through one list.
 */
export interface Leads {
  readonly text: string
  /**
   * Start and end of each group in turn: digits, ASCII or full-width,
   * with nothing but invisible characters between them.
   */
  readonly groups: Uint32Array
  /** From here on a reader could join seven digits and more, over single spaces, hyphens and line ends. */
  readonly strings: readonly number[]
  /** The same with eleven and more. */
  readonly longStrings: readonly number[]
  /** Six digits and more. */
  readonly words: readonly number[]
  /** Twelve digits and more. */
  readonly longWords: readonly number[]
  /** The same inside a longer word of letters and digits, or as long as one. */
  readonly codes: readonly number[]
  /**
   * Behind a capital letter and a Han character before it, over what may stand between those and the digits of a plate.
   */
  readonly plates: readonly number[]
  /** Before a sign of degrees, or a point with four decimals. */
  readonly degrees: readonly number[]
  /** Before 号, 室 or 户. */
  readonly doors: readonly number[]
  /** Beside stars, crosses and blocks. */
  readonly masks: readonly number[]
  /** Opening an address of a private network: 10, 172 or 192 and a point. */
  readonly octets: readonly number[]
  /** No groups: places of the sign of mail addresses. */
  readonly mails: readonly number[]
  /** No groups: places where keys begin as the keys of some service do. */
  readonly keys: readonly number[]
}

/** The lists of `Leads` that a search can go through. */
export type LeadsTo = Exclude<keyof Leads, 'text' | 'groups'>

/** Leads while they are sorted: a list is made when its first member comes. */
type Sorting = { -readonly [Key in keyof Leads]: Leads[Key] }

/**
 * Sorts the digits of a text.
 * @param runs start and end of each run of digits in turn, ascending: what `surveyText` of the matcher gives
 * @param seen what the matcher has seen beside: places of `@`, and of how keys begin, ascending
 * Cost: some ten nanoseconds a run; memory for what leads anywhere only.
 */
export function leadsIn(text: string, runs: Uint32Array, seen: Pick<Leads, 'mails' | 'keys'> = NO_LEADS): Leads {
  const table = besideTable()
  const leads: Sorting = { text, groups: runs, ...NO_LEADS, mails: seen.mails, keys: seen.keys }
  let first = 0
  for (let group = 0; 2 * group < runs.length; group++) {
    const start = runs[2 * group]!
    const end = runs[2 * group + 1]!
    const gap = 2 * group + 2 < runs.length ? runs[2 * group + 2]! - end : Infinity
    const before = start > 0 ? table[text.charCodeAt(start - 1)]! : 0
    const after = end < text.length ? table[text.charCodeAt(end)]! : 0
    if (end - start >= FEWEST_OF_WORD || before & TELLS_BEFORE || after & TELLS_AFTER) {
      if (after & BESIDE.unseen && skipDropped(text, end) === end + gap) {
        return leadsIn(text, joinRuns(text, runs), seen)
      }
      sort(group, before, after, table, leads)
      if (after & BESIDE.joins && gap <= MOST_BETWEEN) continue
    }
    if (first < group || end - start >= FEWEST_OF_STRING) addStrings(first, group, leads)
    first = group + 1
  }
  return leads
}

/** By its length and what stands beside it; what it makes together with others is sorted apart. */
function sort(group: number, before: number, after: number, table: Uint16Array, leads: Sorting): void {
  const [start, end] = [leads.groups[2 * group]!, leads.groups[2 * group + 1]!]
  if (end - start >= FEWEST_OF_WORD) sortWord(group, end - start, before | after, leads)
  if (before & (BESIDE.capital | BESIDE.plate) && opensPlate(leads.text, start, table)) add(leads, 'plates', group)
  if ((before | after) & BESIDE.mask) add(leads, 'masks', group)
  if (after & MEANS_MORE) sortByNext(group, end, table, leads)
}

const NONE: readonly number[] = []
const NO_LEADS: Readonly<Record<LeadsTo, readonly number[]>> = {
  strings: NONE, longStrings: NONE, words: NONE, longWords: NONE, codes: NONE, plates: NONE,
  degrees: NONE, doors: NONE, masks: NONE, octets: NONE, mails: NONE, keys: NONE,
}

function add(leads: Sorting, to: LeadsTo, group: number): void {
  const list = leads[to]
  if (list === NONE) leads[to] = [group]
  else (list as number[]).push(group)
}

const FEWEST_OF_STRING = 7
const LONG_STRING = 11
const FEWEST_OF_WORD = 6
const LONG_WORD = 12
const CODE = 18
/** A separator, CR LF, and invisible characters on both sides. */
const MOST_BETWEEN = 27
const MEANS_MORE = BESIDE.degrees | BESIDE.door | BESIDE.white
/** Looked at first: three groups in four are short and stand among words. */
const TELLS_BEFORE = BESIDE.capital | BESIDE.plate | BESIDE.mask
const TELLS_AFTER = MEANS_MORE | BESIDE.joins | BESIDE.unseen | BESIDE.mask

function sortWord(group: number, length: number, beside: number, leads: Sorting): void {
  add(leads, 'words', group)
  if (length >= LONG_WORD) add(leads, 'longWords', group)
  if (length >= CODE || beside & BESIDE.letter) add(leads, 'codes', group)
}

/** Back over capital letters, figures and signs to a Han character: 浙A·00001, 京N0B0F0. */
function opensPlate(text: string, start: number, table: Uint16Array): boolean {
  let capital = false
  for (let at = start - 1; at >= 0 && at >= start - LONGEST_BEFORE; at--) {
    const unit = text.charCodeAt(at)
    const meaning = table[unit]!
    if (meaning & BESIDE.capital) capital = true
    else if (!(meaning & BESIDE.plate) && !isDigit(unit)) return capital && unit >= 0x4e00 && unit <= 0x9fff
  }
  return false
}

/** Province, letter, up to two letters before the first digit, and a separator or two. */
const LONGEST_BEFORE = 10

/** Signs of degrees and doors, at once or over one space. */
function sortByNext(group: number, end: number, table: Uint16Array, leads: Sorting): void {
  const { text } = leads
  const at = table[text.charCodeAt(end)]! & BESIDE.white ? end + 1 : end
  const meaning = at < text.length ? table[text.charCodeAt(at)]! : 0
  if (meaning & BESIDE.door) add(leads, 'doors', group)
  if (!(meaning & BESIDE.degrees)) return
  if (text.charCodeAt(at) !== POINT || fourDigits(text, at + 1)) add(leads, 'degrees', group)
  else if (at === end && opensAddress(text, leads.groups[2 * group]!, end)) add(leads, 'octets', group)
}

const POINT = 0x2e

/** 10, 172 or 192. */
function opensAddress(text: string, start: number, end: number): boolean {
  if (text.charCodeAt(start) !== ONE || end - start < 2 || end - start > 3) return false
  const whole = text.slice(start, end)
  return whole === '10' || whole === '172' || whole === '192'
}

const ONE = 0x31

function fourDigits(text: string, from: number): boolean {
  for (let at = from; at < from + 4; at++) if (!isDigit(text.charCodeAt(at))) return false
  return true
}

/**
 * Groups that a reader could join: those from which on there are digits enough, invisible characters counted as digits.
 */
function addStrings(first: number, last: number, leads: Sorting): void {
  const { groups } = leads
  const longest = lastFrom(groups, first, last, LONG_STRING)
  const most = lastFrom(groups, first, last, FEWEST_OF_STRING)
  for (let group = first; group <= most; group++) {
    add(leads, 'strings', group)
    if (group <= longest) add(leads, 'longStrings', group)
  }
}

/** The last group from which to the end of `last` there are so many digits; -1 where there is none. */
function lastFrom(groups: Uint32Array, first: number, last: number, fewest: number): number {
  let digits = 0
  for (let group = last; group >= first; group--) {
    digits += groups[2 * group + 1]! - groups[2 * group]!
    if (digits >= fewest) return group
  }
  return -1
}
