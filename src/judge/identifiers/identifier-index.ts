import { CLASS, characterClasses } from './character-classes.js'
import { isDigit, joinRuns, skipInvisible } from './digit-groups.js'

/**
 * Where the identifiers of a text can be: its groups of digits, sorted into lists by their length and the characters
 * next to them. Each search reads one list. A list holds ordinals of groups, ascending, except for `mails` and `keys`.
 */
export interface IdentifierIndex {
  readonly text: string
  /** Pairs of start and end, one for each group: ASCII or full-width digits with only invisible characters between. */
  readonly groups: Uint32Array
  /** Seven digits and more start here, counted over single spaces, hyphens and line ends. */
  readonly strings: readonly number[]
  /** The same with eleven digits and more. */
  readonly longStrings: readonly number[]
  /** Six digits and more in the group itself. */
  readonly sixDigits: readonly number[]
  /** Twelve digits and more. */
  readonly twelveDigits: readonly number[]
  /** Six digits and more inside a word of letters and digits, or eighteen and more. */
  readonly codes: readonly number[]
  /** After a capital letter and a Han character, over what may stand between those and the digits of a number plate. */
  readonly plates: readonly number[]
  /** Before a degree sign, or before a point with four decimals. */
  readonly degrees: readonly number[]
  /** Before 号, 室 or 户. */
  readonly doors: readonly number[]
  /** Next to a character that masks digits. */
  readonly masks: readonly number[]
  /** 10, 172 or 192 before a point: the start of an address of a private network. */
  readonly networks: readonly number[]
  /** Offsets of `@`. */
  readonly mails: readonly number[]
  /** Offsets of prefixes of access keys. */
  readonly keys: readonly number[]
}

/** The lists of an index. */
export type IndexList = Exclude<keyof IdentifierIndex, 'text' | 'groups'>

/** An index that is being built; a list is allocated with its first member. */
type IndexBuilder = { -readonly [Key in keyof IdentifierIndex]: IdentifierIndex[Key] }

/**
 * Builds the index of a text.
 * @param runs pairs of start and end, one for each run of digits, ascending: from the matcher's `surveyText`
 * @param hits offsets of `@` and of key prefixes that the matcher found, ascending
 * Cost: some ten nanoseconds per run; memory only for groups that are in a list.
 */
export function indexIdentifiers(
  text: string, runs: Uint32Array, hits: Pick<IdentifierIndex, 'mails' | 'keys'> = EMPTY_LISTS,
): IdentifierIndex {
  const classes = characterClasses()
  const index: IndexBuilder = { text, groups: runs, ...EMPTY_LISTS, mails: hits.mails, keys: hits.keys }
  let first = 0
  for (let group = 0; 2 * group < runs.length; group++) {
    const start = runs[2 * group]!
    const end = runs[2 * group + 1]!
    const gap = 2 * group + 2 < runs.length ? runs[2 * group + 2]! - end : Infinity
    const before = start > 0 ? classes[text.charCodeAt(start - 1)]! : 0
    const after = end < text.length ? classes[text.charCodeAt(end)]! : 0
    if (end - start >= MIN_GROUP || before & RELEVANT_BEFORE || after & RELEVANT_AFTER) {
      if (after & CLASS.invisible && skipInvisible(text, end) === end + gap) {
        return indexIdentifiers(text, joinRuns(text, runs), hits)
      }
      addGroup(group, before, after, classes, index)
      if (after & CLASS.separator && gap <= MAX_GAP) continue
    }
    if (first < group || end - start >= MIN_STRING) addStrings(first, group, index)
    first = group + 1
  }
  return index
}

const NONE: readonly number[] = []
const EMPTY_LISTS: Readonly<Record<IndexList, readonly number[]>> = {
  strings: NONE, longStrings: NONE, sixDigits: NONE, twelveDigits: NONE, codes: NONE, plates: NONE,
  degrees: NONE, doors: NONE, masks: NONE, networks: NONE, mails: NONE, keys: NONE,
}

const MIN_STRING = 7
const MIN_LONG_STRING = 11
const MIN_GROUP = 6
const MIN_LONG_GROUP = 12
const CODE_LENGTH = 18
/** A separator (CR LF is the longest) and invisible characters on both sides. */
const MAX_GAP = 27
const RELEVANT_NEXT = CLASS.degrees | CLASS.door | CLASS.white
/** Checked first: three groups in four are short and inside running text. */
const RELEVANT_BEFORE = CLASS.capital | CLASS.plate | CLASS.mask | CLASS.province
const RELEVANT_AFTER = RELEVANT_NEXT | CLASS.separator | CLASS.invisible | CLASS.mask

/** Adds a group to the lists of single groups. */
function addGroup(group: number, before: number, after: number, classes: Uint16Array, index: IndexBuilder): void {
  const [start, end] = [index.groups[2 * group]!, index.groups[2 * group + 1]!]
  if (end - start >= MIN_GROUP) addByLength(group, end - start, before | after, index)
  const mayBePlate = before & (CLASS.capital | CLASS.plate)
  if (mayBePlate && followsPlatePrefix(index.text, start, classes)) add(index, 'plates', group)
  else if (before & CLASS.province && /WJ\s?$/.test(index.text.slice(Math.max(0, start - 4), start - 1))) {
    add(index, 'plates', group)
  }
  if ((before | after) & CLASS.mask) add(index, 'masks', group)
  if (after & RELEVANT_NEXT) addByNext(group, end, classes, index)
}

function add(index: IndexBuilder, to: IndexList, group: number): void {
  const list = index[to]
  if (list === NONE) index[to] = [group]
  else (list as number[]).push(group)
}

function addByLength(group: number, length: number, adjacent: number, index: IndexBuilder): void {
  add(index, 'sixDigits', group)
  if (length >= MIN_LONG_GROUP) add(index, 'twelveDigits', group)
  if (length >= CODE_LENGTH || adjacent & CLASS.letter) add(index, 'codes', group)
}

/** Looks back over capital letters, digits and signs for a Han character: 浙A·00001, 京N0B0F0. */
function followsPlatePrefix(text: string, start: number, classes: Uint16Array): boolean {
  let capital = false
  for (let at = start - 1; at >= 0 && at >= start - MAX_PLATE_PREFIX; at--) {
    const unit = text.charCodeAt(at)
    const bits = classes[unit]!
    if (bits & CLASS.capital) capital = true
    else if (!(bits & CLASS.plate) && !isDigit(unit)) return capital && unit >= 0x4e00 && unit <= 0x9fff
  }
  return false
}

/** The province, a letter, up to two letters before the first digit, and one or two separators. */
const MAX_PLATE_PREFIX = 10

/** By the degree sign, point or door that follows, directly or after one space. */
function addByNext(group: number, end: number, classes: Uint16Array, index: IndexBuilder): void {
  const { text } = index
  const at = classes[text.charCodeAt(end)]! & CLASS.white ? end + 1 : end
  const bits = at < text.length ? classes[text.charCodeAt(at)]! : 0
  if (bits & CLASS.door) add(index, 'doors', group)
  if (!(bits & CLASS.degrees)) return
  if (text.charCodeAt(at) !== POINT || hasFourDigits(text, at + 1)) add(index, 'degrees', group)
  else if (at === end && isPrivateNetwork(text, index.groups[2 * group]!, end)) add(index, 'networks', group)
}

const POINT = 0x2e

function hasFourDigits(text: string, from: number): boolean {
  for (let at = from; at < from + 4; at++) if (!isDigit(text.charCodeAt(at))) return false
  return true
}

/** 10, 172 or 192. */
function isPrivateNetwork(text: string, start: number, end: number): boolean {
  if (text.charCodeAt(start) !== ONE || end - start < 2 || end - start > 3) return false
  const number = text.slice(start, end)
  return number === '10' || number === '172' || number === '192'
}

const ONE = 0x31

/** Adds those of consecutive groups that have enough digits from their start to the end of the last group. */
function addStrings(first: number, last: number, index: IndexBuilder): void {
  const { groups } = index
  const lastLong = lastWithDigits(groups, first, last, MIN_LONG_STRING)
  const lastShort = lastWithDigits(groups, first, last, MIN_STRING)
  for (let group = first; group <= lastShort; group++) {
    add(index, 'strings', group)
    if (group <= lastLong) add(index, 'longStrings', group)
  }
}

/**
 * The last group with at least `count` digits from its start to the end of `last`, or -1. Invisible characters count
 * as digits.
 */
function lastWithDigits(groups: Uint32Array, first: number, last: number, count: number): number {
  let digits = 0
  for (let group = last; group >= first; group--) {
    digits += groups[2 * group + 1]! - groups[2 * group]!
    if (digits >= count) return group
  }
  return -1
}
