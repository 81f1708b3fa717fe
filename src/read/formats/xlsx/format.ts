import { dateIn, isDate } from './date.js'
import { plainNumber } from '../../text/sheet-number.js'

/** What a cell shows by its number format. */
export interface Shown {
  readonly text: string
  readonly visible: boolean
  /** The value, where the format shows words in its place. */
  readonly beneath?: string
}

/**
 * What a cell shows under a number format (ISO/IEC 29500-1, 18.8.31): a date as one, words of the format around the
 * value, and nothing for `;;;`. Numbers come with all their digits, also where the format rounds: the file holds them.
 */
export function showNumber(value: string, code: string, since1904: boolean): Shown {
  const number = Number(value)
  const sections = sectionsOf(code)
  const section = sections[indexOf(number, sections.length)] ?? ''
  if (section === '' && code !== '') return { text: plainNumber(value), visible: false }
  if (!isDate(section)) return withWords(section, plainNumber(value))
  return { text: dateIn(section, number, since1904) ?? plainNumber(value), visible: true }
}

/** What a cell of text shows: the fourth section is for it. */
export function showText(value: string, code: string): Shown {
  const sections = sectionsOf(code)
  const section = sections.length > 3 ? sections[3]! : sections.find((one) => one.includes('@'))
  if (section === '') return { text: value, visible: false }
  return section === undefined ? { text: value, visible: true } : withWords(section, value)
}

/**
 * Positive, negative, zero: the section for each where there are so many. Sections with conditions are taken in this
 * order too.
 */
function indexOf(number: number, sections: number): number {
  if (number < 0 && sections > 1) return 1
  return number === 0 && sections > 2 ? 2 : 0
}

const PIECES = /"([^"]*)"|\\(.)|\[[^[\]]*\]|[_*].|General|@|[0#?][0#?.,%/ ]*(?:E[+-][0#?]+)?|([^])/giu

/** The words of a section around the value; without a place for it, the words alone. */
function withWords(section: string, value: string): Shown {
  if (section === '') return { text: value, visible: true }
  let placed = false as boolean // assigned in the callback, which the compiler does not follow
  const text = section.replace(PIECES, (piece, quoted?: string, escaped?: string, sign?: string) => {
    const words = quoted ?? escaped ?? (sign !== undefined && /[^\x20-\x7e]/.test(sign) ? sign : undefined)
    if (words !== undefined) return words
    if (placed || !/^(General|@|[0#?])/i.test(piece)) return ''
    placed = true
    return value
  })
  if (placed) return { text, visible: true }
  return text.trim() === '' ? { text: value, visible: true } : { text, visible: true, beneath: value }
}

/** The sections of a code, which semicolons part outside quotes and brackets. */
function sectionsOf(code: string): string[] {
  const sections = ['']
  for (const [piece] of code.matchAll(/"[^"]*"?|\\.|\[[^[\]]*\]?|[^]/gu)) {
    if (piece === ';') sections.push('')
    else sections[sections.length - 1] += piece
  }
  return sections
}
