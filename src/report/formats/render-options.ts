import type { Severity } from '../../model/index.js'
import type { Language } from '../language.js'

/**
 * Options of the formats for other programs.
 * @example
 * const options: RenderOptions = { language: 'en', failOn: 'block', base: process.cwd() }
 */
export interface RenderOptions {
  /** Default: `zh-CN`. */
  readonly language?: Language
  /** JUnit: findings of this severity and graver ones are failures. Default: `review`. */
  readonly failOn?: Severity
  /** An absolute folder, the root of the repository: paths below it become relative to it. */
  readonly base?: string
}
