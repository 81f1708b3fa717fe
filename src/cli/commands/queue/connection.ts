import type { Pool } from '../../../bulk/index.js'
import type { Basis } from '../../../bulk/ledger/index.js'
import type * as Room from '../../../bulk/queue/index.js'
import { localDay, ScreenError } from '../../../model/index.js'
import { fill, type Messages } from '../../../report/index.js'
import type { ScreenerOptions } from '../../../screener.js'
import { packageVersion } from '../../package.js'
import type { Io } from '../../io.js'
import { keepable } from '../../screening/ledger-run.js'
import type { RawOptions } from '../../command-line/raw-options.js'
import { screenerOptions } from '../../screening/screen-run.js'
import type { Settings } from '../../settings/settings.js'

/** The room of the queue: what it needs is loaded with it. */
export type QueueRoom = typeof Room

/** What a command does with a queue while it is connected. */
export type WithQueue<T> = (connection: Room.Connection, room: QueueRoom) => Promise<T>

/**
 * Connects to the queue that was named, by `--queue` or, so that no list of processes shows a password, by the
 * environment. @throws ScreenError
 */
export async function withQueue<T>(given: RawOptions, io: Io, say: Messages, use: WithQueue<T>): Promise<T> {
  const room = await import('../../../bulk/queue/index.js')
  const address = addressOf(given, io, room)
  const lost = fill(say.queue.lost, { queue: address.displayUrl })
  const connection = await room.connect(address, { onLost: () => void io.stderr.write(`${lost}\n`) })
  try {
    return await use(connection, room)
  } finally {
    await connection.close()
  }
}

function addressOf({ queue }: RawOptions, io: Io, room: QueueRoom): Room.QueueAddress {
  const url = queue ?? io.env.SCREEN_QUEUE
  if (url === undefined || url === '') throw new ScreenError('queue-needed')
  return room.parseQueueUrl(url)
}

/** The options of workers whose screenings others will keep. */
export function queueOptions(settings: Settings, io: Io): ScreenerOptions {
  return keepable(screenerOptions(settings, io), localDay())
}

/** What the screenings of a pool with these options rest on. */
export async function basisOfPool(pool: Pool, options: ScreenerOptions): Promise<Basis> {
  const { currentBasis } = await import('../../../bulk/ledger/index.js')
  return currentBasis(await pool.ruleset, packageVersion(), options, options.today!)
}

/** Gives way to Ctrl-C where a Redis that is gone would be waited for. */
export function interruptible<T>(promise: Promise<T>, { signal }: Io): Promise<T> {
  promise.catch(() => undefined)
  return Promise.race([promise, new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })])
}
