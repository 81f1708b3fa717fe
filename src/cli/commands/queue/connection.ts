import type { Pool } from '../../../bulk/index.js'
import type { Basis } from '../../../bulk/ledger/index.js'
import type * as Queue from '../../../bulk/queue/index.js'
import { localDay, ScreenError } from '../../../model/index.js'
import { fill } from '../../../report/messages/index.js'
import type { ScreenerOptions } from '../../../screener.js'
import type { RawOptions } from '../../command-line/raw-options.js'
import type { Io } from '../../io.js'
import { packageVersion } from '../../package.js'
import { storableOptions } from '../../screening/ledger-run.js'
import { screenerOptions } from '../../screening/run-options.js'
import type { Settings } from '../../settings/settings.js'
import type { CommandContext } from '../command.js'

/** The functions of `bulk/queue`, which is loaded with the packages it needs only for queue commands. */
export type QueueModule = typeof Queue

/** What a command does while it is connected to a queue. */
export type QueueAction<T> = (connection: Queue.Connection, queue: QueueModule) => Promise<T>

/**
 * Runs `action` while connected to the queue of `--queue` or of SCREEN_QUEUE; the environment variable keeps a password
 * out of process lists. The key seals what is written.
 * @throws ScreenError
 */
export async function withQueue<T>(
  { options, io, messages }: CommandContext, key: Uint8Array | undefined, action: QueueAction<T>,
): Promise<T> {
  const queue = await import('../../../bulk/queue/index.js')
  const address = addressOf(options, io, queue)
  const lost = fill(messages.queue.lost, { queue: address.displayUrl })
  const connection = await queue.connect(address, {
    onLost: () => void io.stderr.write(`${lost}\n`), ...(key && { key }),
  })
  try {
    return await action(connection, queue)
  } finally {
    await connection.close()
  }
}

function addressOf(options: RawOptions, io: Io, { parseQueueUrl }: QueueModule): Queue.QueueAddress {
  const url = options.queue ?? io.env.SCREEN_QUEUE
  if (url === undefined || url === '') throw new ScreenError('queue-needed')
  return parseQueueUrl(url)
}

/** The options of workers whose screenings are stored in the queue. */
export function queueOptions(settings: Settings, io: Io): ScreenerOptions {
  // Redis holds no text of documents.
  return { ...storableOptions(screenerOptions(settings, io), localDay()), heading: false }
}

/** The ruleset, version and options that the screenings of a pool are based on. */
export async function basisOfPool(pool: Pool, options: ScreenerOptions): Promise<Basis> {
  const { currentBasis } = await import('../../../bulk/ledger/index.js')
  return currentBasis(await pool.ruleset, packageVersion(), options, options.today!)
}
