import { setTimeout as delay } from 'node:timers/promises'
import { notExamined, REPORT_SCHEMA, type Screening } from '../../model/index.js'
import type { EntrySet } from '../ledger/entry-set.js'
import type { Ledger, NewDocument } from '../ledger/index.js'
import type { Connection } from './connection.js'
import { readFinishedJobs, removeEntries, type FinishedJob } from './finished-jobs.js'
import { fileBytesOf, readResult } from './job.js'
import { JOB_STATES, otherSchema, readStoredWalks, redisTime } from './walk.js'

/** How results are collected. */
export interface CollectOptions {
  readonly ledger: Ledger
  /** The entries that may be used, from `verifyLedger`; absent without a key. Collected ones are added. */
  readonly trusted?: EntrySet
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

/** What a collection did not use. */
export interface Refused {
  /** Results that are invalid, of another version or not sealed: their documents were queued again. */
  readonly results: number
  /** Entries that are no jobs of this program or not sealed. They were removed. */
  readonly entries: number
  /** Jobs of no known walk. They were removed; how many documents are missing is not known. */
  readonly orphans: number
  /** Walks that cannot be read or are not sealed. */
  readonly walks: number
}

/**
 * Moves results from the queue to the ledger. A batch is recorded, sealed and on the disk before it is removed from the
 * queue: if this process dies in between, the batch comes again and is recorded once. A result that is refused puts its
 * document back into the queue; after the third time, like a failed job, it becomes a gap of its document. May run
 * while machines work on the queue, and any number of times.
 * @throws ScreenError `configuration` when documents were enqueued for another schema; the signal's reason
 */
export async function collectResults(
  connection: Connection, options: CollectOptions,
): Promise<Remaining & { readonly refused: Refused }> {
  const { drain, signal } = options
  const collector = new Collector(connection, options)
  for (;;) {
    signal.throwIfAborted()
    if (await collector.collectBatch()) continue
    const remaining = await countRemaining(connection)
    if (!drain || (remaining.documents === 0 && remaining.unfinishedWalks === 0)) {
      return { ...remaining, refused: collector.refused }
    }
    await delay(POLL_MILLISECONDS, undefined, { signal }).catch(() => undefined)
  }
}

/** What is left in the queue now. */
export async function countRemaining(connection: Connection): Promise<Remaining> {
  const walks = [...(await readStoredWalks(connection)).walks.values()]
  const documents = await connection.queue.getJobCountByTypes(...JOB_STATES)
  return { documents, unfinishedWalks: walks.filter((walk) => walk.documents === undefined).length }
}

class Collector {
  /** How often the result of a job was refused. */
  readonly #refusals = new Map<string, number>()
  #refused: Refused = { results: 0, entries: 0, orphans: 0, walks: 0 }

  constructor(readonly connection: Connection, readonly options: CollectOptions) {}

  get refused(): Refused {
    return this.#refused
  }

  /** @returns whether there was anything to collect */
  async collectBatch(): Promise<boolean> {
    const { connection, options: { ledger, onRecorded } } = this
    const { walks, invalid } = await readStoredWalks(connection)
    const { jobs, foreign, orphans } = await readFinishedJobs(connection, walks)
    this.#refused = { ...this.#refused, walks: invalid.length }
    if (jobs.length + foreign.length + orphans.length === 0) return false
    const other = jobs.find(({ walk }) => walk.basis.schema !== REPORT_SCHEMA)
    if (other) throw otherSchema(connection, other.walk.basis.schema)
    const at = await redisTime(connection)
    const recorded: (readonly Screening[])[] = []
    const refused: FinishedJob[] = []
    for (const job of jobs) {
      const screenings = this.#screeningsOf(job)
      if (!screenings) refused.push(job)
      else {
        this.#record(job, screenings, at)
        recorded.push(screenings)
      }
    }
    if (connection.key && recorded.length > 0) ledger.recordSeal(jobs[0]!.walk.basis, connection.key, at)
    ledger.flush()
    await Promise.all(jobs.filter((job) => !refused.includes(job)).map(({ id }) => connection.queue.remove(id)))
    for (const screenings of recorded) onRecorded?.(screenings)
    await this.#refuse(refused, foreign, orphans)
    return true
  }

  /** A job that failed on three machines, or whose results are refused, has not examined its document. */
  #screeningsOf(finished: FinishedJob): readonly Screening[] | undefined {
    const { id, job, data: { source }, isReadable } = finished
    const failed = (job.failedReason as string | undefined) !== undefined
    const result = failed || !isReadable ? undefined : readResult(finished, job.returnvalue, this.connection.key)
    if (result || (!failed && (this.#refusals.get(id) ?? 0) < MAX_REFUSALS)) return result
    const size = source.kind === 's3' ? source.size : 0
    return [notExamined(source.path, { piece: '', reason: 'reader-crashed', args: { error: 'queue' } }, size)]
  }

  /** Records a document; if it was recorded since the walk began, only when the entry differs. */
  #record({ data, walk }: FinishedJob, screenings: readonly Screening[], at: Date): void {
    const { ledger, trusted } = this.options
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
    const isKnown = last && last.at >= walk.begun && (trusted?.has(last.id) ?? true)
    const row = isKnown ? ledger.recordOnce(document, walk.basis, at) : ledger.record(document, walk.basis, at)
    if (row) trusted?.add(row.id)
  }

  async #refuse(jobs: readonly FinishedJob[], foreign: readonly string[], orphans: readonly string[]): Promise<void> {
    for (const { id, job } of jobs) {
      this.#refusals.set(id, (this.#refusals.get(id) ?? 0) + 1)
      await job.retry('completed')
    }
    await removeEntries(this.connection, [...foreign, ...orphans])
    const { results, entries, ...others } = this.#refused
    this.#refused = {
      ...others, results: results + jobs.length, entries: entries + foreign.length,
      orphans: others.orphans + orphans.length,
    }
  }
}

/** Times that the result of a document is refused before the document gets a gap. */
const MAX_REFUSALS = 3
const POLL_MILLISECONDS = 500
