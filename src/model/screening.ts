import type { Finding } from './finding.js'
import type { DocumentFormat } from './format.js'
import type { Gap } from './gap.js'
import type { DocumentFacts } from './layout.js'
import type { Preview } from './preview.js'
import type { RemarkCode } from './reasons.js'

/**
 * Most severe first. `incomplete`: nothing was found, but not everything was examined.
 * @example
 * const worst = VERDICTS.find((verdict) => screenings.some((one) => one.verdict === verdict))
 */
export const VERDICTS = ['block', 'review', 'incomplete', 'clear'] as const

/**
 * One of `VERDICTS`.
 * @example
 * const mayBePublished = (verdict: Verdict) => verdict === 'clear'
 */
export type Verdict = (typeof VERDICTS)[number]

/** The schema of reports and of the screenings in them. */
export const REPORT_SCHEMA = 'secrecy-screen/report/v2'

/**
 * The result of screening one document. Plain data, safe to send between processes and to serialise as JSON.
 * @example
 * const isPublishable = ({ verdict }: Screening) => verdict === 'clear'
 */
export interface Screening {
  readonly path: string
  /** Which path it was, where values in `path` are masked (`--mask-paths`): 32 hexadecimal digits of a keyed hash. */
  readonly pathId?: string
  /** 64 hexadecimal digits; absent when the bytes could not be read. */
  readonly sha256?: string
  readonly format: DocumentFormat
  /** Size of the document. */
  readonly bytes: number
  readonly verdict: Verdict
  readonly findings: readonly Finding[]
  readonly gaps: readonly Gap[]
  /** Hits that are no findings, each with its reasons, and findings that are waived. */
  readonly suppressed: readonly Finding[]
  /** Limitations of the result that are no gaps, such as `word-edges-unchecked` where no segmenter could be loaded. */
  readonly remarks: readonly RemarkCode[]
  /** What the document says of itself, masked like the findings. Absent where its layout shows nothing. */
  readonly facts?: DocumentFacts
  /** Present only with the options `preview` and `reveal`: it shows the content of the document. */
  readonly preview?: Preview
}
