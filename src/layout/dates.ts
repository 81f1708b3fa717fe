import { fold, parseNumeral } from '../normalise/index.js'

const YEAR = '((?:19|20)\\d{2}|[一二][〇零○一二三四五六七八九]{3})'
const MONTH_OR_DAY = '(\\d{1,2}|[一二三四五六七八九十]{1,3})'
const DATE = `${YEAR}年${MONTH_OR_DAY}月${MONTH_OR_DAY}日`
const DATE_LINE = new RegExp(`^${DATE}$`)
const PRINTED = new RegExp(`^(.*?)[,;，；]?${DATE}(?:印发|印制|印)$`)

/** Long enough for a date that is letter-spaced and aligned to the right with spaces. */
const MAX_LINE = 120

/** The day of a line that is a date and nothing else, `YYYY-MM-DD`. */
export function parseDateLine(line: string): string | undefined {
  if (line.length > MAX_LINE || !line.trimEnd().endsWith('日')) return undefined
  const match = DATE_LINE.exec(fold(line, { spaces: 'drop' }).text)
  return match ? toDay(match[1]!, match[2]!, match[3]!) : undefined
}

/** 印发机关和印发日期 (GB/T 9704-2012, 7.4.3): 云泽县人民政府办公室　2026年4月3日印发. */
export function parsePrinting(line: string): { readonly by: string; readonly day: string } | undefined {
  if (line.length > MAX_LINE || !line.includes('日')) return undefined
  const match = PRINTED.exec(fold(line, { spaces: 'drop' }).text)
  const day = match && toDay(match[2]!, match[3]!, match[4]!)
  return day ? { by: match[1]!, day } : undefined
}

function toDay(...numerals: [string, string, string]): string | undefined {
  const [year, month, day] = numerals.map((numeral) => parseNumeral(numeral) ?? 0) as [number, number, number]
  const date = new Date(Date.UTC(year, month - 1, day))
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return exists ? date.toISOString().slice(0, 10) : undefined
}
