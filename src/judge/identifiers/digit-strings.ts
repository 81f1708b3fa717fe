import type { Span } from '../../model/index.js'
import { foldTable } from '../../normalise/index.js'
import type { Evidence, IdentifierMatch } from './evidence.js'
import { HYPHENS, isDigit, skipInvisible } from './digit-groups.js'
import type { IdentifierIndex } from './identifier-index.js'

/** A string of digits as a reader joins it: `３３０１０２ 19900307 1234`. */
export interface DigitString extends Span {
  /** ASCII digits; the last may be `X` if `endsWithX` allows it. */
  readonly digits: string
  /** The number of digits in each group, in order: 3-4-4, 18. */
  readonly shape: readonly number[]
  /** Whether a line ends between two of its groups. */
  readonly broken: boolean
}

/** The digit strings to find. */
export interface DigitStringQuery {
  /** Accepted numbers of digits, each at least seven. */
  readonly lengths: readonly number[]
  /** Whether the letter X may be the last of 18 digits. */
  readonly endsWithX?: boolean
  /** Whether its groups may be on different lines. */
  readonly overLines?: boolean
}

/** Digits read in one group. */
const MAX_DIGITS = 20
/** Queries for this many digits and more use `longStrings`. */
const LONG = 11

/**
 * All strings of whole groups with an accepted number of digits, ordered by start, then by length. Two groups may be
 * separated by one space, hyphen or (if allowed) line end. A group is never cut: a piece of a longer number is no
 * number.
 * Cost: linear in the list that is read; from each group at most twenty digits are read.
 */
export function* digitStrings(
  { text, groups, strings, longStrings }: IdentifierIndex, query: DigitStringQuery,
): Generator<DigitString> {
  const [min, max] = [Math.min(...query.lengths), Math.max(...query.lengths)]
  for (const group of min >= LONG ? longStrings : strings) yield* stringsFrom(text, groups[2 * group]!, query, max)
}

function* stringsFrom(text: string, start: number, query: DigitStringQuery, max: number): Generator<DigitString> {
  let digits = ''
  const shape: number[] = []
  let broken = false
  for (let at = start; digits.length <= max;) {
    const group = readGroup(text, at)
    digits += group.digits
    shape.push(group.digits.length)
    if (digits.length > max) return
    const x = query.endsWithX && digits.length === 17 ? endOfX(text, group.end) : undefined
    if (x !== undefined) yield { start, end: x, digits: `${digits}X`, shape: [...shape, 1], broken }
    if (query.lengths.includes(digits.length)) yield { start, end: group.end, digits, shape: [...shape], broken }
    const next = nextGroup(text, group.end, query.overLines === true)
    if (next === undefined) return
    broken ||= next.broken
    at = next.at
  }
}

function readGroup(text: string, start: number): { digits: string; end: number } {
  let digits = ''
  let end = start
  for (let at = start; digits.length <= MAX_DIGITS;) {
    const digit = digitAt(text, at)
    if (digit === undefined) break
    digits += digit
    end = at + 1
    at = skipInvisible(text, end)
  }
  return { digits, end }
}

function digitAt(text: string, at: number): string | undefined {
  const unit = text.charCodeAt(at)
  if (!isDigit(unit)) return undefined
  return unit < 0xff10 ? text.charAt(at) : String.fromCharCode(unit - 0xfee0)
}

/** The start of the group after one separator, if there is one. */
function nextGroup(text: string, end: number, overLines: boolean): { at: number; broken: boolean } | undefined {
  const { spaces } = foldTable()
  let at = skipInvisible(text, end)
  const unit = text.charCodeAt(at)
  const line = unit === 0x0a || unit === 0x0d
  const separates = HYPHENS.includes(text.charAt(at)) || spaces[unit] === 1 || (overLines && line)
  if (!separates || at >= text.length) return undefined
  at = skipInvisible(text, at + 1)
  if (unit === 0x0d && text.charCodeAt(at) === 0x0a) at = skipInvisible(text, at + 1)
  return digitAt(text, at) === undefined ? undefined : { at, broken: line }
}

/** The end of an X as the last check digit, directly or after one separator. */
function endOfX(text: string, end: number): number | undefined {
  const { spaces } = foldTable()
  let at = skipInvisible(text, end)
  if (spaces[text.charCodeAt(at)] === 1 || HYPHENS.includes(text.charAt(at) || 'x')) at = skipInvisible(text, at + 1)
  if (!/[Xx\uff38\uff58\u00d7\u2169\u2179\u0425\u0445\u03a7\u03c7]/.test(text.charAt(at))) return undefined
  return /[A-Za-z]/.test(text.charAt(at + 1)) ? undefined : at + 1
}

/** The number of sides, 0 to 2, on which another group of digits is adjacent to the span, as in a row of figures. */
export function adjacentGroups(text: string, { start, end }: Span): number {
  const before = /[0-9\uff10-\uff19]\s$/.test(text.slice(Math.max(0, start - 2), start))
  return Number(before) + Number(nextGroup(text, end, false) !== undefined)
}

/** A digit string with its evidence. */
export function toMatch({ start, end, digits }: DigitString, result: Evidence): IdentifierMatch {
  return { start, end, canonical: digits, ...result }
}
