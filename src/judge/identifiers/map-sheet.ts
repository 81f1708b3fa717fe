import { evidence, oddly, type Evidence } from './evidence.js'
import type { Found } from './found.js'
import type { Leads } from './leads.js'

/** Rows and columns of a sheet at 1:1,000,000 by the letter of the scale: 1:50,000, 1:25,000, 1:10,000, 1:5,000. */
const DIVISIONS: Readonly<Record<string, number>> = { E: 24, F: 48, G: 96, H: 192 }

/**
 * Judges the number of a sheet of the national topographic maps (GB/T 13989): row and column of the sheet at
 * 1:1,000,000 (A–N, 43–53), the letter of the scale, row and column. Only scales from 1:50,000 up count, and only words
 * make it that.
 */
export function checkMapSheet(scale: string, digits: string): Evidence {
  const most = DIVISIONS[scale] ?? 0
  const [row, column] = [Number(digits.slice(0, 3)), Number(digits.slice(3))]
  const sound = row >= 1 && row <= most && column >= 1 && column <= most
  return sound ? oddly('region-known') : { ...evidence('refuted', 'region-unknown'), odd: true }
}

/** Numbers of map sheets: J50E001001. */
export function* mapSheets({ text, groups, codes }: Leads): Generator<Found> {
  for (const group of codes) {
    const [from, end] = [groups[2 * group]!, groups[2 * group + 1]!]
    const sheet = SHEET.exec(text.slice(Math.max(0, from - 5), from))
    if (end - from !== 6 || !sheet || /[0-9A-Za-z]/.test(text.charAt(end))) continue
    const digits = text.slice(from, end)
    const judged = checkMapSheet(sheet[2]!, digits)
    if (judged.state === 'refuted') continue
    yield { start: from - sheet[1]!.length, end, canonical: sheet[1]! + digits, ...judged }
  }
}

const SHEET = /(?<![0-9A-Za-z])([A-N](?:4[3-9]|5[0-3])([A-K]))$/
