import { availableParallelism, totalmem } from 'node:os'
import {
  LIMITS, localDay, notExamined, ScreenError, type Limits, type RulesetId, type Screening,
} from '../../model/index.js'
import type { Source } from '../../source/index.js'
import { deferred } from './deferred.js'
import type { Duplicate, DuplicateCheck, WorkerOptions } from './protocol.js'
import { WorkerProcess, workerScript, type Outcome } from './worker-process.js'

/** How many worker processes a pool may start, and what they run. */
export interface PoolOptions {
  readonly screener: WorkerOptions
  /** Worker processes at most; they start when there is work for them. Default: `defaultJobs()`. */
  readonly jobs?: number | undefined
  /** The entry point of the worker process. Default: the bundled one; tests have their own. */
  readonly script?: string | undefined
  /**
   * Resident memory of all workers together, in megabytes. Default: 650 for each job, but at least 1350 and at least
   * what one worker may use alone.
   */
  readonly maxResidentMegabytes?: number | undefined
  /** Called after each document with the time its worker took. */
  readonly onDocumentTime?: (path: string, milliseconds: number) => void
}

/** Jobs for this machine: one for each processor, as long as all fit into a quarter of the memory. */
export function defaultJobs(): number {
  return Math.max(1, Math.min(availableParallelism(), Math.floor(quarterOfMemory() / JOB_MEGABYTES)))
}

/** In megabytes; the memory limit of a container counts. */
function quarterOfMemory(): number {
  return Math.min(totalmem(), process.constrainedMemory() || Infinity) / MEGABYTE / 4
}

/** How a source is screened. */
export interface RunOptions {
  /** Takes the source out of the queue when it aborts, or kills its worker. */
  readonly signal?: AbortSignal | undefined
  /** Leaves out the screenings of members, which can be many megabytes. The document's verdict includes them anyway. */
  readonly omitMembers?: boolean | undefined
}

/** Which contents are known, and whom to call when the document's hash is. */
export interface DuplicateQuery extends DuplicateCheck {
  /** Called with the document's hash as soon as the document has been read. */
  readonly onHash: (sha256: string) => void
}

type Readable = Exclude<Source, { kind: 'gap' }>

interface Task {
  readonly sequence: number
  readonly source: Readable
  readonly query?: DuplicateQuery | undefined
  readonly options: RunOptions
  readonly resolve: (result: readonly Screening[] | Duplicate) => void
  readonly reject: (error: unknown) => void
  /** How many times its worker was killed from outside. */
  externalKills: number
}

interface Slot {
  readonly worker: WorkerProcess
  /** Undefined while the worker is idle or starting. */
  task?: Task
  ready: boolean
}

/**
 * Screens sources in child processes. Invariants: a source is with one worker at a time and gets exactly one result;
 * whatever a document does to its worker, the only consequence is a gap of that document.
 *
 * - A worker that dies, times out or grows too large is replaced when the next source needs a worker, not earlier: a
 *   series of bad documents starts no more processes than there are documents.
 * - When all workers together exceed `maxResidentMegabytes`, the document that started last is put back and screened
 *   alone later. So the result of a document never depends on what is screened at the same time.
 */
export class Pool {
  readonly #limits: Limits
  readonly #script: string
  readonly #screener: WorkerOptions
  readonly #jobs: number
  readonly #maxResidentMegabytes: number
  readonly #onDocumentTime: PoolOptions['onDocumentTime']
  readonly #queue: Task[] = []
  readonly #slots = new Set<Slot>()
  /** Every worker that has not exited yet, those that were killed included. */
  readonly #processes = new Set<WorkerProcess>()
  readonly #ruleset = deferred<RulesetId>()
  #rulesetDigest: string | undefined
  #nextSequence = 0
  #failedStarts = 0
  /** Sequence of the document that must be screened alone, if there is one. */
  #exclusive: number | undefined
  #memoryTimer: NodeJS.Timeout | undefined
  #closed: { readonly reason: unknown } | undefined

  constructor(options: PoolOptions) {
    this.#limits = { ...LIMITS, ...options.screener.limits }
    // One day for all workers, although they start at different times: rules have a validity.
    this.#screener = { ...options.screener, today: options.screener.today ?? localDay() }
    this.#script = options.script ?? workerScript()
    this.#jobs = options.jobs ?? defaultJobs()
    this.#maxResidentMegabytes = options.maxResidentMegabytes ?? this.#defaultMaxResident
    this.#onDocumentTime = options.onDocumentTime
    this.#ruleset.promise.catch(() => undefined)
    this.#startWorker()
  }

  /** The rules the workers screen by; known when the first one has started. @throws ScreenError when none can start */
  get ruleset(): Promise<RulesetId> {
    return this.#ruleset.promise
  }

  /**
   * Screens one source and its members.
   * @throws ScreenError when no worker can be started; the signal's reason; the reason of `close`
   */
  run(source: Source, options: RunOptions = {}): Promise<readonly Screening[]> {
    if (source.kind === 'gap') return Promise.resolve([notExamined(source.path, source.gap)])
    return this.#enqueue({ source, options }) as Promise<readonly Screening[]>
  }

  /** Screens one source and its members, unless its hash is one of `query.knownHashes`. @throws as `run` */
  runUnlessDuplicate(source: Readable, query: DuplicateQuery): Promise<readonly Screening[] | Duplicate> {
    return this.#enqueue({ source, query, options: {} })
  }

  /**
   * Kills all workers. Every unfinished and every later `run` rejects with the `reason` of the first call. Resolves
   * when all processes have exited.
   */
  close(reason: unknown = new ScreenError('pool-closed')): Promise<void> {
    const first = (this.#closed ??= { reason }).reason
    clearInterval(this.#memoryTimer)
    this.#ruleset.reject(first)
    for (const task of this.#queue.splice(0)) task.reject(first)
    for (const slot of this.#slots) {
      slot.worker.kill('closed')
      slot.task?.reject(first)
    }
    this.#slots.clear()
    return Promise.all([...this.#processes].map(({ exited }) => exited)).then(() => undefined)
  }

  async #enqueue(given: Pick<Task, 'source' | 'query' | 'options'>): Promise<readonly Screening[] | Duplicate> {
    const { signal } = given.options
    signal?.throwIfAborted()
    const { promise, resolve, reject } = deferred<readonly Screening[] | Duplicate>()
    const task: Task = { ...given, sequence: this.#nextSequence++, resolve, reject, externalKills: 0 }
    const onAbort = (): void => this.#cancel(task)
    signal?.addEventListener('abort', onAbort, { once: true })
    this.#queue.push(task)
    this.#dispatch()
    return promise.finally(() => signal?.removeEventListener('abort', onAbort))
  }

  #cancel(task: Task): void {
    task.reject(task.options.signal!.reason)
    const queued = this.#queue.indexOf(task)
    if (queued >= 0) this.#queue.splice(queued, 1)
    for (const slot of this.#slots) if (slot.task === task) slot.worker.kill('cancelled')
    // Put back to be screened alone, and no longer wanted: the others need not wait for it.
    if (queued >= 0 && this.#exclusive === task.sequence) this.#exclusive = undefined
    this.#dispatch()
  }

  get #maxMegabytesPerWorker(): number {
    return this.#limits.heapMegabytes + NON_HEAP_MEGABYTES
  }

  get #defaultMaxResident(): number {
    return Math.max(MIN_RESIDENT_MEGABYTES, this.#jobs * JOB_MEGABYTES, this.#maxMegabytesPerWorker)
  }

  /** Gives queued tasks to idle workers, and starts workers while tasks are left and `jobs` allows it. */
  #dispatch(): void {
    if (this.#closed) return void this.close()
    for (const slot of this.#slots) if (slot.worker.dead && slot.ready && !slot.task) this.#slots.delete(slot)
    const slots = [...this.#slots]
    const busy = slots.filter((slot) => slot.task)
    if (this.#queue.length === 0 || (this.#exclusive !== undefined && busy.length > 0)) return
    const idle = slots.find((slot) => slot.ready && !slot.task)
    if (idle) void this.#runTask(idle, this.#queue.shift()!)
    const starting = slots.filter((slot) => !slot.ready).length
    if (!idle && slots.length < this.#jobs && starting < this.#queue.length) this.#startWorker()
    else if (!idle) return
    this.#dispatch()
  }

  #startWorker(): void {
    const worker = new WorkerProcess(this.#script, this.#limits)
    this.#processes.add(worker)
    void worker.exited.then(() => this.#processes.delete(worker))
    const slot: Slot = { worker, ready: false }
    this.#slots.add(slot)
    this.#memoryTimer ??= setInterval(() => this.#enforceMemoryLimits(), MEMORY_CHECK_MILLISECONDS).unref()
    void worker.request({ kind: 'start', options: this.#screener }, START_MILLISECONDS).then((outcome) => {
      this.#onStarted(slot, outcome)
    })
  }

  #onStarted(slot: Slot, outcome: Outcome): void {
    if (this.#closed) return
    if (outcome.kind === 'answered' && outcome.response.kind === 'ready') {
      const { ruleset } = outcome.response
      if ((this.#rulesetDigest ??= ruleset.digest) !== ruleset.digest) {
        return void this.close(new ScreenError('lexicon-changed'))
      }
      slot.ready = true
      this.#failedStarts = 0
      this.#ruleset.resolve(ruleset)
    } else if (outcome.kind === 'answered' && outcome.response.kind === 'start-failed') {
      const { reason, args, complaints } = outcome.response
      return void this.close(new ScreenError(reason, args, complaints && { complaints }))
    } else {
      this.#terminate(slot)
      this.#failedStarts += isExternalKill(outcome) ? MAX_FAILED_STARTS / MAX_KILLED_STARTS : 1
      if (this.#failedStarts >= MAX_FAILED_STARTS) {
        return void this.close(new ScreenError('worker-not-starting'))
      }
      this.#startWorker()
    }
    this.#dispatch()
  }

  async #runTask(slot: Slot, task: Task): Promise<void> {
    slot.task = task
    const { source, query, options } = task
    const duplicates = query && { duplicates: { knownHashes: query.knownHashes } }
    const started = performance.now()
    const omitMembers = options.omitMembers && { omitMembers: true }
    const request = { kind: 'screen', source, ...duplicates, ...omitMembers } as const
    const outcome = await slot.worker.request(request, this.#limits.milliseconds, query?.onHash)
    if (this.#closed) return
    this.#onDocumentTime?.(source.path, performance.now() - started)
    delete slot.task
    if (shouldRetry(task, outcome)) this.#queue.unshift(task)
    else {
      if (this.#exclusive === task.sequence) this.#exclusive = undefined
      task.resolve(resultOf(task, outcome))
    }
    // V8 returns little memory to the system: a worker that has read a large document is replaced.
    const grown = slot.worker.residentMegabytes() > this.#maxResidentMegabytes / this.#jobs
    if (outcome.kind === 'died' || grown) this.#terminate(slot)
    this.#dispatch()
  }

  #terminate(slot: Slot): void {
    slot.worker.kill('closed')
    this.#slots.delete(slot)
  }

  /** Kills each worker above its own limit; then, if all together are above theirs, one idle or postponable worker. */
  #enforceMemoryLimits(): void {
    const slots = [...this.#slots].map((slot) => ({ slot, megabytes: slot.worker.residentMegabytes() }))
    for (const { slot, megabytes } of slots) {
      if (slot.task && megabytes > this.#maxMegabytesPerWorker) slot.worker.kill('out-of-memory')
    }
    const alive = slots.filter(({ slot }) => !slot.worker.dead)
    const total = alive.reduce((sum, { megabytes }) => sum + megabytes, 0)
    if (total <= this.#maxResidentMegabytes) return
    const idle = slots.find(({ slot }) => slot.ready && !slot.task)
    if (idle) return this.#terminate(idle.slot)
    const busy = alive.flatMap(({ slot }) => (slot.task ? [{ slot, sequence: slot.task.sequence }] : []))
    if (busy.length < 2) return
    const latest = busy.reduce((a, b) => (a.sequence > b.sequence ? a : b))
    this.#exclusive = latest.sequence
    latest.slot.worker.kill('postponed')
  }
}

/** A kill from outside is not the document's fault, unless it happens every time. */
function shouldRetry(task: Task, outcome: Outcome): boolean {
  if (outcome.kind !== 'died' || task.options.signal?.aborted) return false
  if (outcome.killed !== undefined) return outcome.killed === 'postponed'
  return isExternalKill(outcome) && ++task.externalKills < MAX_EXTERNAL_KILLS
}

function isExternalKill(outcome: Outcome): boolean {
  return outcome.kind === 'died' && outcome.killed === undefined && outcome.gap.args?.signal === 'SIGKILL'
}

function resultOf({ source }: Task, outcome: Outcome): readonly Screening[] | Duplicate {
  if (outcome.kind === 'answered' && outcome.response.kind === 'screened') return outcome.response.screenings
  if (outcome.kind === 'answered' && outcome.response.kind === 'duplicate') return outcome.response
  if (outcome.kind === 'answered') return [notExamined(source.path, { piece: '', reason: 'reader-crashed' })]
  return [{ ...notExamined(source.path, outcome.gap), ...outcome.interim }]
}

const MEGABYTE = 1024 * 1024
/**
 * A worker with the rules, the PDF reader and jieba's dictionary uses some 400 MB, one that has run OCR up to 800: then
 * the total limit lets fewer of them run at the same time (551 files of many kinds: 38 s instead of 35, 1.43 GB instead
 * of 1.70).
 */
const JOB_MEGABYTES = 650
/** Together with the parent's own 100 MB, this keeps a run with two jobs below 1.5 GB. */
const MIN_RESIDENT_MEGABYTES = 1350
/** Code, buffers and jieba's dictionary are outside V8's heap. */
const NON_HEAP_MEGABYTES = 256
const MEMORY_CHECK_MILLISECONDS = 50
const START_MILLISECONDS = 60_000
const MAX_FAILED_STARTS = 2
const MAX_EXTERNAL_KILLS = 3
/** A system short of memory kills processes as they start, and may recover. */
const MAX_KILLED_STARTS = 10
