import { join, resolve } from 'node:path'
import { Pool } from '../../../src/bulk/index.js'
import { openOrCreateLedger, screeningsOf, type Basis, type Ledger } from '../../../src/bulk/ledger/index.js'
import {
  collect, collectedRows, connect, enqueue, parseQueueUrl, readWalks, work,
  type Connection, type EnqueueOptions, type WorkOptions,
} from '../../../src/bulk/queue/index.js'
import type { Screening } from '../../../src/model/index.js'
import { sources, type Source } from '../../../src/source/index.js'

/** What the screenings of these tests rest on. */
export const BASIS: Basis = {
  ruleset: { digest: 'sha256:aa', lexicons: [{ id: 'a', version: '1' }] }, engine: '1.0.0', options: '{}',
}

/** Opens the queue of a URL. */
export function open(url: string): Promise<Connection> {
  return connect(parseQueueUrl(url))
}

/** Enqueues what lies under paths, as the command does. */
export function put(
  connection: Connection, paths: readonly string[], over: Partial<EnqueueOptions> = {},
): Promise<number> {
  return enqueue(connection, {
    folder: process.cwd(), paths, basis: BASIS, ahead: 100_000, signal: new AbortController().signal,
    sources: (path) => sources([path]),
    ...over,
  })
}

/** Documents that are names only: for pools that read nothing. */
export function sourcesOf(names: readonly string[]): Pick<EnqueueOptions, 'sources'> {
  return {
    sources: async function* (path): AsyncGenerator<Source> {
      for (const name of names.filter((one) => one === path || one.startsWith(`${path}/`))) {
        yield { kind: 'file', path: name, file: Buffer.from(name), follow: false }
      }
    },
  }
}

/** A pool whose processes do as the first word of a path says. */
export function actingPool(jobs = 2): Pool {
  const script = resolve(import.meta.dirname, '../fixtures/worker.mjs')
  return new Pool({ screener: { lexicons: [], limits: { heapMegabytes: 64, milliseconds: 2_000 } }, jobs, script })
}

/** Works until nothing is left, or as `over` says. */
export async function workOn(connection: Connection, pool: Pool, over: Partial<WorkOptions> = {}): Promise<void> {
  try {
    await work(connection, { pool, basis: BASIS, jobs: 2, drain: true, signal: new AbortController().signal, ...over })
  } finally {
    pool.close()
  }
}

/** A ledger of a test, and what a queue's walks have in it. */
export function ledgerIn(folder: string): Ledger {
  return openOrCreateLedger(join(folder, 'ledger.db'))
}

export async function collectAll(connection: Connection, ledger: Ledger, drain = true): Promise<void> {
  await collect(connection, { ledger, drain, signal: new AbortController().signal })
}

/** The screenings of every walk of a queue, in the order of its report. */
export async function reported(connection: Connection, ledger: Ledger): Promise<Screening[]> {
  const walks = [...(await readWalks(connection)).values()]
  return walks.flatMap((walk) => [...collectedRows(ledger, walk)]).flatMap(({ row }) => screeningsOf(row))
}
