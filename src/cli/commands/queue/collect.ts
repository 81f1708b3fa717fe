import { computeSeal, openOrCreateLedger, type Ledger } from '../../../bulk/ledger/index.js'
import type { Connection, Remaining, Walk } from '../../../bulk/queue/index.js'
import { ScreenError } from '../../../model/index.js'
import { fill, harmless, type Messages } from '../../../report/index.js'
import { reportCollected, type Collected } from './collected-report.js'
import type { CommandRun } from '../command.js'
import { writeWhole } from '../../output/destination.js'
import { exitStatus, type ExitStatus } from '../../exit-status.js'
import type { Io } from '../../io.js'
import { createProgress } from '../../output/progress.js'
import { resolveSettings, type Settings } from '../../settings/settings.js'
import { interruptible, withQueue, type QueueRoom } from './connection.js'

/**
 * `screen collect`: takes what was screened out of a queue into a ledger, and reports all that was enqueued as
 * `screen --ledger` would. What is still to come makes the report incomplete.
 * @throws ScreenError, or the signal's reason
 */
export async function collectCommand({ given, io, say }: CommandRun): Promise<ExitStatus> {
  const { ledger: file } = given
  if (file === undefined) throw new ScreenError('collect-ledger-needed')
  const settings = await resolveSettings(given)
  return withQueue(given, io, say, async (connection, room) => {
    const ledger = openOrCreateLedger(file)
    try {
      const lines = given.progress === true
      const { left, taken } = await take({ connection, room, ledger, lines, drain: given.drain === true, io, say })
      const walks = [...(await room.readWalks(connection)).values()]
      if (walks.length === 0) throw new ScreenError('queue-nothing')
      return await tell({ walks, left, taken, ledger, room, settings, io, say })
    } finally {
      ledger.close()
    }
  })
}

interface Taking {
  readonly connection: Connection
  readonly room: QueueRoom
  readonly ledger: Ledger
  readonly lines: boolean
  readonly drain: boolean
  readonly io: Io
  readonly say: Messages
}

async function take(
  { connection, room, ledger, lines, drain, io, say }: Taking,
): Promise<{ readonly left: Remaining; readonly taken: number }> {
  const progress = createProgress(io, say, io.stderr.isTTY ? 'line' : lines ? 'lines' : 'none')
  let taken = 0
  try {
    const left = await interruptible(room.collectResults(connection, {
      ledger, drain, signal: io.signal,
      onRecorded: (screenings) => {
        taken++
        progress.add(screenings)
      },
    }), io)
    return { left, taken }
  } finally {
    progress.clear()
  }
}

interface Telling {
  readonly walks: readonly Walk[]
  readonly left: Remaining
  readonly taken: number
  readonly ledger: Ledger
  readonly room: QueueRoom
  readonly settings: Settings
  readonly io: Io
  readonly say: Messages
}

async function tell({ walks, left, taken, ledger, room, settings, io, say }: Telling): Promise<ExitStatus> {
  const collected = await writeWhole(settings.output, io, (destination) =>
    reportCollected(walks, ledger, room, destination, settings, io))
  const remarks = [
    ...(left.documents > 0 ? [fill(say.queue.leftDocuments, { count: left.documents })] : []),
    ...(left.unfinishedWalks > 0 ? [fill(say.queue.leftOpen, { count: left.unfinishedWalks })] : []),
    ...(left.documents === 0 && collected.missing > 0 ? [fill(say.queue.missing, { count: collected.missing })] : []),
  ]
  for (const remark of remarks) await io.stderr.write(`${remark}\n`)
  const complete = remarks.length === 0 && collected.read
  if (taken > 0) await recordEnd({ walks, collected, taken, complete, ledger, room, settings, io, say })
  // What may be left unread is said of documents: a queue that is not empty is no answer at all.
  const { found, missed } = collected.outcome
  return exitStatus({ found, missed: missed || !complete }, settings.allowIncomplete && complete)
}

/** Documents that were there before and were not met any more are recorded as gone; then the end of the run. */
async function recordEnd(
  { walks, collected, taken, complete, ledger, room, settings, io, say }: Omit<Telling, 'left'> & {
    readonly collected: Collected
    readonly complete: boolean
  },
): Promise<void> {
  const gone = complete ? walks.flatMap((walk) => room.goneDocuments(ledger, walk)) : []
  for (const row of gone) ledger.recordRemoval(row)
  const { entries, hash } = ledger.head()
  const { key } = settings
  const counts = { documents: collected.documents, screened: taken, gone: gone.length }
  ledger.recordRunEnd({
    end: complete ? 'complete' : 'interrupted', paths: walks.flatMap(({ paths }) => paths),
    begun: walks.map(({ begun }) => begun).sort()[0]!, ...counts, verdicts: collected.verdicts,
    ...(key && entries > 0 && { seal: computeSeal(hash, key) }),
  }, walks[0]!.basis)
  const values = { file: harmless(ledger.file), ...counts, head: ledger.head().hash }
  await io.stderr.write(`${fill(say.ledger.kept, values)}\n`)
}
