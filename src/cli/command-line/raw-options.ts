/** The options as they were typed, under the names of their long flags. Those not given are absent. */
export interface RawOptions {
  readonly format?: string
  readonly output?: string
  readonly reveal?: true
  readonly maskPaths?: true
  readonly progress?: true
  readonly kind?: readonly string[]
  readonly visibility?: readonly string[]
  readonly verdict?: readonly string[]
  readonly rule?: string
  readonly path?: string
  readonly since?: string
  readonly before?: string
  readonly head?: string
  readonly record?: string
  readonly operator?: string
  readonly template?: string
  readonly signOff?: readonly string[]
  readonly summary?: true
  readonly ledger?: string
  readonly month?: string
  readonly lexicon?: readonly string[]
  /** Commander's name for `--no-default-lexicons`: false when that was given. */
  readonly defaultLexicons?: boolean
  readonly failOn?: string
  readonly allowIncomplete?: true
  readonly showSuppressed?: true
  readonly lang?: string
  readonly jobs?: string
  readonly waivers?: string
  readonly key?: string
  readonly requireSigned?: string
  readonly segmenter?: string
  readonly ocr?: string
  readonly queue?: string
  readonly ahead?: string
  readonly root?: string
  readonly drain?: true
  readonly passwordFile?: string
  readonly askPassword?: true
  readonly stdinName?: string
  readonly top?: string
  readonly id?: string
  readonly title?: string
  readonly owner?: string
  readonly source?: string
  readonly basis?: readonly string[]
  readonly category?: string
  readonly severity?: string
  readonly sensitive?: true
  readonly staged?: true
  readonly range?: string
  readonly history?: true
  readonly changedLines?: true
  readonly reason?: string
  readonly approver?: string
  readonly until?: string
  readonly config?: string
  readonly policy?: string
  readonly acceptPolicy?: string
  readonly hooksPath?: true
}
