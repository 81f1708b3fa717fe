import {
  basisOf, openLedger, queryLedger, screeningsOf, type Ledger, type LedgerQuery,
} from '../../../bulk/ledger/index.js'
import { ScreenError } from '../../../model/index.js'
import { type ReportHead } from '../../../report/index.js'
import { batched } from '../../output/batch-writer.js'
import type { CommandRun } from '../command.js'
import { writeWhole, type Destination } from '../../output/destination.js'
import type { ExitStatus } from '../../exit-status.js'
import type { Format } from '../../command-line/choices.js'
import { createWriter } from '../../output/report-writer.js'
import { wanted } from './query-options.js'

/**
 * `screen ledger export <file>`: the screenings that fit as a report (v1), in the order of the paths. A report has one
 * ruleset: where documents were screened on several bases there is none. @throws ScreenError `usage`
 */
export async function ledgerExport({ operands, given, io, language }: CommandRun): Promise<ExitStatus> {
  const query = wanted(given)
  const ledger = openLedger(operands[0]!)
  try {
    const bases = basesOf(ledger, query)
    if (bases.size > 1) throw new ScreenError('ledger-mixed', { count: bases.size })
    await writeWhole(given.output, io, (destination) =>
      write(ledger, query, destination, (given.format ?? 'jsonl') as Format, language))
    return 0
  } finally {
    ledger.close()
  }
}

function basesOf(ledger: Ledger, query: LedgerQuery): Set<string> {
  const bases = new Set<string>()
  for (const { basis } of queryLedger(ledger, query)) bases.add(basis)
  return bases
}

async function write(
  ledger: Ledger, query: LedgerQuery, destination: Destination, format: Format, language: CommandRun['language'],
): Promise<void> {
  const writer = createWriter(format, {
    language, color: false, columns: 80, showSuppressed: true, allowIncomplete: false, failOn: 'review', reveal: false,
    base: process.cwd(),
  })
  const report = batched((text) => destination.write(text))
  let head: ReportHead = { tool: { name: 'secrecy-screen', version: '' }, ruleset: { digest: '', lexicons: [] } }
  for (const row of queryLedger(ledger, query)) {
    const { version: engine, ruleset } = basisOf(row)
    head = { tool: { name: 'secrecy-screen', version: engine }, ruleset }
    for (const screening of screeningsOf(row)) if (!(await report.add(writer.add(screening)))) return
  }
  void report.add(writer.end(head))
  await report.drain()
}
