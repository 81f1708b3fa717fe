import { afterEach, beforeEach } from 'vitest'
import { queryLedger, type Ledger, type StoredRow } from '../../../src/bulk/ledger/index.js'
import type { Connection } from '../../../src/bulk/queue/index.js'
import type { Screening } from '../../../src/model/index.js'
import { startRedis, type RedisServer } from '../../builders/redis-server.js'
import { temporaryFolder } from '../../temporary-folder.js'
import { ledgerIn, openQueue } from './queue.js'

/** A queue in a Redis of its own, and a ledger to collect into. */
export interface TestQueue {
  readonly server: RedisServer
  readonly connection: Connection
  readonly ledger: Ledger
  /** Connects as another machine; with a key, one that seals. */
  another(key?: Uint8Array): Promise<Connection>
  /** Jobs in the queue, in whatever state. */
  jobs(): Promise<number>
  /** Jobs in the queue by state. */
  jobsByState(): Promise<Record<string, number>>
  /** Entries of documents in the ledger. */
  rows(): StoredRow[]
}

/** Gives each test of a file a function that starts its queue; whatever it opened is closed after the test. */
export function useQueue(): (redisArguments?: readonly string[]) => Promise<TestQueue> {
  const connections: Connection[] = []
  let server: RedisServer | undefined
  let ledger: Ledger
  beforeEach(() => (ledger = ledgerIn(temporaryFolder())))
  afterEach(async () => {
    await Promise.all(connections.splice(0).map((one) => one.close()))
    await server?.remove()
    ledger.close()
  })
  return async (redisArguments = []) => {
    const started = (server = await startRedis(redisArguments))
    const another = async (key?: Uint8Array): Promise<Connection> => {
      const one = await openQueue(started.url(), key)
      connections.push(one)
      return one
    }
    const connection = await another()
    return {
      server, connection, ledger, another,
      jobs: () => connection.queue.getJobCountByTypes('waiting', 'active', 'delayed', 'completed', 'failed'),
      jobsByState: () => connection.queue.getJobCounts('active', 'waiting', 'completed', 'failed'),
      rows: () => [...queryLedger(ledger, { history: true })].filter(({ kind }) => kind === 'document'),
    }
  }
}

/** Names of documents whose workers answer at once. */
export function goodNames(count: number): string[] {
  return Array.from({ length: count }, (_, n) => `good/${String(n).padStart(4, '0')}`)
}

export function pathsOf(screenings: readonly Screening[]): string[] {
  return screenings.map(({ path }) => path)
}

/** Each document's path with the reasons of its gaps. */
export function pathsAndGaps(screenings: readonly Screening[]): string[] {
  return screenings.map(({ path, gaps }) => [path, ...gaps.map(({ reason }) => reason)].join(' '))
}
