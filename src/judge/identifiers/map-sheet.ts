import { dismissed, unlikely, type Evidence, type IdentifierMatch } from './evidence.js'
import type { IdentifierIndex } from './identifier-index.js'

/** Finds numbers of map sheets: J50E001001. */
export function* mapSheets({ text, groups, codes }: IdentifierIndex): Generator<IdentifierMatch> {
  for (const group of codes) {
    const [from, end] = [groups[2 * group]!, groups[2 * group + 1]!]
    const sheet = SHEET.exec(text.slice(Math.max(0, from - 5), from))
    if (end - from !== 6 || !sheet || /[0-9A-Za-z]/.test(text.charAt(end))) continue
    const digits = text.slice(from, end)
    const result = checkMapSheet(sheet[2]!, digits)
    if (result.state === 'refuted') continue
    yield { start: from - sheet[1]!.length, end, canonical: sheet[1]! + digits, ...result }
  }
}

/** The sheet at 1:1,000,000 and the letter of the scale. */
const SHEET = /(?<![0-9A-Za-z])([A-N](?:4[3-9]|5[0-3])([A-K]))$/

/**
 * Checks the number of a sheet of the national topographic maps (GB/T 13989): row and column of the sheet at
 * 1:1,000,000 (A–N, 43–53), the letter of the scale, then row and column within that sheet. Only scales of 1:50,000 and
 * larger count, and only a word near it confirms it.
 */
function checkMapSheet(scale: string, digits: string): Evidence {
  const max = DIVISIONS[scale] ?? 0
  const [row, column] = [Number(digits.slice(0, 3)), Number(digits.slice(3))]
  const valid = row >= 1 && row <= max && column >= 1 && column <= max
  return valid ? unlikely('region-known') : dismissed('region-unknown')
}

/** Rows and columns of a sheet at 1:1,000,000, by the letter of the scale: 1:50,000, 1:25,000, 1:10,000, 1:5,000. */
const DIVISIONS: Readonly<Record<string, number>> = { E: 24, F: 48, G: 96, H: 192 }
