import type { Job } from 'bullmq'
import type { Connection } from './connection.js'
import { readJob, type JobOfWalk } from './job.js'
import type { Walk } from './walk.js'

/** A job that a machine has finished, or that has failed. */
export interface FinishedJob extends JobOfWalk {
  readonly job: Job
  /** False when what is stored as its result is too large to be one. */
  readonly isReadable: boolean
}

/** Some of the finished jobs of a queue. */
export interface FinishedJobs {
  readonly jobs: readonly FinishedJob[]
  /** Ids of entries that are no jobs of this program or, with a key, not sealed with it. */
  readonly foreign: readonly string[]
  /** Ids of jobs whose walk is not known. */
  readonly orphans: readonly string[]
}

/** Reads up to 64 finished jobs. Each is read on its own: one that cannot be read does not hide the others. */
export async function readFinishedJobs(
  connection: Connection, walks: ReadonlyMap<string, Walk>,
): Promise<FinishedJobs> {
  const { queue, key } = connection
  const ids = await queue.getRanges(['completed', 'failed'], 0, BATCH - 1, true)
  const jobs: FinishedJob[] = []
  const foreign: string[] = []
  const orphans: string[] = []
  const read = await Promise.all((await measure(connection, ids)).map(async ({ id, isJob, isReadable }) => {
    const job = isJob ? await queue.getJob(id).catch(() => undefined) as Job | undefined : undefined
    return { id, job, isReadable }
  }))
  for (const { id, job, isReadable } of read) {
    const data = job && readJob(id, job.data, key)
    const walk = data && walks.get(data.walk)
    if (!data) foreign.push(id)
    else if (!walk) orphans.push(id)
    else jobs.push({ id, job, data, walk, isReadable })
  }
  return { jobs, foreign, orphans }
}

/** Removes entries of any content from the finished ones. */
export async function removeEntries({ queue, redis }: Connection, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await redis.multi().zrem(queue.toKey('completed'), id).zrem(queue.toKey('failed'), id).del(queue.toKey(id)).exec()
  }
}

/**
 * The sizes of the stored fields decide what is fetched at all. As many entries as fit into memory at a time; the
 * others come with the next batch. A result that is too large is deleted, so that its job can be read.
 */
async function measure(
  { queue, redis }: Connection, ids: readonly string[],
): Promise<{ readonly id: string; readonly isJob: boolean; readonly isReadable: boolean }[]> {
  const pipeline = redis.pipeline()
  for (const id of ids) for (const field of FIELDS) pipeline.hstrlen(queue.toKey(id), field)
  const lengths = ((await pipeline.exec()) ?? []).map(([error, length]) => (error ? -1 : Number(length)))
  const measured = []
  let sum = 0
  for (const [at, id] of ids.entries()) {
    const [result = -1, ...others] = lengths.slice(at * FIELDS.length, (at + 1) * FIELDS.length)
    const isJob = result >= 0 && others.every((length) => length >= 0 && length <= MAX_FIELD_BYTES)
    const isReadable = result <= MAX_RESULT_BYTES
    if (isJob && !isReadable) await redis.hdel(queue.toKey(id), 'returnvalue')
    sum += isReadable ? result : 0
    if (measured.length > 0 && sum > MAX_RESULT_BYTES) break
    measured.push({ id, isJob, isReadable })
  }
  return measured
}

const FIELDS = ['returnvalue', 'data', 'opts', 'failedReason', 'stacktrace', 'progress', 'parent'] as const
const BATCH = 64
/** A path in hex and its seal take some kilobytes; a stack trace of a failed job more. */
const MAX_FIELD_BYTES = 1 << 20
/** 10,000 findings take 10 MB, and an archive has many documents. Redis itself ends at 512 MB. */
const MAX_RESULT_BYTES = 128 << 20
