import {
  basisOf, queryLedger, screeningsOf, type Ledger, type LedgerQuery, type StoredRow,
} from '../../../bulk/ledger/index.js'
import { ScreenError } from '../../../model/index.js'
import type { ReportHead } from '../../../report/index.js'
import type { Format } from '../../command-line/choices.js'
import type { ExitStatus } from '../../exit-status.js'
import { createBatchWriter } from '../../output/batch-writer.js'
import { withDestination, type Destination } from '../../output/destination.js'
import { createReportWriter } from '../../output/report-writer.js'
import type { CommandContext } from '../command.js'
import { openToRead } from './open-to-read.js'
import { ledgerQueryFrom } from './query-options.js'

/**
 * `screen ledger export <file>`: writes the matching screenings as a report, ordered by path. A report has one ruleset,
 * so documents that were screened on different bases cannot be exported together.
 * @throws ScreenError `usage`
 */
export async function ledgerExport({ operands, options, io, language, messages }: CommandContext): Promise<ExitStatus> {
  const query = ledgerQueryFrom(options)
  const ledger = await openToRead(operands[0]!, io, messages)
  try {
    const bases = basesOf(ledger, query)
    if (bases.size > 1) throw new ScreenError('ledger-mixed', { count: bases.size })
    await withDestination(options.output, io, (destination) =>
      writeReport(ledger, query, destination, (options.format ?? 'jsonl') as Format, language))
    return 0
  } finally {
    ledger.close()
  }
}

function basesOf(ledger: Ledger, query: LedgerQuery): Set<string> {
  const bases = new Set<string>()
  for (const row of queryLedger(ledger, query)) if (isReadable(row)) bases.add(row.basis)
  return bases
}

/** False for a row that this program has not written; its document is reported as not examined. */
function isReadable(row: StoredRow): boolean {
  return basisOf(row).ruleset.digest !== ''
}

async function writeReport(
  ledger: Ledger, query: LedgerQuery, destination: Destination, format: Format, language: CommandContext['language'],
): Promise<void> {
  const writer = createReportWriter(format, {
    language, color: false, columns: 80, showSuppressed: true, allowIncomplete: false, failOn: 'review', reveal: false,
    base: process.cwd(),
  })
  const report = createBatchWriter((text) => destination.write(text))
  let head: ReportHead = { tool: { name: 'secrecy-screen', version: '' }, ruleset: { digest: '', lexicons: [] } }
  for (const row of queryLedger(ledger, query)) {
    const { version, ruleset } = basisOf(row)
    if (isReadable(row)) head = { tool: { name: 'secrecy-screen', version }, ruleset }
    for (const screening of screeningsOf(row)) if (!(await report.add(writer.add(screening)))) return
  }
  void report.add(writer.end(head))
  await report.drain()
}
