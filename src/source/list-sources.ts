import { LIMITS } from '../model/index.js'
import { walk, type WalkOptions } from './files/walk.js'
import { isS3Path, listS3Objects } from './s3/list-objects.js'
import type { Source } from './source.js'
import { readStdin } from './stdin.js'

/** How sources are listed. */
export interface SourcesOptions extends WalkOptions {
  /** What `-` stands for. */
  readonly stdin?: AsyncIterable<Uint8Array>
  /** The path of standard input in reports; its extension may tell the format. Default: `-`. */
  readonly stdinName?: string
  /** Maximum bytes of standard input or of an S3 object. Default: `LIMITS.inputBytes`. */
  readonly inputBytes?: number
}

/**
 * Lists everything to screen, in the order of the paths: files, folders, `s3://bucket/prefix`, and `-`, standard input.
 * @throws ScreenError `configuration` for S3 without the AWS SDK
 */
export async function* listSources(paths: readonly string[], options: SourcesOptions = {}): AsyncGenerator<Source> {
  const inputBytes = options.inputBytes ?? LIMITS.inputBytes
  for (const path of paths) {
    if (isS3Path(path)) yield* listS3Objects(path, inputBytes)
    else if (path !== '-' || !options.stdin) yield* walk([path], options)
    else yield await readStdin(options.stdin, options.stdinName ?? '-', inputBytes)
  }
}

/** How many sources there are; standard input counts as one and is not read. Cost: one walk; no file is opened. */
export async function countSources(paths: readonly string[], options: WalkOptions = {}): Promise<number> {
  const named = paths.filter((path) => path !== '-')
  const walked = walk(named, options)
  let count = paths.length - named.length
  while (!(await walked.next()).done) count++
  return count
}
