import type { Finding } from './finding.js'
import type { DocumentFormat } from './format.js'
import type { Gap } from './gap.js'
import type { Heading } from './heading.js'
import type { Preview } from './preview.js'
import type { RemarkCode } from './reasons.js'

/** Gravest first. `incomplete`: nothing found, and not everything was examined. */
export const VERDICTS = ['block', 'review', 'incomplete', 'clear'] as const
export type Verdict = (typeof VERDICTS)[number]

/** All that was learned of one document. Plain data: it crosses process borders and becomes JSON as it is. */
export interface Screening {
  readonly path: string
  /** Hex; absent when the bytes could not be read. */
  readonly sha256?: string
  readonly format: DocumentFormat
  readonly bytes: number
  readonly verdict: Verdict
  readonly findings: readonly Finding[]
  readonly gaps: readonly Gap[]
  /** Hits that were judged down, each with its reasons; waived findings among them. */
  readonly suppressed: readonly Finding[]
  /** What limits the answer without being a gap: `word-edges-unchecked` where no segmenter could be loaded. */
  readonly remarks: readonly RemarkCode[]
  /** Title and number; only when asked for. */
  readonly heading?: Heading
  /** What the document looks like, with its content; only when asked for. */
  readonly preview?: Preview
}
