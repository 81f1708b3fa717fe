import type { ScreenInput } from '../input.js'
import type { Screening } from '../model/index.js'
import type { ScreenerOptions, ScreenOptions } from '../screener-options.js'
import type { Screener } from '../screener.js'
import type { ScreeningStream } from './screening-stream.js'

/**
 * What a pool works with: the options of a screener, and bounds of the pool. `limits.milliseconds` and
 * `limits.heapMegabytes` bound the time and the memory of each document.
 * @example
 * const options: ScreenerPoolOptions = { jobs: 4, maxPending: 50, limits: { milliseconds: 20_000 } }
 */
export interface ScreenerPoolOptions extends Omit<ScreenerOptions, 'onPicture'> {
  /**
   * Worker processes at most; they start when there is work for them. Default: one for each processor, as long as all
   * fit into a quarter of the memory.
   */
  readonly jobs?: number | undefined
  /** Documents at most that are being read, waiting or being screened. Default: 100. */
  readonly maxPending?: number | undefined
  /** Bytes at most of those documents together, but at least `limits.inputBytes`. Default: 512 MiB. */
  readonly maxPendingBytes?: number | undefined
  /**
   * Resident memory of all workers together, in megabytes. Default: 650 for each job, but at least 1350 and at least
   * what one worker may use alone.
   */
  readonly maxResidentMegabytes?: number | undefined
}

/**
 * A screener that works in child processes: documents are screened at the same time, none of them blocks the caller's
 * thread, and one that loops, exhausts memory or crashes its process costs itself a gap and nothing else.
 * @example
 * const pool: ScreenerPool = await createPool()
 * const screening = await pool.screen(request, { name: 'upload.docx', signal })
 */
export interface ScreenerPool extends Screener {
  /**
   * As `Screener.screen`, in a worker process. An aborted signal takes the document out of the queue or kills its
   * worker.
   * @throws ScreenError `busy` when the pool has as many documents as it may have: try again later
   */
  screen(input: ScreenInput, options: ScreenOptions): Promise<Screening>
  /** As `Screener.screenAll`, in a worker process. @throws as `screen` */
  screenAll(input: ScreenInput, options: ScreenOptions): Promise<readonly Screening[]>
  /** Screens files and folders with the workers of this pool; see the function `screenPaths`. */
  screenPaths(paths: readonly string[], options?: ScreenPathsOptions): ScreeningStream
  /** Rejects everything that is not finished and kills the workers. Resolves when all processes have exited. */
  close(): Promise<void>
}

/**
 * How files and folders are screened.
 * @example
 * pool.screenPaths(['archive/'], { signal: AbortSignal.timeout(60_000) })
 */
export interface ScreenPathsOptions {
  /** Stops it; iteration then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
}
