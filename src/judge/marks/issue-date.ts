import type { Part } from '../../model/index.js'
import { fold } from '../../normalise/index.js'
import { parseNumeral } from './numerals.js'

/** Units searched from the end of the body: the date closes the document, before annexes of a few pages. */
const REACH = 20_000
const YEAR = '((?:19|20)\\d{2}|[一二][〇零○一二三四五六七八九]{3})'
const MONTH_OR_DAY = '(\\d{1,2}|[一二三四五六七八九十]{1,3})'
const DATE_LINE = new RegExp(`^\\s*${YEAR}年${MONTH_OR_DAY}月${MONTH_OR_DAY}日\\s*$`)

/**
 * The date of issue (成文日期, GB/T 9704-2012, 7.3.5.4) of a document, `YYYY-MM-DD`: the last line of its body that is a
 * date and nothing else. Cost: up to a millisecond.
 */
export function findIssueDate(parts: readonly Part[]): string | undefined {
  let remaining = REACH
  for (let part = parts.length - 1; part >= 0 && remaining > 0; part--) {
    const { kind, text } = parts[part]!
    if (kind !== 'body') continue
    const lines = text.slice(-remaining).split(/[\n\f]/)
    remaining -= text.length
    for (let at = lines.length - 1; at >= 0; at--) {
      const date = lines[at]!.length > MAX_LINE ? undefined : parseDateLine(lines[at]!)
      if (date !== undefined) return date
    }
  }
  return undefined
}

/** Long enough for a date that is letter-spaced and aligned to the right with spaces. */
const MAX_LINE = 120

function parseDateLine(line: string): string | undefined {
  const match = DATE_LINE.exec(fold(line, { spaces: 'drop' }).text)
  if (!match) return undefined
  const [year, month, day] = match.slice(1, 4).map((numeral) => parseNumeral(numeral) ?? 0) as [number, number, number]
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? iso(date) : undefined
}

/** The last day of a secrecy period that starts on the day of issue (制发日, 保守国家秘密法实施条例 (2024) art. 19). */
export function endOfPeriod(issued: string, years: number): string {
  const [year, month, day] = issued.split('-').map(Number) as [number, number, number]
  const months = Math.round(years * 12)
  const lastDay = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  const extraDays = months < 1 ? Math.round(years * 365) : 0
  return iso(new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay) + extraDays)))
}

function iso(date: Date): string {
  return date.toISOString().slice(0, 10)
}
