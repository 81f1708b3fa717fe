import { LIMITS } from '../model/index.js'
import { isS3Path, walkS3 } from './s3-walk.js'
import type { Source } from './source.js'
import { stdinSource } from './stdin.js'
import { walk, type WalkOptions } from './walk.js'

/** Where documents come from. */
export interface SourcesOptions extends WalkOptions {
  /** What `-` reads. */
  readonly stdin?: AsyncIterable<Uint8Array>
  /** The name reports give it, and by whose ending its format may be told. Default `-`. */
  readonly stdinName?: string
  /** Bytes the standard input or an object of a store may have. Default: `LIMITS.inputBytes`. */
  readonly inputBytes?: number
}

/** How many sources there are; the standard input is one, and is not read. Cost: a walk, no file is opened. */
export async function countSources(paths: readonly string[], options: WalkOptions = {}): Promise<number> {
  const streams = paths.filter((path) => path === '-').length
  let count = streams
  for await (const source of walk(paths.filter((path) => path !== '-'), options)) count += source ? 1 : 0
  return count
}

/**
 * Everything to screen, in the order of the paths as the user named them: files, folders, `s3://bucket/prefix`, and
 * `-`, the standard input. @throws ScreenError `configuration` for S3 without the AWS SDK
 */
export async function* sources(paths: readonly string[], options: SourcesOptions = {}): AsyncGenerator<Source> {
  const inputBytes = options.inputBytes ?? LIMITS.inputBytes
  for (const path of paths) {
    if (isS3Path(path)) yield* walkS3(path, inputBytes)
    else if (path !== '-' || !options.stdin) yield* walk([path], options)
    else yield await stdinSource(options.stdin, options.stdinName ?? '-', inputBytes)
  }
}
