import type { Ledger, StoredRow } from '../../../bulk/ledger/index.js'
import { ScreenError } from '../../../model/index.js'
import type { SummaryEntry } from '../../../report/form/summary.js'
import type { CommandRun } from '../command.js'
import { writeWhole } from '../../output/destination.js'

/** `screen form --summary --ledger FILE`: the table of a month, or of all there is, as an .xlsx. @throws ScreenError */
export async function formSummary({ operands, given, io, language }: CommandRun): Promise<0> {
  const { ledger: file, month, output } = given
  if (operands.length > 0) throw new ScreenError('summary-takes-no-file')
  if (file === undefined) throw new ScreenError('missing-value', { option: '--ledger' })
  if (output === undefined && io.stdout.isTTY) throw new ScreenError('form-output-needed')
  const span = month === undefined ? undefined : spanOf(month)
  if (month !== undefined && !span) throw new ScreenError('bad-month', { value: month })
  const { openLedger, queryLedger, screeningsOf } = await import('../../../bulk/ledger/index.js')
  const { summaryWorkbook } = await import('../../../report/form/summary-workbook.js')
  const ledger: Ledger = openLedger(file)
  try {
    const rows = span ? lastOfEach(queryLedger(ledger, { ...span, history: true })) : queryLedger(ledger)
    const options = { language, ...(month !== undefined && { month }) }
    await writeWhole(output, io, async (destination) =>
      destination.write(await summaryWorkbook(entries(rows, screeningsOf), options)))
    return 0
  } finally {
    ledger.close()
  }
}

/** A month as it is here, told as the ledger tells times, in UTC. */
function spanOf(month: string): { readonly since: string; readonly before: string } | undefined {
  const [, year, number] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month) ?? []
  if (year === undefined) return undefined
  const day = (ahead: number): string => new Date(Number(year), Number(number) - 1 + ahead, 1).toISOString()
  return { since: day(0), before: day(1) }
}

/**
 * The last screening of each document within a span: rows come in the order of their paths, those of one path by age.
 */
function* lastOfEach(rows: Iterable<StoredRow>): Generator<StoredRow> {
  let held: StoredRow | undefined
  for (const row of rows) {
    if (row.kind !== 'document') continue
    if (held && (held.path !== row.path || held.file !== row.file)) yield held
    held = row
  }
  if (held) yield held
}

function* entries(
  rows: Iterable<StoredRow>, screeningsOf: (row: StoredRow) => SummaryEntry['screenings'],
): Generator<SummaryEntry> {
  for (const row of rows) yield { path: row.path, at: row.at, screenings: screeningsOf(row) }
}
