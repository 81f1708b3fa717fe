import { setTimeout as delay } from 'node:timers/promises'
import type { Job } from 'bullmq'
import { notExamined, REPORT_SCHEMA, ScreenError, type Screening } from '../../model/index.js'
import type { Ledger, NewDocument } from '../ledger/index.js'
import type { Connection } from './connection.js'
import { fileBytesOf, readJob, readResult, type JobData } from './job.js'
import { damagedQueue, JOB_STATES, otherSchema, readWalks, redisTime, type Walk } from './walk.js'

/** How results are collected. */
export interface CollectOptions {
  readonly ledger: Ledger
  /** Continues until all enqueued documents have been collected. */
  readonly drain: boolean
  readonly signal: AbortSignal
  /** Called for each recorded document. */
  readonly onRecorded?: (screenings: readonly Screening[]) => void
}

/** What is left in a queue. */
export interface Remaining {
  /** Documents that are not screened or not collected yet. */
  readonly documents: number
  /** Walks whose documents are not all in the queue yet. */
  readonly unfinishedWalks: number
}

/**
 * Moves results from the queue to the ledger. A batch is recorded and on the disk before it is removed from the queue:
 * if this process dies in between, the batch comes again and is recorded once. A failed job becomes a gap of its
 * document. May run while machines work on the queue, and any number of times.
 * @throws ScreenError `configuration` when results have another schema; the signal's reason
 */
export async function collectResults(
  connection: Connection, options: CollectOptions,
): Promise<Remaining> {
  const { drain, signal } = options
  for (;;) {
    signal.throwIfAborted()
    if (await collectBatch(connection, options)) continue
    const remaining = await countRemaining(connection)
    if (!drain || (remaining.documents === 0 && remaining.unfinishedWalks === 0)) return remaining
    await delay(POLL_MILLISECONDS, undefined, { signal }).catch(() => undefined)
  }
}

/** What is left in the queue now. */
export async function countRemaining(connection: Connection): Promise<Remaining> {
  const walks = [...(await readWalks(connection)).values()]
  const documents = await connection.queue.getJobCountByTypes(...JOB_STATES)
  return { documents, unfinishedWalks: walks.filter((walk) => walk.documents === undefined).length }
}

interface Finished {
  readonly job: Job
  readonly data: JobData
  readonly walk: Walk
}

/** @returns whether there was anything to collect */
async function collectBatch(
  connection: Connection, { ledger, onRecorded }: CollectOptions,
): Promise<boolean> {
  const { queue } = connection
  const jobs: Job[] = await queue.getJobs(['completed', 'failed'], 0, BATCH - 1, true)
  if (jobs.length === 0) return false
  const at = await redisTime(connection)
  const recorded: (readonly Screening[])[] = []
  const outdated: Job[] = []
  for (const { job, data, walk } of await finishedJobs(connection, jobs)) {
    const screenings = screeningsOf(job, data)
    if (screenings === 'other-schema') outdated.push(job)
    else {
      record(ledger, walk, data, screenings, at)
      recorded.push(screenings)
    }
  }
  ledger.flush()
  await Promise.all(jobs.filter((job) => !outdated.includes(job)).map(({ id }) => queue.remove(id!)))
  for (const screenings of recorded) onRecorded?.(screenings)
  if (outdated.length > 0) await screenAgain(connection, outdated)
  return true
}

/** The jobs of this program, with their walks. Other data in the queue is ignored: no document is lost with it. */
async function finishedJobs(connection: Connection, jobs: readonly Job[]): Promise<Finished[]> {
  const walks = await readWalks(connection)
  return jobs.flatMap((job) => {
    const data = readJob(job.data)
    if (!data) return []
    const walk = walks.get(data.walk)
    if (!walk) throw damagedQueue(connection)
    if (walk.basis.schema !== REPORT_SCHEMA) throw otherSchema(connection, walk.basis.schema)
    return [{ job, data, walk }]
  })
}

/** A job that failed on three machines, or whose result is invalid, has not examined its document. */
function screeningsOf(job: Job, { source }: JobData): readonly Screening[] | 'other-schema' {
  const failed = (job.failedReason as string | undefined) !== undefined
  const result = failed ? undefined : readResult(job.returnvalue, source.path)
  const size = source.kind === 's3' ? source.size : 0
  return result ?? [notExamined(source.path, { piece: '', reason: 'reader-crashed', args: { error: 'queue' } }, size)]
}

/** Records a document; if it was recorded since the walk began, only when the entry differs. */
function record(ledger: Ledger, walk: Walk, data: JobData, screenings: readonly Screening[], at: Date): void {
  const { path } = data.source
  const file = fileBytesOf(data)
  const sha256 = screenings[0]?.sha256
  const stat = data.source.kind === 's3' ? { size: data.source.size } : data.stat
  const document: NewDocument = {
    path, screenings, ...(file && { file }),
    // Without a hash and times the next run with this ledger reads the document again.
    ...(sha256 !== undefined && { sha256, ...(stat && { stat }) }),
  }
  const last = ledger.latestEntry(path, file)
  if (last && last.at >= walk.begun) ledger.recordOnce(document, walk.basis, at)
  else ledger.record(document, walk.basis, at)
}

/** A machine with another version worked on the queue: the documents it screened are put back. */
async function screenAgain({ address }: Connection, jobs: readonly Job[]): Promise<never> {
  await Promise.all(jobs.map((job) => job.retry('completed')))
  throw new ScreenError('queue-outdated-results', { queue: address.displayUrl, count: jobs.length })
}

const BATCH = 64
const POLL_MILLISECONDS = 500
