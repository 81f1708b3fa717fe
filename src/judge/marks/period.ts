import { NUMERAL_CHARACTERS, parseNumeral } from '../../normalise/index.js'

/**
 * What follows the star of a mark (保密期限, 解密时间 or 解密条件). `length`: the folded units it takes.
 * - `period`: a duration in years.
 * - `date`: `YYYY-MM-DD`; the last day where only a month or a year is given.
 * - `word`: one of the detector's words (长期, 启用前).
 * - `condition`: any other condition, recognised by its ending.
 * - `number`: digits without a unit.
 */
export type SecrecyPeriod =
  | { readonly kind: 'period'; readonly years: number; readonly length: number }
  | { readonly kind: 'date'; readonly date: string; readonly length: number }
  | { readonly kind: 'word'; readonly word: string; readonly length: number }
  | { readonly kind: 'condition' | 'number'; readonly length: number }

/**
 * Reads a secrecy period at the start of `text`.
 * @param text folded; spaces and borders between its characters are skipped
 * @param words the detector's words, folded
 */
export function readPeriod(text: string, words: readonly string[]): SecrecyPeriod | undefined {
  return readDate(text) ?? readDuration(text) ?? readWord(text, words) ?? readCondition(text) ?? readNumber(text)
}

const S = '\\s{0,3}'
const N = `[${NUMERAL_CHARACTERS}]`
const YEAR = `((?:1${S}9|2${S}[01])(?:${S}\\d){2}|[一二]${S}[九〇零](?:${S}[〇零一二三四五六七八九]){2})`
const PART = `(${N}(?:${S}${N}){0,2})`
const DATE_WORDS = new RegExp(`^[至到]?${S}${YEAR}${S}年(?:${S}${PART}${S}月)?(?:${S}${PART}${S}[日号])?(?:${S}[前止底])?`)
const DATE_FIGURES = new RegExp(
  `^[至到]?${S}${YEAR}${S}[-./]?${S}(1[0-2]|0?[1-9])${S}[-./]?${S}(3[01]|[12]\\d|0?[1-9])(?!\\d)`,
)

function readDate(text: string): SecrecyPeriod | undefined {
  const match = DATE_FIGURES.exec(text) ?? DATE_WORDS.exec(text)
  if (!match) return undefined
  const year = parseNumeral(match[1]!)
  if (year === undefined) return undefined
  const month = (match[2] === undefined ? undefined : parseNumeral(match[2])) ?? 12
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const day = (match[3] === undefined ? undefined : parseNumeral(match[3])) ?? lastDay
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined
  return { kind: 'date', date: `${year}-${twoDigits(month)}-${twoDigits(day)}`, length: match[0].length }
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}

const DURATION = new RegExp(`^(${N}(?:${S}${N}){0,3})${S}(年${S}半|年|个${S}半${S}月|个?${S}月|天|日)`)
const YEARS_PER_UNIT: Readonly<Record<string, number>> = { 年: 1, 月: 1 / 12, 天: 1 / 365, 日: 1 / 365 }

function readDuration(text: string): SecrecyPeriod | undefined {
  const match = DURATION.exec(text)
  if (!match) return undefined
  const count = parseNumeral(match[1]!)
  if (count === undefined || count === 0) return undefined
  const unit = match[2]!.replace(/[\s个]/g, '')
  const year = YEARS_PER_UNIT[unit.replace('半', '')]!
  return { kind: 'period', years: (count + (unit.includes('半') ? 0.5 : 0)) * year, length: match[0].length }
}

/** The longest of the words at the start of the text. */
function readWord(text: string, words: readonly string[]): SecrecyPeriod | undefined {
  let best: SecrecyPeriod | undefined
  for (const word of words) {
    const length = lengthOfWord(text, word)
    if (length !== undefined && length > (best?.length ?? 0)) best = { kind: 'word', word, length }
  }
  return best
}

/** The units that `word` takes at the start of `text`, white space included; `undefined` when it is not there. */
function lengthOfWord(text: string, word: string): number | undefined {
  let at = 0
  for (const character of word) {
    while (at > 0 && /\s/.test(text.charAt(at))) at++
    if (!text.startsWith(character, at)) return undefined
    at += character.length
  }
  return at
}

/** A condition in free words (工程竣工验收前): short, unbroken, with an ending that limits a time. */
const CONDITION = /^[\p{Script=Han}\d]{1,16}(?:之?前|之?后|时|为止|解密|公开)(?![\p{Script=Han}])/u

function readCondition(text: string): SecrecyPeriod | undefined {
  const match = CONDITION.exec(text)
  return match ? { kind: 'condition', length: match[0].length } : undefined
}

function readNumber(text: string): SecrecyPeriod | undefined {
  const match = /^\d{1,2}(?!\d)/.exec(text)
  return match ? { kind: 'number', length: match[0].length } : undefined
}
