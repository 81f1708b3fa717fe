import { LIMITS } from '../model/index.js'
import type { Source } from './source.js'
import { stdinSource } from './stdin.js'
import { walk, type WalkOptions } from './walk.js'

/** Where documents come from. */
export interface SourcesOptions extends WalkOptions {
  /** What `-` reads. */
  readonly stdin?: AsyncIterable<Uint8Array>
  /** The name reports give it, and by whose ending its format may be told. Default `-`. */
  readonly stdinName?: string
  /** Bytes the standard input may have. Default: `LIMITS.inputBytes`. */
  readonly inputBytes?: number
}

/** Everything to screen, in the order of the paths as the user named them: files, folders, and `-`, the standard input. */
export async function* sources(paths: readonly string[], options: SourcesOptions = {}): AsyncGenerator<Source> {
  for (const path of paths) {
    if (path !== '-' || !options.stdin) yield* walk([path], options)
    else yield await stdinSource(options.stdin, options.stdinName ?? '-', options.inputBytes ?? LIMITS.inputBytes)
  }
}
