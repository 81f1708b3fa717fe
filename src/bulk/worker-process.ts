import { fork, type ChildProcess } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ScreenError, type Gap, type Limits } from '../model/index.js'
import type { Answer, Notice, Order } from './talk.js'

/** Why the pool ended a process while it was at work. */
export type KillReason = 'timed-out' | 'out-of-memory' | 'postponed' | 'closed'

/** What became of an order: an answer, or how the process died over it. */
export type Outcome =
  | { readonly kind: 'answered'; readonly answer: Answer }
  | { readonly kind: 'died'; readonly killed?: KillReason; readonly gap: Gap }

/**
 * One child process that screens one source at a time. Guarded state: at most one order is open, every order comes to
 * exactly one outcome, and a dead process stays dead.
 *
 * Threads would be cheaper to start, but a native abort (a parser that allocates past its heap, a segmenter without its
 * dictionary) takes a thread's whole program along. Child processes are held here and not by a package: the pool needs
 * the process id to watch memory, SIGKILL to end native loops at once, and how a process died as data.
 */
export class WorkerProcess {
  readonly #child: ChildProcess
  readonly #limits: Limits
  #open: ((outcome: Outcome) => void) | undefined
  #killed: KillReason | undefined
  #dead = false
  #lastWords = ''
  #onHash: ((sha256: string) => void) | undefined
  /** When the open order runs out of time, by `performance.now`, and what wakes up then. */
  #deadline = 0
  #timer: NodeJS.Timeout | undefined

  constructor(script: string, limits: Limits) {
    this.#limits = limits
    this.#child = fork(script, [], {
      execArgv: [`--max-old-space-size=${limits.heapMegabytes}`, ...YOUNG_SPACE],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    this.#child.stderr!.on('data', (data: Buffer) => {
      this.#lastWords = (this.#lastWords + data.toString()).slice(-LAST_WORDS)
    })
    this.#child.on('message', (message) => this.#hear(message as Answer | Notice))
    this.#child.on('error', () => this.#die(null, null))
    this.#child.on('close', (exit, signal) => this.#die(exit, signal))
  }

  get dead(): boolean {
    return this.#dead || this.#killed !== undefined
  }

  /**
   * Gives an order; a process is asked one thing at a time. After `milliseconds`, or `pictureMilliseconds` after the
   * start of a picture where that is later, it is killed as `timed-out`. The reader bounds how many pictures there are.
   */
  ask(order: Order, milliseconds: number, onHash?: (sha256: string) => void): Promise<Outcome> {
    return new Promise((resolve) => {
      this.#onHash = onHash
      this.#endAt(performance.now() + milliseconds)
      this.#open = (outcome) => {
        clearTimeout(this.#timer)
        resolve(outcome)
      }
      // Dead before it was asked: the source is not to blame and goes to another process.
      if (this.#dead) this.#settle(this.#death('postponed', null, null))
      else this.#child.send(order, () => undefined)
    })
  }

  /** Ends the process at once, whatever it is doing. */
  kill(reason: KillReason): void {
    this.#killed ??= reason
    this.#child.kill('SIGKILL')
  }

  /** Megabytes resident now; 0 where the system does not say (only Linux does, in /proc). */
  residentMegabytes(): number {
    try {
      return (Number(readFileSync(`/proc/${this.#child.pid}/statm`, 'latin1').split(' ')[1]) * PAGE_BYTES) / MEGABYTE
    } catch {
      return 0
    }
  }

  #hear(message: Answer | Notice): void {
    if (message.kind === 'hashed') return this.#onHash?.(message.sha256)
    if (message.kind !== 'picture') return this.#settle({ kind: 'answered', answer: message })
    const end = performance.now() + this.#limits.pictureMilliseconds
    if (this.#open && end > this.#deadline) this.#endAt(end)
  }

  #endAt(deadline: number): void {
    clearTimeout(this.#timer)
    this.#deadline = deadline
    this.#timer = setTimeout(() => this.kill('timed-out'), Math.max(0, deadline - performance.now()))
  }

  #settle(outcome: Outcome): void {
    const open = this.#open
    this.#open = undefined
    open?.(outcome)
  }

  #die(exit: number | null, signal: NodeJS.Signals | null): void {
    this.#dead = true
    this.#settle(this.#death(this.#killed, exit, signal))
  }

  #death(killed: KillReason | undefined, exit: number | null, signal: NodeJS.Signals | null): Outcome {
    const outOfMemory = killed === 'out-of-memory' || (killed === undefined && OUT_OF_MEMORY.test(this.#lastWords))
    const gap: Gap = outOfMemory
      ? { piece: '', reason: 'out-of-memory', args: { megabytes: this.#limits.heapMegabytes } }
      : killed === 'timed-out'
        ? { piece: '', reason: 'timed-out', args: { seconds: this.#limits.milliseconds / 1000 } }
        : { piece: '', reason: 'reader-crashed', args: signal ? { signal } : { exit: exit ?? 0 } }
    return { kind: 'died', ...(killed && { killed }), gap }
  }
}

/** The bundled entry of the worker, wherever this module runs from: beside it in dist, or two folders up from src. */
export function workerScript(): string {
  const places = ['./worker.js', '../../dist/worker.js'].map((place) => fileURLToPath(new URL(place, import.meta.url)))
  const script = places.find((place) => existsSync(place))
  if (script === undefined) throw new ScreenError('internal', 'dist/worker.js is missing: run `npm run build`')
  return script
}

/**
 * Megabytes of V8's space for young objects: its own most, and from the beginning, so that the memory of a worker does
 * not grow with the number of its documents. No difference in time (800 documents of eight kinds: 10.6 s, 10.8
 * without).
 */
const YOUNG_SPACE = ['--min-semi-space-size=16', '--max-semi-space-size=16']
const MEGABYTE = 1024 * 1024
/** Linux on the processors Node ships for; some ARM kernels have larger pages and then count low, never high. */
const PAGE_BYTES = 4096
/** What V8 and the C++ runtime say on the error stream before they abort. It is looked at and never shown. */
const OUT_OF_MEMORY = /heap out of memory|Allocation failed|bad_alloc|out of memory/i
const LAST_WORDS = 8192
