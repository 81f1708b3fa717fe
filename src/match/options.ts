/** In a table of foldings and in a table of classes: the character is left out of account. */
export const DROPPED = 0xffff

/** What each UTF-16 code unit folds to; `src/normalise` makes one. Folding twice must change nothing. */
export interface Folding {
  /** 65,536 entries: the folded unit, or `DROPPED`. A dropped high surrogate takes the low one after it along. */
  readonly units: Uint16Array
  /** 65,536 entries: not 0 for white space and for borders of lines, cells and pages. */
  readonly spaces: Uint8Array
}

/**
 * How a matcher works: `simd` filters the text in WebAssembly first, `scalar` does not. Both find the same.
 * @example
 * const engine: EngineName = createMatcher(['机密']).engine
 */
export type EngineName = 'simd' | 'scalar'

export interface MatcherOptions {
  /** Folds terms and text alike. Without it characters match themselves only. */
  readonly fold?: Folding
  /** Leaves white space and borders out of account, in terms and in texts. */
  readonly dropSpaces?: boolean
  /**
   * The engine to use: by default, and with `simd`, the fast one where these terms and this machine allow it, else the
   * scalar one; `Matcher.engine` says which. The matches are the same.
   */
  readonly engine?: EngineName
}
