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
   * True matches what readers take for the same: width, case, traditional and variant characters and compatibility
   * forms make no difference, and invisible characters are ignored. Offsets are those of the text as given. Default:
   * false.
   */
  readonly fold?: boolean
  /** True ignores white space and line breaks too, also inside a term (秘　密). Default: false. */
  readonly dropSpaces?: boolean
  /** Default: `simd` where the machine supports it. Both give the same hits. */
  readonly engine?: 'simd' | 'scalar'
}

/**
 * Compiles terms into a matcher that finds all their occurrences, overlapping ones included.
 * @throws ScreenError `pattern` for a term that is empty, also after folding, or longer than 1,024 characters
 * @example
 * const matcher = createMatcher(['机密', '计算机密码'], { fold: true })
 * matcher.scan('計算機密碼') // Uint32Array [1, 0, 5, 0, 2, 4]: term, start, end
 */
export function createMatcher(terms: readonly string[], options: CreateMatcherOptions = {}): Matcher {
  const { fold, ...rest } = options
  return buildMatcher(terms, fold ? { ...rest, fold: foldTable() } : rest)
}
