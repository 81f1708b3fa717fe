import { screeningsOf, type Ledger } from '../../../bulk/ledger/index.js'
import type { Walk } from '../../../bulk/queue/index.js'
import type { Verdict } from '../../../model/index.js'
import { batched } from '../../output/batch-writer.js'
import type { QueueRoom } from './connection.js'
import type { Destination } from '../../output/destination.js'
import { addOutcome, NOTHING_YET, type Outcome } from '../../exit-status.js'
import type { Io } from '../../io.js'
import { writerOptions } from '../../screening/screen-run.js'
import type { Settings } from '../../settings/settings.js'
import { createWriter } from '../../output/report-writer.js'

/** What the report of a queue came to. */
export interface Collected {
  readonly outcome: Outcome
  /** Documents without their members. */
  readonly documents: number
  readonly verdicts: Readonly<Record<Verdict, number>>
  /** Documents that were enqueued and are not in the ledger. */
  readonly missing: number
  /** False when whoever read the report has gone. */
  readonly read: boolean
}

/** Writes the report of all that was enqueued, from the ledger, in the order it was met. */
export async function reportCollected(
  walks: readonly Walk[], ledger: Ledger, { collectedRows, countMissing }: QueueRoom, destination: Destination,
  settings: Settings, io: Io,
): Promise<Collected> {
  const writer = createWriter(settings.format, writerOptions(settings, io))
  const report = batched((text) => destination.write(text))
  const verdicts = { block: 0, review: 0, incomplete: 0, clear: 0 }
  let outcome = NOTHING_YET
  let lost = 0
  let documents = 0
  for (const walk of walks) {
    const found = walk.paths.map(() => 0)
    for (const { row, pathIndex: under } of collectedRows(ledger, walk)) {
      const screenings = screeningsOf(row)
      found[under]!++
      documents++
      verdicts[screenings[0]!.verdict]++
      for (const screening of screenings) {
        outcome = addOutcome(outcome, screening, settings.failOn)
        const read = await report.add(writer.add(screening))
        if (!read) return { outcome, documents, verdicts, missing: lost, read }
      }
    }
    lost += countMissing(walk, found)
  }
  const { ruleset, version: engine } = walks[0]!.basis
  void report.add(writer.end({ tool: { name: 'secrecy-screen', version: engine }, ruleset }))
  const read = await report.drain()
  return { outcome, documents, verdicts, missing: lost, read }
}
