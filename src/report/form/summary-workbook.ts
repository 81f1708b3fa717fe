import writeExcelFile, { type CellObject, type Row, type Sheet } from 'write-excel-file/node'
import { VERDICTS } from '../../model/index.js'
import { harmless } from '../text/harmless.js'
import { fill, messages, type Messages } from '../messages/index.js'
import type { Language } from '../language.js'
import { categoriesCell, summaryRow, totalsOf, type SummaryEntry, type SummaryRow, type Totals } from './summary.js'

export interface SummaryOptions {
  readonly language: Language
  /** `YYYY-MM`; all there is where absent. */
  readonly month?: string
}

/**
 * The table of a month as an .xlsx with two sheets: what all documents come to, and each document with blank cells
 * for who reviews it. Every text is a text cell, whatever it begins with: none is a formula. At most `MOST_ROWS`
 * documents are listed; all are counted.
 */
export async function summaryWorkbook(
  entries: Iterable<SummaryEntry>, { language, month }: SummaryOptions,
): Promise<Uint8Array> {
  const say = messages(language)
  const rows = [...entries].map(summaryRow)
  const title = fill(say.summary.title, { month: month ?? say.summary.all })
  const sheets: Sheet<never>[] = [
    { sheet: say.summary.overview, data: overview(title, totalsOf(rows), say), columns: wide(OVERVIEW_WIDTHS) },
    {
      sheet: say.summary.documents, data: documents(rows, say), stickyRowsCount: 1, orientation: 'landscape',
      columns: wide(DOCUMENT_WIDTHS),
    },
  ]
  return writeExcelFile(sheets, { fontFamily: '宋体', fontSize: 10 }).toBuffer()
}

/** In characters: A4 upright, and A4 lying. */
const OVERVIEW_WIDTHS = [26, 12, 12, 12, 12, 10]
const DOCUMENT_WIDTHS = [5, 30, 15, 11, 7, 20, 13, 7, 11, 9, 11]

function wide(widths: readonly number[]): { width: number }[] {
  return widths.map((width) => ({ width }))
}

/** Excel takes a million rows; a month of one office has some thousands. */
const MOST_ROWS = 100_000

const BORDER = { borderStyle: 'thin', borderColor: '#808080' } as const
const HEAD = {
  ...BORDER, fontWeight: 'bold', backgroundColor: '#f2f2f2', align: 'center', alignVertical: 'center', wrap: true,
} as const

function head(text: string): CellObject {
  return { type: String, value: text, ...HEAD }
}

/** Text that stays text: the format `@` keeps it so when someone edits the cell. */
function words(text: string): CellObject {
  const value = text === '' ? ' ' : harmless(text).slice(0, MOST_UNITS)
  return { type: String, value, format: '@', wrap: true, alignVertical: 'center', ...BORDER }
}

/** What Excel takes in one cell is 32,767. */
const MOST_UNITS = 32_000

function count(value: number): CellObject {
  return { type: Number, value, align: 'center', alignVertical: 'center', ...BORDER }
}

function overview(title: string, { verdicts, categories, folders }: Totals, say: Messages): Row[] {
  const all = VERDICTS.reduce((sum, verdict) => sum + verdicts[verdict], 0)
  const verdictHeads = VERDICTS.map((verdict) => head(say.verdicts[verdict]))
  return [
    [{ type: String, value: title, fontSize: 16, fontWeight: 'bold' }],
    [],
    [head(say.columns.verdict), ...verdictHeads, head(say.summary.count)],
    [words(say.summary.total), ...VERDICTS.map((verdict) => count(verdicts[verdict])), count(all)],
    [],
    [head(say.columns.category), head(say.summary.count), head(say.summary.findings)],
    ...categories.map(({ category, documents: having, findings }) =>
      [words(say.categories[category]), count(having), count(findings)]),
    [],
    [head(say.summary.folder), ...verdictHeads, head(say.summary.count)],
    ...folders.map(({ folder, documents: own, verdicts: counts }) =>
      [
        words(folder === '' ? say.summary.here : folder),
        ...VERDICTS.map((verdict) => count(counts[verdict])),
        count(own),
      ]),
  ]
}

/** The day it was here, `YYYY-MM-DD`. */
function localDay(at: string): string {
  const time = new Date(at)
  return [time.getFullYear(), time.getMonth() + 1, time.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-')
}

function documents(rows: readonly SummaryRow[], say: Messages): Row[] {
  const { summary, columns } = say
  const heads = [
    summary.serial, columns.document, summary.number, columns.verdict, summary.findings, columns.category,
    columns.disposition, columns.gap, summary.at, summary.reviewer, summary.opinion,
  ]
  const listed = rows.slice(0, MOST_ROWS).map((row, at) => [
    count(at + 1), words(row.path), words(row.number), words(say.verdicts[row.verdict]), count(row.findings),
    words(categoriesCell(row, say)), words(row.dispositions.join(say.report.list)), count(row.gaps),
    words(localDay(row.at)), words(''), words(''),
  ])
  const more = rows.length - listed.length
  return [heads.map(head), ...listed, ...(more > 0 ? [[words(fill(say.summary.more, { count: more }))]] : [])]
}
