import { setTimeout as delay } from 'node:timers/promises'
import type { Job, Worker } from 'bullmq'
import type { Screening } from '../../model/index.js'
import type { Basis } from '../ledger/index.js'
import type { Pool } from '../pool/pool.js'
import { REDIS_PREFIX, type Connection } from './connection.js'
import { failBrokenJobs } from './broken-jobs.js'
import { readJob, resultOf, sourceOf, type JobOfWalk, type JobResult } from './job.js'
import { underRoot } from './root.js'
import { checkBasis, readWalks, type Walk } from './walk.js'

/** How a machine works on a queue. */
export interface WorkOptions {
  readonly pool: Pool
  /** What this machine's screenings are based on. */
  readonly basis: Basis
  /** Worker processes of the pool. Twice as many jobs are held, so that no process waits for the network. */
  readonly jobs: number
  /** Ends when no document is waiting or being screened on any machine. */
  readonly drain: boolean
  /** The folder that files are read from: one outside it, also through a link, is a gap. Absent: any folder. */
  readonly root?: string
  /** When aborted, the documents being screened go back to the queue at once. */
  readonly signal: AbortSignal
  /** Called for each document when its screenings are in the queue. */
  readonly onScreened?: (screenings: readonly Screening[]) => void
  /** How long a machine may be silent before its documents go to other machines. Default: 30,000. */
  readonly lockMilliseconds?: number
}

/**
 * Takes documents from a queue, screens them in the pool and stores the screenings in the queue, until the signal
 * aborts or, with `drain`, nothing is left. Each document is locked, and the lock is renewed while it is screened. When
 * a machine dies, its locks expire and its documents go to other machines. After the third death the document's job
 * fails, and `collectResults` makes it a gap.
 * @throws ScreenError when the queue requires another basis, or the pool fails; the signal's reason
 */
export async function workOnQueue(connection: Connection, options: WorkOptions): Promise<void> {
  const { pool, basis, signal, drain } = options
  const walks = await readWalks(connection)
  for (const walk of walks.values()) checkBasis(walk.basis, basis, connection)
  const stopping = new AbortController()
  const stop = (reason: unknown) => stopping.abort(reason)
  const worker = createWorker(connection, options, stop)
  const onAbort = () => stop(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()
  try {
    worker.run().catch(stop)
    await untilDone(connection, drain, stopping.signal)
    await close(worker, pool, stopping.signal)
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
  stopping.signal.throwIfAborted()
}

/** Resolves when the queue is drained, or at once when the work is stopped, even if Redis does not answer. */
async function untilDone(connection: Connection, drain: boolean, stopped: AbortSignal): Promise<void> {
  const stop = new Promise<void>((resolve) => stopped.addEventListener('abort', () => resolve(), { once: true }))
  while (!stopped.aborted && !(drain && (await Promise.race([isDrained(connection), stop])))) {
    await delay(POLL_MILLISECONDS, undefined, { signal: stopped }).catch(() => undefined)
  }
}

/** After a stop, waits neither for documents being screened nor for a Redis that does not answer. */
async function close(worker: Worker, pool: Pool, stopped: AbortSignal): Promise<void> {
  const closed = worker.close()
  if (!stopped.aborted) return closed
  void pool.close(stopped.reason)
  const inTime = await Promise.race([closed.then(() => true), delay(CLOSE_MILLISECONDS, false, { ref: false })])
  if (!inTime) await worker.disconnect()
}

function createWorker(
  connection: Connection, options: WorkOptions, stop: (reason: unknown) => void,
): Worker {
  const { bullmq, address, redis, key } = connection
  const { jobs, onScreened, lockMilliseconds = LOCK_MILLISECONDS } = options
  const walkOf = walkReader(connection, options)
  const screen = jobScreener(options)
  const worker = new bullmq.Worker(address.name, async (job, token) => {
    const id = job.id!
    const data = readJob(id, job.data, key)
    if (!data) throw new bullmq.UnrecoverableError('not a job of this program')
    try {
      const walk = await walkOf(data.walk)
      if (walk) return resultOf({ id, data, walk }, await screen({ id, data, walk }), key)
    } catch (error) {
      // Not the document's fault: it goes back to the queue, and this machine stops.
      stop(error)
      await release(job, token)
      throw new bullmq.WaitingError()
    }
    throw new bullmq.UnrecoverableError('a job of no known walk')
  }, {
    connection: redis, prefix: REDIS_PREFIX, autorun: false, concurrency: 2 * jobs, maxStalledCount: MAX_DEATHS - 1,
    lockDuration: lockMilliseconds, stalledInterval: lockMilliseconds,
    runRetryDelay: RETRY_MILLISECONDS, drainDelay: BLOCK_SECONDS,
  })
  worker.on('completed', (_, result: JobResult) => onScreened?.(result.screenings))
  // BullMQ reconnects after a lost connection, a lost lock means that another machine has the document, and a job that
  // cannot be read must not come again.
  let sweeping: Promise<void> | undefined
  worker.on('error', () => {
    sweeping ??= failBrokenJobs(connection).catch(() => undefined).finally(() => (sweeping = undefined))
  })
  return worker
}

/**
 * Screens documents by job id. If locks expire while Redis is down, this machine may be given a document that it is
 * still screening: then one screening is the result of both jobs.
 */
function jobScreener({ pool, root }: WorkOptions): (job: JobOfWalk) => Promise<readonly Screening[]> {
  const running = new Map<string, Promise<readonly Screening[]>>()
  const screen = async ({ data, walk }: JobOfWalk): Promise<readonly Screening[]> => {
    const source = sourceOf(data, walk)
    return pool.run(source.kind === 'file' && root !== undefined ? await underRoot(source, root) : source)
  }
  return async (job) => {
    const screening = running.get(job.id) ?? screen(job)
    running.set(job.id, screening)
    try {
      return await screening
    } finally {
      running.delete(job.id)
    }
  }
}

/** Reads walks, and checks each when its first document comes: another `screen enqueue` may start at any time. */
function walkReader(
  connection: Connection, { basis }: WorkOptions,
): (id: string) => Promise<Walk | undefined> {
  const checked = new Map<string, Walk>()
  return async (id) => {
    const known = checked.get(id)
    if (known) return known
    const walk = (await readWalks(connection)).get(id)
    if (walk) {
      checkBasis(walk.basis, basis, connection)
      checked.set(id, walk)
    }
    return walk
  }
}

/** Fails when the lock has expired: then another machine has the document, and nothing is to be done. */
async function release(job: Job, token: string | undefined): Promise<void> {
  await job.moveToWait(token).catch(() => undefined)
}

async function isDrained({ queue }: Connection): Promise<boolean> {
  return (await queue.getJobCountByTypes('waiting', 'active', 'delayed', 'prioritized')) === 0
}

const LOCK_MILLISECONDS = 30_000
/** Deaths of machines after which a document is not given to another one. */
const MAX_DEATHS = 3
const RETRY_MILLISECONDS = 1_000
/** How long one request for a job blocks in Redis; the next request follows at once. */
const BLOCK_SECONDS = 5
const POLL_MILLISECONDS = 500
/** For returning documents to the queue. If Redis does not answer by then, their locks expire. */
const CLOSE_MILLISECONDS = 5_000
