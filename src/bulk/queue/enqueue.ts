import { lstat, stat } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import type { FileSource, Source } from '../../source/index.js'
import { fileFacts } from '../ledger/file-facts.js'
import type { Connection } from './connection.js'
import { jobId, jobOf, type QueueableSource } from './job.js'
import { beginWalk, endWalk, type Walk, type WalkRequest } from './walk.js'

/** How documents are found and put into the queue. */
export interface EnqueueOptions extends WalkRequest {
  /** Everything under one of the paths. */
  readonly sources: (path: string) => AsyncIterable<Source>
  /** So many jobs may lie in Redis, done ones included; the walk waits while there are more. */
  readonly ahead: number
  readonly signal: AbortSignal
  /** Told once that the walk waits for room, and how many jobs there are. */
  readonly onFull?: (jobs: number) => void
  /** Told how many documents have been put into the queue so far. */
  readonly onProgress?: (documents: number) => void
}

/**
 * Puts every document under the paths into the queue: a job each, under an id that is the same when this is done again.
 * What cannot be screened (a link, a refusal) becomes a job too, so that it comes to the report with the others.
 * Whoever breaks it off may begin it again; until it has come to its end, nobody can call the report complete.
 * @returns how many documents were met @throws ScreenError, or the signal's reason
 */
export async function enqueue(connection: Connection, options: EnqueueOptions): Promise<number> {
  const { folder, paths, basis, sources, onProgress } = options
  const walk = await beginWalk(connection, { folder, paths, basis })
  const documents: number[] = []
  const room = doorman(connection, options)
  let sum = 0
  for (const path of paths) {
    let count = 0
    for await (const batch of batches(sources(path))) {
      await room()
      await add(connection, walk, batch)
      count += batch.length
      sum += batch.length
      onProgress?.(sum)
    }
    documents.push(count)
  }
  await endWalk(connection, walk, documents)
  return sum
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

async function add({ queue }: Connection, walk: Walk, batch: readonly QueueableSource[]): Promise<void> {
  await queue.addBulk(await Promise.all(batch.map(async (source) => {
    const version = source.kind === 'file' ? await versionOf(source) : ''
    const data = jobOf(walk, source, source.kind === 'file' ? fileFacts(source) : undefined)
    return { name: JOB_NAME, data, opts: { jobId: jobId(data, version) } }
  })))
}

/** Asked of many files at once, for file systems take their time. What refuses will do so when it is read. */
async function versionOf({ file, follow }: FileSource): Promise<string> {
  const facts = await (follow ? stat : lstat)(Buffer.from(file), { bigint: true }).catch(() => undefined)
  return facts ? `${facts.size}:${facts.mtimeNs}` : ''
}

/** Waits until there is room in the queue. */
function doorman({ queue }: Connection, { ahead, signal, onFull }: EnqueueOptions): () => Promise<void> {
  let told = false
  return async () => {
    for (;;) {
      signal.throwIfAborted()
      const jobs = await queue.getJobCountByTypes('waiting', 'completed')
      if (jobs < ahead) return
      if (!told) onFull?.(jobs)
      told = true
      await pause(ROOM_MILLISECONDS, undefined, { signal }).catch(() => undefined)
    }
  }
}

const BATCH = 500
const JOB_NAME = 'document'
const ROOM_MILLISECONDS = 500
