import { columnLetters } from '../../../model/index.js'
import type { Budget } from '../../budget.js'
import { decode } from '../../text/decode.js'
import { PartBuilder } from '../../parts/part-builder.js'
import type { Intake, Readout } from '../../reader.js'
import { displayedLines } from '../../text/displayed-lines.js'
import { alternativeParts, decodingGaps, textParts } from '../../text/plain-text.js'

/** Up to this many cells have an address each (60 MB of heap); a larger table is read as plain text with lines only. */
const MAX_CELLS = 200_000

/**
 * Reads delimited text (RFC 4180 and its common variants).
 *
 * Anatomy: rows are lines, cells are separated by a delimiter. A cell in double quotes may contain delimiters, line
 * ends and doubled quotes (RFC 4180, 2). The file does not declare its delimiter: the one that splits the first rows
 * most evenly is taken.
 *
 * Read: every cell with its address and line; lines with escapes as a program shows them. Gaps: undecodable lines only;
 * an unclosed quote ends with the text.
 */
export async function readCsv(intake: Intake): Promise<Readout> {
  const decoded = decode(intake.document.bytes)
  const gaps = decodingGaps(decoded)
  const delimiter = delimiterOf(decoded.text)
  if (!fits(decoded.text, delimiter)) return { parts: textParts(intake, decoded), gaps }
  if (!intake.budget.takeText('', decoded.text.length)) return { parts: [], gaps }
  const table = (await tableOf(decoded.text, delimiter, intake.budget)).build()
  const displayed = await displayedLines(decoded.text, intake.budget)
  return { parts: [table, ...alternativeParts(intake, decoded), ...displayed], gaps }
}

const DELIMITERS = [',', '\t', ';', '|', '，'] as const

/** The delimiter with the highest count in the row that has fewest of it; a comma if no delimiter is in every row. */
function delimiterOf(text: string): string {
  const rows = text
    .slice(0, 64 * 1024)
    .replace(/"[^"]*"/g, '')
    .split(/\r\n|\r|\n/)
    .filter((row) => row !== '')
    .slice(0, 20)
  const counts = DELIMITERS.map((delimiter) => {
    const perRow = rows.map((row) => row.split(delimiter).length - 1)
    return { delimiter, least: Math.min(...perRow), sum: perRow.reduce((sum, count) => sum + count, 0) }
  })
  counts.sort((a, b) => b.least - a.least || b.sum - a.sum)
  return counts[0]!.delimiter
}

function fits(text: string, delimiter: string): boolean {
  let cells = 0
  for (let at = 0; at < text.length && cells <= MAX_CELLS; at++) {
    const character = text[at]
    if (character === delimiter || character === '\n' || character === '\r') cells++
  }
  return cells <= MAX_CELLS
}

/** Cells between two looks at the clock. */
const CELLS_PER_LOOK = 256

interface Cell {
  readonly text: string
  /** After the cell and its delimiter or line end. */
  readonly next: number
  readonly last: boolean
}

async function tableOf(text: string, delimiter: string, budget: Budget): Promise<PartBuilder> {
  const builder = new PartBuilder('cell')
  let line = 1
  let lineStart = 0
  let row = 1
  let column = 0
  for (let at = 0, cells = 1; at < text.length; cells++) {
    if (cells % CELLS_PER_LOOK === 0 && budget.turnIsOver) await budget.nextTurn()
    const cell = cellAt(text, at, delimiter)
    const quoted = text[at] === '"' ? 1 : 0
    const place = { line, column: at - lineStart + 1 + quoted, cell: `${columnLetters(column + 1)}${row}` }
    builder.block(cell.text, place).separate(cell.last ? '\n' : '\t')
    for (let end = lineEndIn(text, at, cell.next); end > 0; end = lineEndIn(text, end, cell.next)) {
      line++
      lineStart = end
    }
    column = cell.last ? 0 : column + 1
    if (cell.last) row++
    at = cell.next
  }
  return builder
}

function cellAt(text: string, start: number, delimiter: string): Cell {
  let content = ''
  let at = start
  if (text[at] === '"') {
    const close = closingQuote(text, at + 1)
    content = text.slice(at + 1, close).replaceAll('""', '"')
    at = Math.min(text.length, close + 1)
  }
  let end = at
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end++
  const next = text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1
  return { text: content + text.slice(at, end), next, last: text[end] !== delimiter }
}

/** The quote that ends a cell, doubled ones passed over; the text's end where it never closes. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from)
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2)
  return at < 0 ? text.length : at
}

/** After the next line end between two offsets, or 0. */
function lineEndIn(text: string, from: number, to: number): number {
  for (let at = from; at < to && at < text.length; at++) {
    if (text[at] === '\n' || (text[at] === '\r' && text[at + 1] !== '\n')) return at + 1
  }
  return 0
}
