import { screeningsOf, type Ledger, type Verification } from '../../../bulk/ledger/index.js'
import type { Walk } from '../../../bulk/queue/index.js'
import type { Verdict } from '../../../model/index.js'
import { addOutcome, EMPTY_OUTCOME, type Outcome } from '../../exit-status.js'
import type { Io } from '../../io.js'
import { createBatchWriter } from '../../output/batch-writer.js'
import type { Destination } from '../../output/destination.js'
import { reportMasker } from '../../output/mask-paths.js'
import { createReportWriter } from '../../output/report-writer.js'
import { writerOptions } from '../../screening/run-options.js'
import type { Settings } from '../../settings/settings.js'
import type { QueueModule } from './connection.js'

/** The result of writing the report of a queue. */
export interface CollectedReport {
  readonly outcome: Outcome
  /** Documents, without their members. */
  readonly documents: number
  readonly verdicts: Readonly<Record<Verdict, number>>
  /** Enqueued documents that are not in the ledger. */
  readonly missing: number
  /** False when the reader of the report has closed it early. */
  readonly complete: boolean
}

/** What was enqueued and where its results are. */
export interface Collected {
  readonly walks: readonly Walk[]
  readonly ledger: Ledger
  /** The entries that may be reported; absent without a key. */
  readonly trusted?: NonNullable<Verification['trusted']>
  readonly queue: QueueModule
}

/** Writes the report of everything that was enqueued, from the ledger, in the order of the walks. */
export async function writeCollectedReport(
  { walks, ledger, trusted, queue: { collectedRows, countMissing } }: Collected, destination: Destination,
  settings: Settings, io: Io,
): Promise<CollectedReport> {
  const writer = createReportWriter(settings.format, writerOptions(settings, io))
  const report = createBatchWriter((text) => destination.write(text))
  const masker = reportMasker(settings)
  const verdicts = { block: 0, review: 0, incomplete: 0, clear: 0 }
  let outcome = EMPTY_OUTCOME
  let missing = 0
  let documents = 0
  for (const walk of walks) {
    const found = walk.paths.map(() => 0)
    for (const { row, pathIndex } of collectedRows(ledger, walk)) {
      if (trusted?.has(row.id) === false) continue
      const screenings = screeningsOf(row)
      found[pathIndex]!++
      documents++
      verdicts[screenings[0]!.verdict]++
      for (const screening of screenings) {
        outcome = addOutcome(outcome, screening, settings.failOn)
        const open = await report.add(writer.add(masker.screening(screening)))
        if (!open) return { outcome, documents, verdicts, missing, complete: false }
      }
    }
    missing += countMissing(walk, found)
  }
  const { basis: { ruleset, version }, policy } = walks[0]!
  const head = { tool: { name: 'secrecy-screen', version }, ruleset, ...(policy && { policy }) } as const
  void report.add(writer.end(masker.head(head)))
  const complete = await report.drain()
  return { outcome, documents, verdicts, missing, complete }
}
