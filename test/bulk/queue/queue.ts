import { join, resolve } from 'node:path'
import { Pool } from '../../../src/bulk/index.js'
import { openOrCreateLedger, screeningsOf, type Basis, type Ledger } from '../../../src/bulk/ledger/index.js'
import {
  collectedRows, collectResults, connect, enqueueDocuments, parseQueueUrl, readWalks, workOnQueue,
  type Connection, type EnqueueOptions, type WorkOptions,
} from '../../../src/bulk/queue/index.js'
import { REPORT_SCHEMA, type Screening } from '../../../src/model/index.js'
import { listSources, type Source } from '../../../src/source/index.js'

/** The basis of all machines, unless a test says otherwise. */
export const BASIS: Basis = {
  schema: REPORT_SCHEMA, version: '1.0.0', options: '{}',
  ruleset: { digest: 'sha256:aa', lexicons: [{ id: 'a', version: '1' }] },
}

export function openQueue(url: string, key?: Uint8Array): Promise<Connection> {
  return connect(parseQueueUrl(url), key ? { key } : {})
}

/** Enqueues everything under the paths, like `screen enqueue`. */
export function enqueue(
  connection: Connection, paths: readonly string[], options: Partial<EnqueueOptions> = {},
): Promise<number> {
  return enqueueDocuments(connection, {
    folder: process.cwd(), paths, basis: BASIS, ahead: 100_000, signal: new AbortController().signal,
    sources: (path) => listSources([path]),
    ...options,
  })
}

/** Sources without files, for pools that read none. */
export function namedSources(names: readonly string[]): Pick<EnqueueOptions, 'sources'> {
  return {
    sources: async function* (path): AsyncGenerator<Source> {
      for (const name of names.filter((one) => one === path || one.startsWith(`${path}/`))) {
        yield { kind: 'file', path: name, file: Buffer.from(name), follow: false }
      }
    },
  }
}

/** A pool whose workers do what the first part of a document's path says: see fixtures/worker.mjs. */
export function scriptedPool(jobs = 2): Pool {
  const script = resolve(import.meta.dirname, '../fixtures/worker.mjs')
  return new Pool({ screener: { lexicons: [], limits: { heapMegabytes: 64, milliseconds: 2_000 } }, jobs, script })
}

/** Works until the queue is drained, like `screen work --drain`; closes the pool. */
export async function work(connection: Connection, pool: Pool, options: Partial<WorkOptions> = {}): Promise<void> {
  const defaults = { pool, basis: BASIS, jobs: 2, drain: true, signal: new AbortController().signal }
  try {
    await workOnQueue(connection, { ...defaults, ...options })
  } finally {
    await pool.close()
  }
}

export function ledgerIn(folder: string): Ledger {
  return openOrCreateLedger(join(folder, 'ledger.db'))
}

/** Collects all results, like `screen collect --drain`. */
export function collect(
  connection: Connection, ledger: Ledger, drain = true,
): ReturnType<typeof collectResults> {
  return collectResults(connection, { ledger, drain, signal: new AbortController().signal })
}

/** The screenings of all walks of a queue, in the order of the report. */
export async function reported(connection: Connection, ledger: Ledger): Promise<Screening[]> {
  const walks = [...(await readWalks(connection)).values()]
  return walks.flatMap((walk) => [...collectedRows(ledger, walk)]).flatMap(({ row }) => screeningsOf(row))
}
