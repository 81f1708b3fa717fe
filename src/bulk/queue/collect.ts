import { setTimeout as pause } from 'node:timers/promises'
import type { Job } from 'bullmq'
import { notExamined, type Screening } from '../../model/index.js'
import type { Ledger, Recorded } from '../ledger/index.js'
import type { Connection } from './connection.js'
import { rawFile, readJob, readResult, type JobData } from './job.js'
import { damaged, JOB_STATES, readWalks, redisTime, type Walk } from './walk.js'

/** How results are collected. */
export interface CollectOptions {
  readonly ledger: Ledger
  /** Stays until every document that was enqueued has been collected. */
  readonly drain: boolean
  readonly signal: AbortSignal
  /** Told of each document that was recorded. */
  readonly onTaken?: (screenings: readonly Screening[]) => void
}

/** What is left in the queue. */
export interface Left {
  /** Documents not screened yet, or not collected. */
  readonly documents: number
  /** Walks that have not been enqueued to their end. */
  readonly open: number
}

/**
 * Takes results out of the queue into the ledger: recorded first, on the disk, and only then removed, so that a death
 * in between brings them again. What comes again is not recorded again. A document that failed becomes a gap.
 * May run while others work, and as often as one likes. @throws ScreenError, or the signal's reason
 */
export async function collect(connection: Connection, options: CollectOptions): Promise<Left> {
  const { drain, signal } = options
  for (;;) {
    signal.throwIfAborted()
    const taken = await takeBatch(connection, options)
    if (taken > 0) continue
    const left = await whatIsLeft(connection)
    if (!drain || (left.documents === 0 && left.open === 0)) return left
    await pause(LOOK_MILLISECONDS, undefined, { signal }).catch(() => undefined)
  }
}

/** What is left in a queue now. */
export async function whatIsLeft(connection: Connection): Promise<Left> {
  const walks = [...(await readWalks(connection)).values()]
  const documents = await connection.queue.getJobCountByTypes(...JOB_STATES)
  return { documents, open: walks.filter((walk) => walk.documents === undefined).length }
}

async function takeBatch(connection: Connection, { ledger, onTaken }: CollectOptions): Promise<number> {
  const { queue } = connection
  const jobs: Job[] = await queue.getJobs(['completed', 'failed'], 0, BATCH - 1, true)
  if (jobs.length === 0) return 0
  const walks = await readWalks(connection)
  const at = await redisTime(connection)
  const taken: (readonly Screening[])[] = []
  for (const job of jobs) {
    const data = readJob(job.data)
    // Somebody else's: it has no place in this queue, and no document is lost with it.
    if (!data) continue
    const walk = walks.get(data.walk)
    if (!walk) throw damaged(connection)
    const screenings = screeningsOf(job, data)
    record(ledger, walk, data, screenings, at)
    taken.push(screenings)
  }
  ledger.flush()
  await Promise.all(jobs.map(({ id }) => queue.remove(id!)))
  for (const screenings of taken) onTaken?.(screenings)
  return jobs.length
}

/** Whoever was given a document three times and died over it, or wrote a result that is none, has not examined it. */
function screeningsOf(job: Job, { source }: JobData): readonly Screening[] {
  const result = job.failedReason === undefined ? readResult(job.returnvalue, source.path) : undefined
  const size = source.kind === 's3' ? source.size : 0
  return result ?? [notExamined(source.path, { piece: '', reason: 'reader-crashed', args: { error: 'queue' } }, size)]
}

/** A document that was not recorded since the walk began is recorded, even where the last entry says the same of it. */
function record(ledger: Ledger, walk: Walk, data: JobData, screenings: readonly Screening[], at: Date): void {
  const { path } = data.source
  const file = rawFile(data)
  const sha256 = screenings[0]?.sha256
  const facts = data.source.kind === 's3' ? { size: data.source.size } : data.facts
  const recorded: Recorded = {
    path, screenings, ...(file && { file }),
    // What was not read is tried again by whoever goes on with this ledger.
    ...(sha256 !== undefined && { sha256, ...(facts && { facts }) }),
  }
  const last = ledger.latest(path, file)
  if (last && last.at >= walk.begun) ledger.recordOnce(recorded, walk.basis, at)
  else ledger.record(recorded, walk.basis, at)
}

const BATCH = 64
const LOOK_MILLISECONDS = 500
