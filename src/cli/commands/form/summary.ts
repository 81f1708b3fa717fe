import type { StoredRow } from '../../../bulk/ledger/index.js'
import { ScreenError } from '../../../model/index.js'
import type { SummaryEntry } from '../../../report/form/summary.js'
import { withDestination } from '../../output/destination.js'
import type { CommandContext } from '../command.js'

/**
 * `screen form --summary --ledger FILE`: the table of one month, or of the whole ledger, as an .xlsx.
 * @throws ScreenError
 */
export async function formSummary({ operands, options, io, language, messages }: CommandContext): Promise<0> {
  const { ledger: file, month, output } = options
  if (operands.length > 0) throw new ScreenError('summary-takes-no-file')
  if (file === undefined) throw new ScreenError('missing-value', { option: '--ledger' })
  if (output === undefined && io.stdout.isTTY) throw new ScreenError('form-output-needed')
  const span = month === undefined ? undefined : spanOf(month)
  if (month !== undefined && !span) throw new ScreenError('bad-month', { value: month })
  const { queryLedger, screeningsOf } = await import('../../../bulk/ledger/index.js')
  const { openToRead } = await import('../ledger/open-to-read.js')
  const { summaryWorkbook } = await import('../../../report/form/summary-workbook.js')
  const ledger = await openToRead(file, io, messages)
  try {
    const rows = span ? lastScreenings(queryLedger(ledger, { ...span, history: true })) : queryLedger(ledger)
    const tableOptions = { language, ...(month !== undefined && { month }) }
    await withDestination(output, io, async (destination) =>
      destination.write(await summaryWorkbook(entries(rows, screeningsOf), tableOptions)))
    return 0
  } finally {
    ledger.close()
  }
}

/** A month in local time, as the UTC times that a ledger uses. */
function spanOf(month: string): { readonly since: string; readonly before: string } | undefined {
  const [, year, number] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month) ?? []
  if (year === undefined) return undefined
  const day = (ahead: number): string => new Date(Number(year), Number(number) - 1 + ahead, 1).toISOString()
  return { since: day(0), before: day(1) }
}

/** The last screening of each document. Rows are ordered by path, and the rows of one path from old to new. */
function* lastScreenings(rows: Iterable<StoredRow>): Generator<StoredRow> {
  let previous: StoredRow | undefined
  for (const row of rows) {
    if (row.kind !== 'document') continue
    if (previous && (previous.path !== row.path || previous.file !== row.file)) yield previous
    previous = row
  }
  if (previous) yield previous
}

function* entries(
  rows: Iterable<StoredRow>, screeningsOf: (row: StoredRow) => SummaryEntry['screenings'],
): Generator<SummaryEntry> {
  for (const row of rows) yield { path: row.path, at: row.at, screenings: screeningsOf(row) }
}
