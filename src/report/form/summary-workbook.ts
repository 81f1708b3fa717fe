import writeExcelFile, { type CellObject, type Row, type Sheet } from 'write-excel-file/node'
import { localDay, VERDICTS } from '../../model/index.js'
import { escapeControls } from '../text/escape-controls.js'
import { fill, messagesIn, type Messages } from '../messages/index.js'
import type { Language } from '../language.js'
import { categoriesCell, summaryRow, totalsOf, type SummaryEntry, type SummaryRow, type Totals } from './summary.js'

/** Options of the monthly table. */
export interface SummaryOptions {
  readonly language: Language
  /** `YYYY-MM`. Default: all months. */
  readonly month?: string
}

/**
 * The table of a month as an .xlsx file with two sheets: totals, and documents, each with blank cells for its reviewer.
 * Texts are text cells, never formulas. At most `MAX_ROWS` documents are listed; all are counted.
 */
export async function summaryWorkbook(
  entries: Iterable<SummaryEntry>, { language, month }: SummaryOptions,
): Promise<Uint8Array> {
  const messages = messagesIn(language)
  const rows = [...entries].map(summaryRow)
  const title = fill(messages.summary.title, { month: month ?? messages.summary.all })
  const sheets: Sheet<never>[] = [
    {
      sheet: messages.summary.overview, data: overview(title, totalsOf(rows), messages),
      columns: columnWidths(OVERVIEW_WIDTHS),
    },
    {
      sheet: messages.summary.documents, data: documents(rows, messages), stickyRowsCount: 1, orientation: 'landscape',
      columns: columnWidths(DOCUMENT_WIDTHS),
    },
  ]
  return writeExcelFile(sheets, { fontFamily: '宋体', fontSize: 10 }).toBuffer()
}

/** In characters: portrait and landscape A4. */
const OVERVIEW_WIDTHS = [26, 12, 12, 12, 12, 10]
const DOCUMENT_WIDTHS = [5, 30, 30, 15, 10, 11, 11, 11, 7, 20, 13, 7, 11, 9, 11]

function columnWidths(widths: readonly number[]): { width: number }[] {
  return widths.map((width) => ({ width }))
}

/** Excel allows a million rows; a month of one office has some thousands. */
const MAX_ROWS = 100_000

const BORDER = { borderStyle: 'thin', borderColor: '#808080' } as const
const HEAD = {
  ...BORDER, fontWeight: 'bold', backgroundColor: '#f2f2f2', align: 'center', alignVertical: 'center', wrap: true,
} as const

function headCell(text: string): CellObject {
  return { type: String, value: text, ...HEAD }
}

/** A text cell. The format `@` keeps it text when someone edits it. */
function textCell(text: string): CellObject {
  const value = text === '' ? ' ' : escapeControls(text).slice(0, MAX_CELL_UNITS)
  return { type: String, value, format: '@', wrap: true, alignVertical: 'center', ...BORDER }
}

/** Excel allows 32,767 in one cell. */
const MAX_CELL_UNITS = 32_000

function numberCell(value: number): CellObject {
  return { type: Number, value, align: 'center', alignVertical: 'center', ...BORDER }
}

function overview(title: string, { verdicts, categories, folders }: Totals, messages: Messages): Row[] {
  const all = VERDICTS.reduce((sum, verdict) => sum + verdicts[verdict], 0)
  const verdictHeads = VERDICTS.map((verdict) => headCell(messages.verdicts[verdict]))
  return [
    [{ type: String, value: title, fontSize: 16, fontWeight: 'bold' }],
    [],
    [headCell(messages.columns.verdict), ...verdictHeads, headCell(messages.summary.count)],
    [textCell(messages.summary.total), ...VERDICTS.map((verdict) => numberCell(verdicts[verdict])), numberCell(all)],
    [],
    [headCell(messages.columns.category), headCell(messages.summary.count), headCell(messages.summary.findings)],
    ...categories.map(({ category, documents: having, findings }) =>
      [textCell(messages.categories[category]), numberCell(having), numberCell(findings)]),
    [],
    [headCell(messages.summary.folder), ...verdictHeads, headCell(messages.summary.count)],
    ...folders.map(({ folder, documents: own, verdicts: counts }) =>
      [
        textCell(folder === '' ? messages.summary.here : folder),
        ...VERDICTS.map((verdict) => numberCell(counts[verdict])),
        numberCell(own),
      ]),
  ]
}

function factCells({ title, number, signers, issued, disclosure }: SummaryRow, messages: Messages): CellObject[] {
  return [
    textCell(title), textCell(number), textCell(signers.join(messages.report.list)), textCell(issued),
    textCell(disclosure ? messages.disclosures[disclosure] : ''),
  ]
}

function documents(rows: readonly SummaryRow[], messages: Messages): Row[] {
  const { summary, columns } = messages
  const heads = [
    summary.serial, columns.document, summary.heading, summary.number, summary.signers, summary.issued,
    summary.disclosure, columns.verdict, summary.findings, columns.category,
    columns.disposition, columns.gap, summary.at, summary.reviewer, summary.opinion,
  ]
  const listed = rows.slice(0, MAX_ROWS).map((row, at) => [
    numberCell(at + 1), textCell(row.path), ...factCells(row, messages), textCell(messages.verdicts[row.verdict]),
    numberCell(row.findings), textCell(categoriesCell(row, messages)),
    textCell(row.dispositions.join(messages.report.list)), numberCell(row.gaps), textCell(localDay(new Date(row.at))),
    textCell(''), textCell(''),
  ])
  const more = rows.length - listed.length
  const rest = more > 0 ? [[textCell(fill(summary.more, { count: more }))]] : []
  return [heads.map(headCell), ...listed, ...rest]
}
