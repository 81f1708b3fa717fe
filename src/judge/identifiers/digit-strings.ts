import { foldTable } from '../../normalise/index.js'
import { HYPHENS, isDigit, skipDropped } from './digit-groups.js'
import type { Leads } from './leads.js'

/** A string of digits as a reader joins it: `３３０１０２ 19900307 1234`. */
export interface DigitString {
  /** Half-open span of the text as given. */
  readonly start: number
  readonly end: number
  /** ASCII digits; the last may be `X` where `closesWithX` asked for it. */
  readonly digits: string
  /** How many digits each group holds, in order: 3-4-4, 18. */
  readonly shape: readonly number[]
  /** True where a line ends between two groups. */
  readonly broken: boolean
}

export interface DigitWants {
  /** The numbers of digits that are wanted. */
  readonly lengths: readonly number[]
  /** A letter X may stand for the last of 18 digits. */
  readonly closesWithX?: boolean
  /** Groups may stand on lines of their own. */
  readonly overLines?: boolean
}

const LONGEST = 20
const LONG = 11

/**
 * All strings of whole groups of digits that have a wanted length. A group is digits with nothing but invisible
 * characters between them; one space, hyphen or (where allowed) line end may stand between two groups. A group is
 * never cut: part of a longer number is no number. Order: by start, then by length.
 * Cost: linear in `leads.strings`, or in `leads.longStrings` where eleven digits are the fewest that are wanted; from
 * each at most twenty digits are read again. Seven are the fewest to ask for.
 */
export function* digitStrings(
  { text, groups, strings, longStrings }: Leads, wants: DigitWants,
): Generator<DigitString> {
  const [fewest, most] = [Math.min(...wants.lengths), Math.max(...wants.lengths)]
  for (const group of fewest >= LONG ? longStrings : strings) yield* stringsFrom(text, groups[2 * group]!, wants, most)
}

function* stringsFrom(text: string, start: number, wants: DigitWants, most: number): Generator<DigitString> {
  let digits = ''
  const shape: number[] = []
  let broken = false
  for (let at = start; digits.length <= most;) {
    const group = readGroup(text, at)
    digits += group.digits
    shape.push(group.digits.length)
    if (digits.length > most) return
    const x = wants.closesWithX && digits.length === 17 ? closingX(text, group.end) : undefined
    if (x !== undefined) yield { start, end: x, digits: `${digits}X`, shape: [...shape, 1], broken }
    if (wants.lengths.includes(digits.length)) yield { start, end: group.end, digits, shape: [...shape], broken }
    const next = nextGroup(text, group.end, wants.overLines === true)
    if (next === undefined) return
    broken ||= next.broken
    at = next.at
  }
}

/** On how many sides another group of digits stands right beside the span, as in a row of figures: 0, 1 or 2. */
export function groupsBeside(text: string, { start, end }: { readonly start: number; readonly end: number }): number {
  const before = /[0-9\uff10-\uff19]\s$/.test(text.slice(Math.max(0, start - 2), start))
  return Number(before) + Number(nextGroup(text, end, false) !== undefined)
}

function readGroup(text: string, start: number): { digits: string; end: number } {
  let digits = ''
  let end = start
  for (let at = start; digits.length <= LONGEST;) {
    const digit = digitAt(text, at)
    if (digit === undefined) break
    digits += digit
    end = at + 1
    at = skipDropped(text, end)
  }
  return { digits, end }
}

/** The start of the group after one separator, if there is one. */
function nextGroup(text: string, end: number, overLines: boolean): { at: number; broken: boolean } | undefined {
  const { spaces } = foldTable()
  let at = skipDropped(text, end)
  const unit = text.charCodeAt(at)
  const line = unit === 0x0a || unit === 0x0d
  const parts = HYPHENS.includes(text.charAt(at)) || spaces[unit] === 1 || (overLines && line)
  if (!parts || at >= text.length) return undefined
  at = skipDropped(text, at + 1)
  if (unit === 0x0d && text.charCodeAt(at) === 0x0a) at = skipDropped(text, at + 1)
  return digitAt(text, at) === undefined ? undefined : { at, broken: line }
}

/** The end of a letter that stands for the eleventh check digit, alone or after one separator. */
function closingX(text: string, end: number): number | undefined {
  const { spaces } = foldTable()
  let at = skipDropped(text, end)
  if (spaces[text.charCodeAt(at)] === 1 || HYPHENS.includes(text.charAt(at) || 'x')) at = skipDropped(text, at + 1)
  if (!/[Xx\uff38\uff58\u00d7\u2169\u2179]/.test(text.charAt(at))) return undefined
  return /[A-Za-z]/.test(text.charAt(at + 1)) ? undefined : at + 1
}

function digitAt(text: string, at: number): string | undefined {
  const unit = text.charCodeAt(at)
  if (!isDigit(unit)) return undefined
  return unit < 0xff10 ? text.charAt(at) : String.fromCharCode(unit - 0xfee0)
}
