import type { Severity } from '../model/index.js'
import type { Language } from './report.js'

/** What the formats for other programs are told. */
export interface RenderOptions {
  readonly language: Language
  /** Findings this grave count as failures. */
  readonly failOn: Severity
  /** An absolute folder; paths below it are told from there, as repositories name their files. */
  readonly base?: string
}
