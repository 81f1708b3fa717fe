import { setTimeout as pause } from 'node:timers/promises'
import type { Job, Worker } from 'bullmq'
import type { Screening } from '../../model/index.js'
import type { Basis } from '../ledger/index.js'
import type { Pool } from '../pool/pool.js'
import { PREFIX, type Connection } from './connection.js'
import { readJob, sourceOf, type JobData } from './job.js'
import { checkBasis, damaged, readWalks, type Walk } from './walk.js'

/** How a machine works on a queue. */
export interface WorkOptions {
  readonly pool: Pool
  /** What this machine's screenings rest on. */
  readonly basis: Basis
  /** Processes of the pool; twice as many jobs are held, so that none waits for the network. */
  readonly jobs: number
  /** Ends when nothing is left that is waiting or being worked on anywhere. */
  readonly drain: boolean
  /** Aborted: documents that are being read go back to the queue at once. */
  readonly signal: AbortSignal
  /** Told of each document's screenings when they are in the queue. */
  readonly onDone?: (screenings: readonly Screening[]) => void
  /** Milliseconds after which a silent machine's documents are given to others. Default 30,000. */
  readonly lockMilliseconds?: number
}

/**
 * Takes documents from a queue, screens them in the pool and puts the screenings back, until the signal aborts or, with
 * `drain`, nothing is left. A document is held by a lock that is renewed while it is read; one whose machine died goes
 * to another machine when the lock is over, and after the third death it is left as failed: `collect` makes it a gap.
 * @throws ScreenError when the queue wants other rules than this machine has, or the pool fails; the signal's reason
 */
export async function work(connection: Connection, options: WorkOptions): Promise<void> {
  const { pool, signal, drain } = options
  for (const { basis } of (await readWalks(connection)).values()) checkBasis(basis, options.basis, connection)
  const stopping = new AbortController()
  const stop = (reason: unknown) => stopping.abort(reason)
  const worker = createWorker(connection, options, stop)
  const aborted = () => stop(signal.reason)
  signal.addEventListener('abort', aborted, { once: true })
  if (signal.aborted) aborted()
  try {
    worker.run().catch(stop)
    await untilDone(connection, drain, stopping.signal)
    await close(worker, pool, stopping.signal)
  } finally {
    signal.removeEventListener('abort', aborted)
  }
  stopping.signal.throwIfAborted()
}

/** Until the work is stopped, whether Redis answers or not, or there is none left. */
async function untilDone(connection: Connection, drain: boolean, stopped: AbortSignal): Promise<void> {
  const stop = new Promise<void>((resolve) => stopped.addEventListener('abort', () => resolve(), { once: true }))
  while (!stopped.aborted && !(drain && (await Promise.race([isDrained(connection), stop])))) {
    await pause(LOOK_MILLISECONDS, undefined, { signal: stopped }).catch(() => undefined)
  }
}

/** At once when the work is stopped: no document is waited for, and not for a Redis that is gone either. */
async function close(worker: Worker, pool: Pool, stopped: AbortSignal): Promise<void> {
  const closed = worker.close()
  if (!stopped.aborted) return closed
  pool.close(stopped.reason)
  const inTime = await Promise.race([closed.then(() => true), pause(CLOSE_MILLISECONDS, false, { ref: false })])
  if (!inTime) await worker.disconnect()
}

function createWorker(
  connection: Connection, options: WorkOptions, stop: (reason: unknown) => void,
): Worker {
  const { bullmq, address, redis } = connection
  const { jobs, onDone, lockMilliseconds = LOCK_MILLISECONDS } = options
  const read = reader(connection, options)
  const worker = new bullmq.Worker(address.name, async (job, token) => {
    const data = readJob(job.data)
    if (!data) throw new bullmq.UnrecoverableError('not a job of this program')
    try {
      return await read(job.id!, data)
    } catch (error) {
      // Not the document's fault: it goes back, and this machine stops.
      stop(error)
      await release(job, token)
      throw new bullmq.WaitingError()
    }
  }, {
    connection: redis, prefix: PREFIX, autorun: false, concurrency: 2 * jobs, maxStalledCount: MOST_DEATHS - 1,
    lockDuration: lockMilliseconds, stalledInterval: lockMilliseconds,
    runRetryDelay: RETRY_MILLISECONDS, drainDelay: WAIT_SECONDS,
  })
  worker.on('completed', (_, result: readonly Screening[]) => onDone?.(result))
  // A lost connection is waited for; a lost lock means that another machine has the document.
  worker.on('error', () => undefined)
  return worker
}

/**
 * Screens documents by their jobs. While Redis was gone locks may have run out, and this machine may be given again
 * what it is still reading: then one reading answers both.
 */
function reader(
  connection: Connection, options: WorkOptions,
): (id: string, data: JobData) => Promise<readonly Screening[]> {
  const walkOf = walkReader(connection, options)
  const reading = new Map<string, Promise<readonly Screening[]>>()
  const screen = async (data: JobData) => options.pool.run(sourceOf(data, await walkOf(data.walk)))
  return async (id, data) => {
    const begun = reading.get(id) ?? screen(data)
    reading.set(id, begun)
    try {
      return await begun
    } finally {
      reading.delete(id)
    }
  }
}

/** The walks of the queue, each checked when it is met first: an enqueuer with other rules may come at any time. */
function walkReader(connection: Connection, { basis }: WorkOptions): (id: string) => Promise<Walk> {
  const checked = new Map<string, Walk>()
  return async (id) => {
    const known = checked.get(id)
    if (known) return known
    const walk = (await readWalks(connection)).get(id)
    if (!walk) throw damaged(connection)
    checkBasis(walk.basis, basis, connection)
    checked.set(id, walk)
    return walk
  }
}

/** Where the lock is lost already, the document is in other hands. */
async function release(job: Job, token: string | undefined): Promise<void> {
  await job.moveToWait(token).catch(() => undefined)
}

async function isDrained({ queue }: Connection): Promise<boolean> {
  return (await queue.getJobCountByTypes('waiting', 'active', 'delayed', 'prioritized')) === 0
}

const LOCK_MILLISECONDS = 30_000
const MOST_DEATHS = 3
const RETRY_MILLISECONDS = 1_000
/** How long Redis holds a question for work; the next one follows at once. */
const WAIT_SECONDS = 5
const LOOK_MILLISECONDS = 500
/** For handing documents back; where Redis is gone, their locks run out. */
const CLOSE_MILLISECONDS = 5_000
