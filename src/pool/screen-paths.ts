import { checkPaths } from './check-paths.js'
import { createPool } from './create-pool.js'
import type { ScreenerPool, ScreenerPoolOptions, ScreenPathsOptions } from './screener-pool.js'
import { createScreeningStream, type ScreeningStream } from './screening-stream.js'

/**
 * Screens files and folders as the command does, in a pool of its own: everything under the paths, in their order, the
 * entries of a folder in byte order of their names, each document before its members. Nothing is left out: what cannot
 * be screened, links inside folders and devices among it, is a screening with a gap. `s3://bucket/prefix` is a path
 * too, where the AWS SDK is installed.
 *
 * The pool is closed at the end of the iteration, however it ends. `ScreenerPool.screenPaths` does the same with a pool
 * that is there already.
 * @throws ScreenError as `createScreener`, when iteration begins
 * @example
 * for await (const { path, verdict } of screenPaths(['archive/', 'notice.docx'], { jobs: 2 })) {
 *   console.log(verdict, path)
 * }
 */
export function screenPaths(
  paths: readonly string[], options: ScreenerPoolOptions & ScreenPathsOptions = {},
): ScreeningStream {
  const { signal, ...poolOptions } = options
  let pool: Promise<ScreenerPool> | undefined
  return createScreeningStream({
    signal,
    async* open(stopped) {
      checkPaths(paths)
      pool = createPool(poolOptions)
      yield* (await pool).screenPaths(paths, { signal: stopped })
    },
    // A pool that could not be made needs no closing; the iteration has rejected with the error.
    onClose: async () => (await pool?.catch(() => undefined))?.close(),
  })
}
