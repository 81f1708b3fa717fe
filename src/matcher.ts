import { buildMatcher, type Matcher } from './match/index.js'
import { foldTable } from './normalise/index.js'

/**
 * How a matcher compares terms and texts.
 * @example
 * const options: CreateMatcherOptions = { fold: true, dropSpaces: true }
 * createMatcher(['秘密'], options).scan('秘　密') // Uint32Array [0, 0, 3]
 */
export interface CreateMatcherOptions {
  /**
   * Match what a reader would see: width, case, traditional and variant characters, compatibility forms are one, and
   * invisible characters are passed over. Offsets stay those of the text as given. Default: false, exact characters.
   */
  readonly fold?: boolean
  /** Pass over white space and line breaks inside a term too (秘　密). Default: false. */
  readonly dropSpaces?: boolean
  /** Default: `simd` where the machine has it. Both give the same matches. */
  readonly engine?: 'simd' | 'scalar'
}

/**
 * Compiles terms into a matcher that finds all of their occurrences, overlapping ones included.
 * @throws ScreenError `pattern` for a term that is empty, or empty once folded.
 * @example
 * const matcher = createMatcher(['机密', '计算机密码'], { fold: true })
 * matcher.scan('計算機密碼') // Uint32Array [1, 0, 5, 0, 2, 4]: term, start, end
 */
export function createMatcher(terms: readonly string[], options: CreateMatcherOptions = {}): Matcher {
  const { fold, ...rest } = options
  return buildMatcher(terms, fold ? { ...rest, fold: foldTable() } : rest)
}
