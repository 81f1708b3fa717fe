import { fork, type ChildProcess } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ScreenError, type Gap, type Limits } from '../../model/index.js'
import { deferred } from './deferred.js'
import type { InterimResult } from '../../screener.js'
import type { WorkerNotice, WorkerRequest, WorkerResponse } from './protocol.js'

/** Why the pool killed a worker process. */
export type KillReason = 'timed-out' | 'out-of-memory' | 'postponed' | 'cancelled' | 'closed'

/** How a request ended: with a response, or with the death of the process. */
export type Outcome =
  | { readonly kind: 'answered'; readonly response: WorkerResponse }
  /** `killed` is absent when the process died by itself or was killed from outside. */
  | { readonly kind: 'died'; readonly killed?: KillReason; readonly gap: Gap; readonly interim?: InterimResult }

/**
 * One child process that screens one source at a time. Invariants: at most one request is pending, every request gets
 * exactly one outcome, and a dead process is never used again.
 *
 * Why a process and not a thread: a native abort (a parser that allocates past its heap, a segmenter without its
 * dictionary) ends the whole process, with all its threads. Why no package: the pool needs the process id to watch
 * memory, SIGKILL to end native loops at once, and the cause of death as data.
 */
export class WorkerProcess {
  readonly #child: ChildProcess
  readonly #limits: Limits
  #resolvePending: ((outcome: Outcome) => void) | undefined
  #onHash: ((sha256: string) => void) | undefined
  #interim: InterimResult | undefined
  #killed: KillReason | undefined
  readonly #exit = deferred<undefined>()
  #exited = false
  #stderrTail = ''
  /** When the pending request times out, by `performance.now`. */
  #deadline = 0
  #timer: NodeJS.Timeout | undefined

  constructor(script: string, limits: Limits) {
    this.#limits = limits
    this.#child = fork(script, [], {
      execArgv: [`--max-old-space-size=${limits.heapMegabytes}`, ...YOUNG_SPACE_FLAGS],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    this.#child.stderr!.on('data', (data: Buffer) => {
      this.#stderrTail = (this.#stderrTail + data.toString()).slice(-STDERR_TAIL_CHARACTERS)
    })
    this.#child.on('message', (message) => this.#onMessage(message as WorkerResponse | WorkerNotice))
    this.#child.on('error', () => this.#onExit(null, null))
    this.#child.on('close', (exit, signal) => this.#onExit(exit, signal))
  }

  /** Settles when the process has exited and its pipes are closed. */
  get exited(): Promise<unknown> {
    return this.#exit.promise
  }

  /** Whether the process has exited or has been sent SIGKILL. */
  get dead(): boolean {
    return this.#exited || this.#killed !== undefined
  }

  /**
   * Sends a request; the caller sends no other before this one has its outcome. The process is killed as `timed-out`
   * after `milliseconds`, or `pictureMilliseconds` after the start of the last picture if that is later. The number of
   * pictures is bounded by the readers.
   */
  request(request: WorkerRequest, milliseconds: number, onHash?: (sha256: string) => void): Promise<Outcome> {
    return new Promise((resolve) => {
      this.#onHash = onHash
      this.#interim = undefined
      this.#setDeadline(performance.now() + milliseconds)
      this.#resolvePending = (outcome) => {
        clearTimeout(this.#timer)
        resolve(outcome)
      }
      // The process died before the request: the source is not the cause and goes to another process.
      if (this.#exited) this.#finish(this.#died('postponed', null, null))
      else this.#child.send(request, () => undefined)
    })
  }

  /** Sends SIGKILL. The first reason counts. */
  kill(reason: KillReason): void {
    this.#killed ??= reason
    this.#child.kill('SIGKILL')
  }

  /** Resident memory now, in megabytes; 0 where /proc does not exist (everywhere but Linux). */
  residentMegabytes(): number {
    try {
      return (Number(readFileSync(`/proc/${this.#child.pid}/statm`, 'latin1').split(' ')[1]) * PAGE_BYTES) / MEGABYTE
    } catch {
      return 0
    }
  }

  #onMessage(message: WorkerResponse | WorkerNotice): void {
    if (message.kind === 'hashed') return this.#onHash?.(message.sha256)
    if (message.kind === 'interim') return void (this.#interim = message.result)
    if (message.kind !== 'picture') return this.#finish({ kind: 'answered', response: message })
    const deadline = performance.now() + this.#limits.pictureMilliseconds
    if (this.#resolvePending && deadline > this.#deadline) this.#setDeadline(deadline)
  }

  #setDeadline(deadline: number): void {
    clearTimeout(this.#timer)
    this.#deadline = deadline
    const milliseconds = Math.min(Math.max(0, deadline - performance.now()), MAX_TIMER)
    this.#timer = setTimeout(() => this.kill('timed-out'), milliseconds)
  }

  #finish(outcome: Outcome): void {
    const resolve = this.#resolvePending
    this.#resolvePending = undefined
    resolve?.(outcome)
  }

  #onExit(exit: number | null, signal: NodeJS.Signals | null): void {
    this.#exited = true
    this.#exit.resolve(undefined)
    this.#finish(this.#died(this.#killed, exit, signal))
  }

  #died(killed: KillReason | undefined, exit: number | null, signal: NodeJS.Signals | null): Outcome {
    const outOfMemory = killed === 'out-of-memory' || (killed === undefined && OUT_OF_MEMORY.test(this.#stderrTail))
    const gap: Gap = outOfMemory
      ? { piece: '', reason: 'out-of-memory', args: { megabytes: this.#limits.heapMegabytes } }
      : killed === 'timed-out'
        ? { piece: '', reason: 'timed-out', args: { seconds: this.#limits.milliseconds / 1000 } }
        : { piece: '', reason: 'reader-crashed', args: signal ? { signal } : { exit: exit ?? 0 } }
    return { kind: 'died', ...(killed && { killed }), gap, ...(this.#interim && { interim: this.#interim }) }
  }
}

/** The bundled worker: next to this module in dist, or in dist when this module runs from src. */
export function workerScript(): string {
  const paths = ['./worker.js', '../../../dist/worker.js'].map((path) => fileURLToPath(new URL(path, import.meta.url)))
  const script = paths.find((path) => existsSync(path))
  if (script === undefined) throw new ScreenError('worker-missing')
  return script
}

/**
 * V8's space for young objects starts at its maximum of 16 MB, so that a worker's memory does not grow with the number
 * of its documents. Time is unaffected: 800 documents of eight kinds take 10.6 s, without the flags 10.8 s.
 */
const YOUNG_SPACE_FLAGS = ['--min-semi-space-size=16', '--max-semi-space-size=16']
const MEGABYTE = 1024 * 1024
/** Some 25 days: a longer timer of Node would fire at once. */
const MAX_TIMER = 2 ** 31 - 1
/** Linux on the processors Node supports. Some ARM kernels have larger pages: memory is then underestimated. */
const PAGE_BYTES = 4096
/** What V8 and the C++ runtime print on stderr before they abort. The text is tested and never shown. */
const OUT_OF_MEMORY = /heap out of memory|Allocation failed|bad_alloc|out of memory/i
const STDERR_TAIL_CHARACTERS = 8192
