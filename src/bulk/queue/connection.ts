import { readFileSync } from 'node:fs'
import type * as BullMq from 'bullmq'
import type { Redis, RedisOptions } from 'ioredis'
import { ScreenError } from '../../model/index.js'
import type { QueueAddress } from './address.js'

/** A connection to a queue: the optional packages, one client that everything shares, and the queue of documents. */
export interface Connection {
  readonly address: QueueAddress
  readonly bullmq: typeof BullMq
  readonly redis: Redis
  readonly queue: BullMq.Queue
  /** Ends it. Commands that Redis has not answered are given up. */
  close(): Promise<void>
}

/** What a connection tells of while it lasts. */
export interface ConnectionEvents {
  /** Redis was lost: what is asked of it waits until it is there again. */
  readonly onLost?: () => void
}

/** All keys of a queue begin with this and its name. */
export const PREFIX = 'screen'

/**
 * Connects. A queue that cannot be reached at first is an error; one that is lost later is waited for.
 * @throws ScreenError `configuration`: packages that are not installed, a file that cannot be read, or what Redis
 * refused; never with user or password
 */
export async function connect(address: QueueAddress, events: ConnectionEvents = {}): Promise<Connection> {
  const { bullmq, ioredis } = await loadPackages()
  const state = { connected: false, fault: undefined as NodeJS.ErrnoException | undefined }
  const redis = new ioredis.Redis(redisOptions(address, state))
  redis.on('error', (error: NodeJS.ErrnoException) => {
    state.fault ??= error
  })
  redis.on('close', () => state.connected && events.onLost?.())
  try {
    await redis.connect()
    await redis.ping()
  } catch (error) {
    redis.disconnect()
    const cause = state.fault ?? error
    throw new ScreenError('queue-unreachable', { queue: address.shown, code: connectionCode(cause) }, { cause })
  }
  state.connected = true
  const queue = new bullmq.Queue(address.name, {
    connection: redis, prefix: PREFIX,
    // Each event repeats a result, and nobody here listens to events.
    streams: { events: { maxLen: 0 } },
  })
  queue.on('error', () => undefined)
  await queue.waitUntilReady()
  return {
    address, bullmq, redis, queue,
    close: async () => {
      state.connected = false
      await queue.close()
      redis.disconnect()
    },
  }
}

async function loadPackages(): Promise<{ bullmq: typeof BullMq; ioredis: { Redis: typeof Redis } }> {
  try {
    const [bullmq, ioredis] = await Promise.all([import('bullmq'), import('ioredis')])
    return { bullmq, ioredis }
  } catch (cause) {
    throw new ScreenError('queue-not-installed', {}, { cause })
  }
}

function redisOptions(
  { host, port, db, username, password, tls }: QueueAddress, state: { readonly connected: boolean },
) {
  return {
    host, port, db, lazyConnect: true,
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(tls && { tls: pemFiles(tls) }),
    // What was asked waits for as long as it takes.
    maxRetriesPerRequest: null,
    retryStrategy: (times: number) =>
      state.connected ? Math.min(times * RETRY_MILLISECONDS, MOST_RETRY_MILLISECONDS) : null,
  } satisfies RedisOptions
}

function pemFiles(tls: NonNullable<QueueAddress['tls']>): Record<string, Buffer> {
  return Object.fromEntries(Object.entries(tls).map(([name, file]) => {
    try {
      return [name, readFileSync(file)]
    } catch (cause) {
      const { code = 'UNKNOWN' } = cause as NodeJS.ErrnoException
      throw new ScreenError('pem-unreadable', { file, code }, { cause })
    }
  }))
}

/** The code of a fault of network or TLS (`ECONNREFUSED`), or the first word of what Redis says (`WRONGPASS`). */
export function connectionCode(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return code ?? /^[A-Z]{3,}/.exec(message)?.[0] ?? 'UNKNOWN'
}

const RETRY_MILLISECONDS = 100
const MOST_RETRY_MILLISECONDS = 2_000
