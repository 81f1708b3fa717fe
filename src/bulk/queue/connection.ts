import type * as BullMq from 'bullmq'
import type { Redis, RedisOptions } from 'ioredis'
import { ScreenError } from '../../model/index.js'
import { codeOf, readBounded } from '../../source/files/bounded-file.js'
import type { QueueAddress } from './address.js'

/** A connection to a queue: the optional packages, one Redis client, and BullMQ's queue. */
export interface Connection {
  readonly address: QueueAddress
  readonly bullmq: typeof BullMq
  readonly redis: Redis
  readonly queue: BullMq.Queue
  /** Seals what this machine writes into the queue. What is not sealed with it is not used. */
  readonly key?: Uint8Array
  /** Disconnects without waiting for replies. */
  close(): Promise<void>
}

/** How a connection is made. */
export interface ConnectionOptions {
  readonly key?: Uint8Array
  /** Called when the connection is lost. Commands wait until it is restored. */
  readonly onLost?: () => void
}

/** All keys of a queue begin with this prefix and the queue's name. */
export const REDIS_PREFIX = 'screen'

/**
 * Connects to a queue. If the first attempt fails, this throws; a connection lost later is restored.
 * @throws ScreenError `configuration`: a package is not installed, a PEM file cannot be read, or Redis cannot be
 * reached or refuses; the message never has user or password
 */
export async function connect(
  address: QueueAddress, options: ConnectionOptions = {},
): Promise<Connection> {
  const { bullmq, ioredis } = await loadPackages()
  const state = { connected: false, fault: undefined as NodeJS.ErrnoException | undefined }
  const redis = new ioredis.Redis(await redisOptions(address, state))
  redis.on('error', (error: NodeJS.ErrnoException) => {
    state.fault ??= error
  })
  redis.on('close', () => state.connected && options.onLost?.())
  try {
    await redis.connect()
    await redis.ping()
  } catch (error) {
    redis.disconnect()
    const cause = state.fault ?? error
    throw new ScreenError('queue-unreachable', { queue: address.displayUrl, code: connectionCode(cause) }, { cause })
  }
  state.connected = true
  const queue = new bullmq.Queue(address.name, {
    connection: redis, prefix: REDIS_PREFIX,
    // Nothing here listens to BullMQ's event stream, and each event would repeat a whole result.
    streams: { events: { maxLen: 0 } },
  })
  queue.on('error', () => undefined)
  await queue.waitUntilReady()
  return {
    address, bullmq, redis, queue, ...(options.key && { key: options.key }),
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

async function redisOptions(
  { host, port, db, username, password, tls }: QueueAddress, state: { readonly connected: boolean },
) {
  return {
    host, port, db, lazyConnect: true,
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(tls && { tls: await pemFiles(tls) }),
    // Commands wait until the connection is restored.
    maxRetriesPerRequest: null,
    retryStrategy: (times: number) =>
      state.connected ? Math.min(times * RETRY_MILLISECONDS, MAX_RETRY_MILLISECONDS) : null,
  } satisfies RedisOptions
}

async function pemFiles(tls: NonNullable<QueueAddress['tls']>): Promise<Record<string, Buffer>> {
  const read = async ([name, file]: [string, string]): Promise<[string, Buffer]> => {
    try {
      return [name, await readBounded(file, MAX_PEM_BYTES)]
    } catch (cause) {
      throw new ScreenError('pem-unreadable', { file, code: codeOf(cause) }, { cause })
    }
  }
  return Object.fromEntries(await Promise.all(Object.entries(tls).map(read)))
}

/** A bundle of the public authorities takes 250 KB. */
const MAX_PEM_BYTES = 4 * 1024 * 1024

/** The code of a network or TLS error (`ECONNREFUSED`), or the first word of an error of Redis (`WRONGPASS`). */
export function connectionCode(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return code ?? /^[A-Z]{3,}/.exec(message)?.[0] ?? 'UNKNOWN'
}

const RETRY_MILLISECONDS = 100
const MAX_RETRY_MILLISECONDS = 2_000
