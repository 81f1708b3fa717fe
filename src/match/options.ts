/** Value in tables of foldings and of classes: the character is ignored. */
export const DROPPED = 0xffff

/** What each UTF-16 code unit folds to; `src/normalise` provides one. Folding twice must change nothing. */
export interface Folding {
  /** 65,536 entries: the folded unit, or `DROPPED`. The low surrogate after a dropped high one is dropped too. */
  readonly units: Uint16Array
  /** 65,536 entries: nonzero for white space and for borders of lines, cells and pages. */
  readonly spaces: Uint8Array
}

/**
 * How a matcher works: `simd` filters the text in WebAssembly first, `scalar` is plain TypeScript. Both give the same
 * hits.
 * @example
 * const engine: EngineName = createMatcher(['机密']).engine
 */
export type EngineName = 'simd' | 'scalar'

/** Options of `buildMatcher`. */
export interface MatcherOptions {
  /** How to fold terms and texts. Default: characters match only themselves. */
  readonly fold?: Folding
  /** True ignores white space and borders, in terms and texts. Default: false. */
  readonly dropSpaces?: boolean
  /**
   * `scalar` forces that engine. By default, and with `simd`, the faster one is used where the terms and the machine
   * allow it; `Matcher.engine` says which one.
   */
  readonly engine?: EngineName
}
