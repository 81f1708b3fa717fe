import type { Ledger, Verification } from '../../../bulk/ledger/index.js'
import type { Connection, Refused, Remaining, Walk } from '../../../bulk/queue/index.js'
import { ScreenError } from '../../../model/index.js'
import { fill, type Messages } from '../../../report/messages/index.js'
import { shownPath } from '../../../report/text/index.js'
import { untilAborted } from '../../abort.js'
import { exitStatus, type ExitStatus } from '../../exit-status.js'
import type { Io } from '../../io.js'
import { withDestination } from '../../output/destination.js'
import { createProgress } from '../../output/progress.js'
import { openVerifiedLedger } from '../../screening/ledger-run.js'
import { resolveSettings, type Settings } from '../../settings/settings.js'
import type { CommandContext } from '../command.js'
import { writeCollectedReport, type CollectedReport } from './collected-report.js'
import { withQueue, type QueueModule } from './connection.js'

/**
 * `screen collect`: moves screenings from a queue to a ledger, and reports everything that was enqueued as
 * `screen --ledger` would. Documents that are still in the queue make the report incomplete.
 * @throws ScreenError, or the signal's reason
 */
export async function collectCommand(context: CommandContext): Promise<ExitStatus> {
  const { options, io, messages } = context
  if (options.ledger === undefined) throw new ScreenError('collect-ledger-needed')
  const file = options.ledger
  const settings = await resolveSettings(options, { env: io.env })
  return withQueue(context, settings.key, async (connection, queue) => {
    const opened = await openVerifiedLedger(file, settings.key, io, messages)
    const { ledger } = opened
    try {
      const { left, collected } = await moveToLedger(connection, queue, opened, context)
      const walks = [...(await queue.readWalks(connection)).values()]
      if (walks.length === 0) throw new ScreenError('queue-nothing')
      return await report({ walks, left, collected, ...opened, queue, settings, io, messages })
    } finally {
      ledger.close()
    }
  })
}

/** `collected`: the number of documents moved. */
async function moveToLedger(
  connection: Connection, { collectResults }: QueueModule, opened: OpenedLedger,
  { options, io, messages }: CommandContext,
): Promise<{ readonly left: Left; readonly collected: number }> {
  const progress = createProgress(io, messages, io.stderr.isTTY ? 'line' : options.progress ? 'lines' : 'none')
  let collected = 0
  try {
    // A lost server would be waited for; Ctrl-C must still work.
    const left = await untilAborted(collectResults(connection, {
      ...opened, drain: options.drain === true, signal: io.signal,
      onRecorded: (screenings) => {
        collected++
        progress.add(screenings)
      },
    }), io.signal)
    return { left, collected }
  } finally {
    progress.clear()
  }
}

interface OpenedLedger {
  readonly ledger: Ledger
  /** The entries that may be reported; absent without a key. */
  readonly trusted?: NonNullable<Verification['trusted']>
}

type Left = Remaining & { readonly refused: Refused }

interface Collection extends OpenedLedger {
  readonly walks: readonly Walk[]
  readonly left: Left
  readonly collected: number
  readonly queue: QueueModule
  readonly settings: Settings
  readonly io: Io
  readonly messages: Messages
}

async function report(collection: Collection): Promise<ExitStatus> {
  const { left, collected, settings, io, messages } = collection
  const written = await withDestination(settings.output, io, (destination) =>
    writeCollectedReport(collection, destination, settings, io))
  const { refused } = left
  if (refused.entries > 0) await io.stderr.write(`${fill(messages.queue.foreign, { count: refused.entries })}\n`)
  if (refused.results > 0) await io.stderr.write(`${fill(messages.queue.refused, { count: refused.results })}\n`)
  const warnings = [
    ...(refused.orphans > 0 ? [fill(messages.queue.orphans, { count: refused.orphans })] : []),
    ...(refused.walks > 0 ? [fill(messages.queue.badWalks, { count: refused.walks })] : []),
    ...(left.documents > 0 ? [fill(messages.queue.leftDocuments, { count: left.documents })] : []),
    ...(left.unfinishedWalks > 0 ? [fill(messages.queue.leftOpen, { count: left.unfinishedWalks })] : []),
    ...(left.documents === 0 && written.missing > 0 ? [fill(messages.queue.missing, { count: written.missing })] : []),
  ]
  for (const warning of warnings) await io.stderr.write(`${warning}\n`)
  const complete = warnings.length === 0 && written.complete
  if (collected > 0) await recordEnd(collection, written, complete)
  // `--allow-incomplete` applies to documents that were screened, not to a queue that is not empty.
  const { found, incomplete } = written.outcome
  return exitStatus({ found, incomplete: incomplete || !complete }, settings.allowIncomplete && complete)
}

/** Records the documents that no longer exist, then the end of the run. */
async function recordEnd(
  { walks, collected, ledger, queue, settings, io, messages }: Collection,
  { documents, verdicts }: CollectedReport, complete: boolean,
): Promise<void> {
  const gone = complete ? walks.flatMap((walk) => queue.goneDocuments(ledger, walk)) : []
  for (const row of gone) ledger.recordRemoval(row)
  const counts = { documents, screened: collected, gone: gone.length }
  ledger.recordRunEnd({
    end: complete ? 'complete' : 'interrupted', paths: walks.flatMap(({ paths }) => paths),
    begun: walks.map(({ begun }) => begun).sort()[0]!, ...counts, verdicts,
  }, walks[0]!.basis, settings.key)
  const values = { file: shownPath(ledger.file), ...counts, head: ledger.head().hash }
  await io.stderr.write(`${fill(messages.ledger.kept, values)}\n`)
}
