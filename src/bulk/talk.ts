import type { Complaint, ErrorCode, LexiconId, Screening } from '../model/index.js'
import type { Source } from '../source/index.js'
import type { ScreenerOptions } from '../screener.js'

/** What the pool says to a worker process. The first message starts it; then one source at a time. */
export type Order =
  | { readonly kind: 'start'; readonly options: WorkerOptions }
  | { readonly kind: 'screen'; readonly source: Exclude<Source, { kind: 'gap' }> }

/** Plain data: it is sent to each process, which builds its own screener from it. */
export type WorkerOptions = Omit<ScreenerOptions, 'onPicture'>

/** Which rules the screenings rest on. */
export interface RulesetId {
  readonly digest: string
  readonly lexicons: readonly LexiconId[]
}

/** What a worker process says while it is at work: a picture is being looked at, which takes time of its own. */
export interface Notice {
  readonly kind: 'picture'
}

/** What a worker process says back: one answer to each order. */
export type Answer =
  | { readonly kind: 'ready'; readonly ruleset: RulesetId }
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly message: string; readonly complaints?: readonly Complaint[] }
  | { readonly kind: 'screened'; readonly screenings: readonly Screening[] }
