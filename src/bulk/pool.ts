import { availableParallelism, totalmem } from 'node:os'
import { LIMITS, ScreenError, type Limits, type RulesetId, type Screening } from '../model/index.js'
import type { Source } from '../source/index.js'
import { notExamined } from './not-examined.js'
import type { Copy, Twins, WorkerOptions } from './talk.js'
import { WorkerProcess, workerScript, type Outcome } from './worker-process.js'

/** How many processes, and what they run. */
export interface PoolOptions {
  readonly screener: WorkerOptions
  /** Processes at most; they start when there is work for them. Default: `defaultJobs()`. */
  readonly jobs?: number
  /** The worker's entry; tests put theirs here. */
  readonly script?: string
  /**
   * Megabytes that all workers together may hold resident. Default: 1350, or 650 for each job where that is more; room
   * for each job to read pictures as far as a quarter of the memory goes.
   */
  readonly residentMegabytes?: number
  /** Told how long each document was at work in its process. */
  readonly onTime?: (path: string, milliseconds: number) => void
}

/** Jobs for this machine: one for each processor, as far as a quarter of the memory carries them. */
export function defaultJobs(): number {
  return Math.max(1, Math.min(availableParallelism(), Math.floor(quarter() / JOB_MEGABYTES)))
}

/** A quarter of this machine's memory, in megabytes. */
function quarter(): number {
  return Math.min(totalmem(), process.constrainedMemory() || Infinity) / MEGABYTE / 4
}

/** What is asked beside the screening of a document. */
export interface TwinQuestion extends Twins {
  /** Told the document's hash as soon as it has been read. */
  readonly onHash: (sha256: string) => void
}

type Readable = Exclude<Source, { kind: 'gap' }>

interface Task {
  readonly sequence: number
  readonly source: Readable
  readonly question?: TwinQuestion
  readonly resolve: (answer: readonly Screening[] | Copy) => void
  readonly reject: (error: unknown) => void
  /** How often its process was killed from outside. */
  killed: number
}

interface Seat {
  readonly worker: WorkerProcess
  /** Undefined: idle, or still starting. */
  task?: Task
  ready: boolean
}

/**
 * Screens sources in child processes. Guarded state: a source is given to one process at a time, comes back exactly
 * once, and whatever a document does to its process costs that document a gap and nothing else.
 *
 * - A process that dies, is too slow or too large is replaced when the next source needs one, not before: no storm.
 * - When all processes together grow past the bound, the latest document is put back and later read alone, so that the
 *   answer for a document never depends on its neighbours.
 */
export class Pool {
  readonly #limits: Limits
  readonly #script: string
  readonly #screener: WorkerOptions
  readonly #jobs: number
  readonly #residentMegabytes: number
  readonly #onTime: PoolOptions['onTime']
  readonly #queue: Task[] = []
  readonly #seats = new Set<Seat>()
  readonly #ruleset = pending<RulesetId>()
  #digest: string | undefined
  #sequence = 0
  #failedStarts = 0
  /** The sequence of the document to be read alone, while there is one. */
  #alone: number | undefined
  #watch: NodeJS.Timeout | undefined
  #failure: { readonly error: unknown } | undefined

  constructor(options: PoolOptions) {
    this.#limits = { ...LIMITS, ...options.screener.limits }
    this.#screener = options.screener
    this.#script = options.script ?? workerScript()
    this.#jobs = options.jobs ?? defaultJobs()
    this.#residentMegabytes = options.residentMegabytes ?? this.#defaultResident
    this.#onTime = options.onTime
    this.#ruleset.promise.catch(() => undefined)
    this.#start()
  }

  /** The rules the processes screen by, known when the first has started. @throws ScreenError when none can be */
  get ruleset(): Promise<RulesetId> {
    return this.#ruleset.promise
  }

  /**
   * Screens one source and its members. @throws ScreenError when no process can be started, or the reason of `close`.
   */
  run(source: Source): Promise<readonly Screening[]> {
    if (source.kind === 'gap') return Promise.resolve([notExamined(source.path, source.gap)])
    return this.#enqueue(source) as Promise<readonly Screening[]>
  }

  /** Screens one source and its members unless its content is known: then that is the answer. @throws as `run` */
  runUnlessKnown(source: Readable, question: TwinQuestion): Promise<readonly Screening[] | Copy> {
    return this.#enqueue(source, question)
  }

  /** Kills every process; what was not answered, now or later, is rejected with the first `reason` given. */
  close(reason: unknown = new ScreenError('internal', 'the pool is closed')): void {
    const { error } = (this.#failure ??= { error: reason })
    clearInterval(this.#watch)
    this.#ruleset.reject(error)
    for (const task of this.#queue.splice(0)) task.reject(error)
    for (const seat of this.#seats) {
      seat.worker.kill('closed')
      seat.task?.reject(error)
    }
    this.#seats.clear()
  }

  #enqueue(source: Readable, question?: TwinQuestion): Promise<readonly Screening[] | Copy> {
    return new Promise((resolve, reject) => {
      const asked = question && { question }
      this.#queue.push({ sequence: this.#sequence++, source, ...asked, resolve, reject, killed: 0 })
      this.#dispatch()
    })
  }

  get #mostEach(): number {
    return this.#limits.heapMegabytes + BESIDE_HEAP
  }

  get #defaultResident(): number {
    return Math.max(LEAST_RESIDENT, this.#jobs * JOB_MEGABYTES, this.#mostEach)
  }

  #dispatch(): void {
    if (this.#failure) return this.close()
    for (const seat of this.#seats) if (seat.worker.dead && seat.ready && !seat.task) this.#seats.delete(seat)
    const seats = [...this.#seats]
    const busy = seats.filter((seat) => seat.task)
    if (this.#queue.length === 0 || (this.#alone !== undefined && busy.length > 0)) return
    const idle = seats.find((seat) => seat.ready && !seat.task)
    if (idle) void this.#work(idle, this.#queue.shift()!)
    const starting = seats.filter((seat) => !seat.ready).length
    if (!idle && seats.length < this.#jobs && starting < this.#queue.length) this.#start()
    else if (!idle) return
    this.#dispatch()
  }

  #start(): void {
    const seat: Seat = { worker: new WorkerProcess(this.#script, this.#limits), ready: false }
    this.#seats.add(seat)
    this.#watch ??= setInterval(() => this.#weigh(), WATCH_MILLISECONDS).unref()
    void seat.worker.ask({ kind: 'start', options: this.#screener }, START_MILLISECONDS).then((outcome) => {
      this.#started(seat, outcome)
    })
  }

  #started(seat: Seat, outcome: Outcome): void {
    if (this.#failure) return
    if (outcome.kind === 'answered' && outcome.answer.kind === 'ready') {
      const { ruleset } = outcome.answer
      if ((this.#digest ??= ruleset.digest) !== ruleset.digest) {
        return this.close(new ScreenError('configuration', 'a lexicon changed while documents were screened'))
      }
      seat.ready = true
      this.#failedStarts = 0
      this.#ruleset.resolve(ruleset)
    } else if (outcome.kind === 'answered' && outcome.answer.kind === 'refused') {
      const { code, message, complaints } = outcome.answer
      return this.close(new ScreenError(code, message, complaints ? { complaints } : {}))
    } else {
      this.#dismiss(seat)
      this.#failedStarts += isForeignKill(outcome) ? MOST_FAILED_STARTS / MOST_KILLED_STARTS : 1
      if (this.#failedStarts >= MOST_FAILED_STARTS) {
        return this.close(new ScreenError('internal', 'the worker process does not start'))
      }
      this.#start()
    }
    this.#dispatch()
  }

  async #work(seat: Seat, task: Task): Promise<void> {
    seat.task = task
    const { source, question } = task
    const order = { kind: 'screen', source, ...(question && { twins: { known: question.known } }) } as const
    const begun = performance.now()
    const outcome = await seat.worker.ask(order, this.#limits.milliseconds, question?.onHash)
    if (this.#failure) return
    this.#onTime?.(source.path, performance.now() - begun)
    delete seat.task
    if (isToBeTriedAgain(task, outcome)) this.#queue.unshift(task)
    else {
      if (this.#alone === task.sequence) this.#alone = undefined
      task.resolve(answerOf(task, outcome))
    }
    // V8 gives little back once it has grown: a process that read something large makes room for a fresh one.
    const grown = seat.worker.residentMegabytes() > this.#residentMegabytes / this.#jobs
    if (outcome.kind === 'died' || grown) this.#dismiss(seat)
    this.#dispatch()
  }

  #dismiss(seat: Seat): void {
    seat.worker.kill('closed')
    this.#seats.delete(seat)
  }

  /** Looks at what each process holds, and ends what is too much: its own bound first, then the bound of all. */
  #weigh(): void {
    const seats = [...this.#seats].map((seat) => ({ seat, megabytes: seat.worker.residentMegabytes() }))
    for (const { seat, megabytes } of seats) {
      if (seat.task && megabytes > this.#mostEach) seat.worker.kill('out-of-memory')
    }
    const all = seats.filter(({ seat }) => !seat.worker.dead).reduce((sum, { megabytes }) => sum + megabytes, 0)
    if (all <= this.#residentMegabytes) return
    const idle = seats.find(({ seat }) => seat.ready && !seat.task)
    if (idle) return this.#dismiss(idle.seat)
    const busy = seats.flatMap(({ seat }) =>
      seat.task && !seat.worker.dead ? [{ seat, sequence: seat.task.sequence }] : [])
    if (busy.length < 2) return
    const latest = busy.reduce((a, b) => (a.sequence > b.sequence ? a : b))
    this.#alone = latest.sequence
    latest.seat.worker.kill('postponed')
  }
}

/** A promise with its two ends in hand (`Promise.withResolvers` of later Node versions). */
function pending<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (reason: unknown) => void } {
  let ends: { resolve: (value: T) => void; reject: (reason: unknown) => void }
  const promise = new Promise<T>((resolve, reject) => (ends = { resolve, reject }))
  return { promise, ...ends! }
}

/** A process killed from outside says nothing of its document, unless it happens every time. */
function isToBeTriedAgain(task: Task, outcome: Outcome): boolean {
  if (outcome.kind !== 'died') return false
  if (outcome.killed !== undefined) return outcome.killed === 'postponed'
  return isForeignKill(outcome) && ++task.killed < MOST_KILLED
}

function isForeignKill(outcome: Outcome): boolean {
  return outcome.kind === 'died' && outcome.killed === undefined && outcome.gap.args?.signal === 'SIGKILL'
}

function answerOf({ source }: Task, outcome: Outcome): readonly Screening[] | Copy {
  if (outcome.kind === 'answered' && outcome.answer.kind === 'screened') return outcome.answer.screenings
  if (outcome.kind === 'answered' && outcome.answer.kind === 'copy') return outcome.answer
  const gap = outcome.kind === 'died' ? outcome.gap : { piece: '', reason: 'reader-crashed' as const }
  return [notExamined(source.path, gap)]
}

const MEGABYTE = 1024 * 1024
/**
 * A process with the rules, the PDF reader and jieba's dictionary holds some 400 MB, one that has read pictures up to
 * 800: then the bound of all lets fewer run side by side (551 files of many kinds: 38 s instead of 35, 1.43 GB instead
 * of 1.70).
 */
const JOB_MEGABYTES = 650
/** With the parent's own 100 MB this keeps a whole run below 1.5 GB. */
const LEAST_RESIDENT = 1350
/** Code, buffers and jieba's dictionary lie outside V8's heap. */
const BESIDE_HEAP = 256
const WATCH_MILLISECONDS = 50
const START_MILLISECONDS = 60_000
const MOST_FAILED_STARTS = 2
const MOST_KILLED = 3
/** A system short of memory kills processes as they start; it may get over it. */
const MOST_KILLED_STARTS = 10
