import { Pool, screenSources, type PoolOptions, type RunOptions } from '../bulk/index.js'
import { readInput, type ScreenInput } from '../input.js'
import { LIMITS, localDay, notExamined, ScreenError, type RulesetId, type Screening } from '../model/index.js'
import { checkScreenOptions, type ScreenerOptions, type ScreenOptions } from '../screener-options.js'
import { listSources, type Source } from '../source/index.js'
import { Admission } from './admission.js'
import { checkPaths } from './check-paths.js'
import type { ScreenerPool, ScreenerPoolOptions, ScreenPathsOptions } from './screener-pool.js'
import { createScreeningStream, type ScreeningStream } from './screening-stream.js'

/** The options of `createPool`; tests replace the worker's entry point. */
export interface ProcessPoolOptions extends ScreenerPoolOptions {
  readonly script?: string
}

/** The workers of one day: rules and waivers depend on the day. */
interface DayPool {
  readonly day: string
  readonly workers: Pool
  /** Sources that are waiting or being screened. */
  pending: number
  /** No worker could be started, for want of memory or processes. It may be possible again for the next source. */
  failed: boolean
}

/** The pool that `createPool` makes. Invariant: when `close` resolves, everything it started has ended. */
export class ProcessPool implements ScreenerPool {
  readonly #screener: ScreenerOptions
  readonly #workers: Omit<PoolOptions, 'screener'>
  readonly #inputBytes: number
  readonly #admission: Admission
  /** The pool of the current day, and those of earlier days whose processes have not exited. */
  readonly #pools = new Set<DayPool>()
  /** One for each document: signals made from one long-lived signal by `AbortSignal.any` would pile up. */
  readonly #controllers = new Set<AbortController>()
  #current: DayPool
  #ruleset: RulesetId | undefined
  #closing: Promise<void> | undefined

  constructor(options: ProcessPoolOptions) {
    const { maxPending = MAX_PENDING, maxPendingBytes = MAX_PENDING_BYTES, ...others } = options
    const { jobs, maxResidentMegabytes, script, ...screener } = others
    this.#workers = { jobs, maxResidentMegabytes, script }
    this.#screener = screener
    this.#inputBytes = screener.limits?.inputBytes ?? LIMITS.inputBytes
    this.#admission = new Admission(maxPending, Math.max(maxPendingBytes, this.#inputBytes))
    this.#current = this.#startPool()
  }

  /** Waits for the first worker. Closes the pool when none can be started. @throws ScreenError then */
  async start(): Promise<this> {
    try {
      await this.#current.workers.ruleset
      return this
    } catch (error) {
      await this.close()
      throw error
    }
  }

  /** Known once `start` has resolved. */
  get ruleset(): RulesetId {
    return this.#ruleset!
  }

  async screen(input: ScreenInput, options: ScreenOptions): Promise<Screening> {
    return (await this.#screen(input, options, true))[0]!
  }

  screenAll(input: ScreenInput, options: ScreenOptions): Promise<readonly Screening[]> {
    return this.#screen(input, options, false)
  }

  screenPaths(paths: readonly string[], options: ScreenPathsOptions = {}): ScreeningStream {
    return createScreeningStream({ open: (signal) => this.#screenPaths(paths, signal), signal: options.signal })
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#end())
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  async #end(): Promise<void> {
    const error = new ScreenError('pool-closed')
    for (const controller of this.#controllers) controller.abort(error)
    await Promise.all([...this.#pools].map(({ workers }) => workers.close(error)))
  }

  async #screen(input: ScreenInput, options: ScreenOptions, omitMembers: boolean): Promise<readonly Screening[]> {
    const { name, signal } = checkScreenOptions(options)
    return this.#untilClosed(signal, (signal) => this.#admission.admit(async (addBytes) => {
      const read = await readInput(input, { limit: this.#inputBytes, signal, onBytes: addBytes })
      if ('gap' in read) return [notExamined(name, read.gap, read.size)]
      return this.#run({ kind: 'bytes', path: name, bytes: read.bytes }, { signal, omitMembers })
    }))
  }

  /** Does something that the caller's signal stops, and `close` too. */
  async #untilClosed<T>(signal: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.#closing) throw new ScreenError('pool-closed')
    signal?.throwIfAborted()
    const controller = new AbortController()
    const onAbort = (): void => controller.abort(signal!.reason)
    signal?.addEventListener('abort', onAbort, { once: true })
    this.#controllers.add(controller)
    try {
      return await work(controller.signal)
    } finally {
      signal?.removeEventListener('abort', onAbort)
      this.#controllers.delete(controller)
    }
  }

  async* #screenPaths(paths: readonly string[], signal: AbortSignal): AsyncGenerator<Screening> {
    checkPaths(paths)
    const screener = { run: (source: Source) => this.#run(source, { signal }) }
    yield* screenSources(screener, listSources(paths, { inputBytes: this.#inputBytes }))
  }

  async #run(source: Source, options: RunOptions): Promise<readonly Screening[]> {
    if (this.#closing) throw new ScreenError('pool-closed')
    if (this.#current.failed || this.#current.day !== this.#today()) this.#current = this.#startPool()
    const pool = this.#current
    pool.pending++
    try {
      return await pool.workers.run(source, options)
    } catch (error) {
      if (error instanceof ScreenError && error.reason === 'worker-not-starting') pool.failed = true
      throw error
    } finally {
      pool.pending--
      this.#closeOldPools()
    }
  }

  #today(): string {
    return this.#screener.today ?? localDay()
  }

  #startPool(): DayPool {
    const day = this.#today()
    const workers = new Pool({ ...this.#workers, screener: { ...this.#screener, today: day } })
    workers.ruleset.then((ruleset) => (this.#ruleset = ruleset), () => undefined)
    const pool = { day, workers, pending: 0, failed: false }
    this.#pools.add(pool)
    return pool
  }

  #closeOldPools(): void {
    for (const pool of this.#pools) {
      if (pool === this.#current || pool.pending > 0) continue
      void pool.workers.close().then(() => this.#pools.delete(pool))
    }
  }
}

const MAX_PENDING = 100
const MAX_PENDING_BYTES = 512 * 1024 * 1024
