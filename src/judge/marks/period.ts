import { NUMERAL_CHARACTERS, numeral } from './numerals.js'

/**
 * What stands after the star (保密期限, 解密时间 or 解密条件), with the number of folded units it takes.
 * `period` in years; `date` as `YYYY-MM-DD`, its last day where only a month or a year is named; `word`: one of the
 * detector's terms; `condition`: any other condition, known by its ending; `number`: figures without a unit.
 */
export type Term =
  | { readonly kind: 'period'; readonly years: number; readonly length: number }
  | { readonly kind: 'date'; readonly date: string; readonly length: number }
  | { readonly kind: 'word'; readonly word: string; readonly length: number }
  | { readonly kind: 'condition' | 'number'; readonly length: number }

/** Reads a term at the start of `text` (folded; spaces and borders between its characters are read over). */
export function readTerm(text: string, words: readonly string[]): Term | undefined {
  return readDate(text) ?? readPeriod(text) ?? readWord(text, words) ?? readCondition(text) ?? readNumber(text)
}

const S = '\\s{0,3}'
const N = `[${NUMERAL_CHARACTERS}]`
const YEAR = `((?:1${S}9|2${S}[01])(?:${S}\\d){2}|[一二]${S}[九〇零](?:${S}[〇零一二三四五六七八九]){2})`
const PART = `(${N}(?:${S}${N}){0,2})`
const DATE_WORDS = new RegExp(`^[至到]?${S}${YEAR}${S}年(?:${S}${PART}${S}月)?(?:${S}${PART}${S}[日号])?(?:${S}[前止底])?`)
const DATE_FIGURES = new RegExp(
  `^[至到]?${S}${YEAR}${S}[-./]?${S}(1[0-2]|0?[1-9])${S}[-./]?${S}(3[01]|[12]\\d|0?[1-9])(?!\\d)`,
)

function readDate(text: string): Term | undefined {
  const match = DATE_FIGURES.exec(text) ?? DATE_WORDS.exec(text)
  if (!match) return undefined
  const year = numeral(match[1]!)
  if (year === undefined) return undefined
  const month = (match[2] === undefined ? undefined : numeral(match[2])) ?? 12
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const day = (match[3] === undefined ? undefined : numeral(match[3])) ?? lastDay
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined
  return { kind: 'date', date: `${year}-${two(month)}-${two(day)}`, length: match[0].length }
}

function two(figure: number): string {
  return String(figure).padStart(2, '0')
}

const PERIOD = new RegExp(`^(${N}(?:${S}${N}){0,3})${S}(年${S}半|年|个${S}半${S}月|个?${S}月|天|日)`)
const YEARS: Readonly<Record<string, number>> = { 年: 1, 月: 1 / 12, 天: 1 / 365, 日: 1 / 365 }

function readPeriod(text: string): Term | undefined {
  const match = PERIOD.exec(text)
  if (!match) return undefined
  const count = numeral(match[1]!)
  if (count === undefined || count === 0) return undefined
  const unit = match[2]!.replace(/[\s个]/g, '')
  const year = YEARS[unit.replace('半', '')]!
  return { kind: 'period', years: (count + (unit.includes('半') ? 0.5 : 0)) * year, length: match[0].length }
}

/** The longest of the words that stands here. */
function readWord(text: string, words: readonly string[]): Term | undefined {
  let best: Term | undefined
  for (const word of words) {
    const length = lengthOf(text, word)
    if (length !== undefined && length > (best?.length ?? 0)) best = { kind: 'word', word, length }
  }
  return best
}

/** How many units of `text` it takes to spell `word` from its start, reading over white space. */
function lengthOf(text: string, word: string): number | undefined {
  let at = 0
  for (const character of word) {
    while (at > 0 && /\s/.test(text.charAt(at))) at++
    if (!text.startsWith(character, at)) return undefined
    at += character.length
  }
  return at
}

/** A condition in its own words (工程竣工验收前): short, unbroken, with an ending that only a limit has. */
const CONDITION = /^[\p{Script=Han}\d]{1,16}(?:之?前|之?后|时|为止|解密|公开)(?![\p{Script=Han}])/u

function readCondition(text: string): Term | undefined {
  const match = CONDITION.exec(text)
  return match ? { kind: 'condition', length: match[0].length } : undefined
}

function readNumber(text: string): Term | undefined {
  const match = /^\d{1,2}(?!\d)/.exec(text)
  return match ? { kind: 'number', length: match[0].length } : undefined
}
