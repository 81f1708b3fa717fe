import { lstat, stat } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import type { FileSource, Source } from '../../source/index.js'
import { statFile } from '../ledger/file-stat.js'
import type { Connection } from './connection.js'
import { jobId, jobOf, sealJob, type QueueableSource } from './job.js'
import { beginWalk, finishWalk, type Walk, type WalkRequest } from './walk.js'

/** What to enqueue, and how. */
export interface EnqueueOptions extends WalkRequest {
  /** Lists everything under one of the paths. */
  readonly sources: (path: string) => AsyncIterable<Source>
  /** Maximum number of jobs in Redis, finished ones included; the walk waits while there are more. */
  readonly ahead: number
  readonly signal: AbortSignal
  /** Called once, when the walk first waits for capacity, with the number of jobs. */
  readonly onFull?: (jobs: number) => void
  /** Called with the number of documents enqueued so far. */
  readonly onProgress?: (documents: number) => void
}

/**
 * Adds a job to the queue for every document under the paths. What cannot be screened (a link, a file without
 * permission) gets a job too, so that the report lists it in its place. An interrupted call can be repeated: job ids
 * are the same again. Until a call has finished, reports of the queue are incomplete.
 * @returns the number of documents found @throws ScreenError, or the signal's reason
 */
export async function enqueueDocuments(
  connection: Connection, options: EnqueueOptions,
): Promise<number> {
  const { folder, paths, basis, policy, sources, onProgress } = options
  const walk = await beginWalk(connection, { folder, paths, basis, ...(policy && { policy }) })
  const documents: number[] = []
  const waitForCapacity = capacityWaiter(connection, options)
  let total = 0
  for (const path of paths) {
    let count = 0
    for await (const batch of batches(sources(path))) {
      await waitForCapacity()
      await addJobs(connection, walk, batch)
      count += batch.length
      total += batch.length
      onProgress?.(total)
    }
    documents.push(count)
  }
  await finishWalk(connection, walk, documents)
  return total
}

function capacityWaiter({ queue }: Connection, { ahead, signal, onFull }: EnqueueOptions): () => Promise<void> {
  let reported = false
  return async () => {
    for (;;) {
      signal.throwIfAborted()
      const jobs = await queue.getJobCountByTypes('waiting', 'completed')
      if (jobs < ahead) return
      if (!reported) onFull?.(jobs)
      reported = true
      await delay(POLL_MILLISECONDS, undefined, { signal }).catch(() => undefined)
    }
  }
}

async function* batches(sources: AsyncIterable<Source>): AsyncGenerator<QueueableSource[]> {
  let batch: QueueableSource[] = []
  for await (const source of sources) {
    if (source.kind === 'bytes') continue
    batch.push(source)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

async function addJobs({ queue, key }: Connection, walk: Walk, batch: readonly QueueableSource[]): Promise<void> {
  await queue.addBulk(await Promise.all(batch.map(async (source) => {
    const version = source.kind === 'file' ? await versionOf(source) : ''
    const data = jobOf(walk, source, source.kind === 'file' ? statFile(source) : undefined)
    const id = jobId(data, version)
    return { name: JOB_NAME, data: sealJob(id, data, key), opts: { jobId: id } }
  })))
}

/** Called for many files at once, since file systems are slow. An error is not reported here: reading repeats it. */
async function versionOf({ file, follow }: FileSource): Promise<string> {
  const stats = await (follow ? stat : lstat)(Buffer.from(file), { bigint: true }).catch(() => undefined)
  return stats ? `${stats.size}:${stats.mtimeNs}` : ''
}

const BATCH = 500
const JOB_NAME = 'document'
const POLL_MILLISECONDS = 500
