import type { Complaint, ErrorCode, RulesetId, Screening } from '../model/index.js'
import type { Source } from '../source/index.js'
import type { ScreenerOptions } from '../screener.js'

/** What the pool says to a worker process. The first message starts it; then one source at a time. */
export type Order =
  | { readonly kind: 'start'; readonly options: WorkerOptions }
  | { readonly kind: 'screen'; readonly source: Exclude<Source, { kind: 'gap' }>; readonly twins?: Twins }

/** Documents that a source may be a copy of. */
export interface Twins {
  /** Hex SHA-256 of contents whose screenings are at hand: they need not be screened again. */
  readonly known: readonly string[]
}

/** Plain data: it is sent to each process, which builds its own screener from it. */
export type WorkerOptions = Omit<ScreenerOptions, 'onPicture'>

/** What a worker process says while it is at work. */
export type Notice =
  /** A picture is being looked at, which takes time of its own. */
  | { readonly kind: 'picture' }
  /** Said where twins were asked for: the document has been read, and this is its hash. */
  | { readonly kind: 'hashed'; readonly sha256: string }

/** What a worker process says back: one answer to each order. */
export type Answer =
  | { readonly kind: 'ready'; readonly ruleset: RulesetId }
  | {
    readonly kind: 'refused'
    readonly code: ErrorCode
    readonly message: string
    readonly complaints?: readonly Complaint[]
  }
  | { readonly kind: 'screened'; readonly screenings: readonly Screening[] }
  | Copy

/** The answer for a document whose content is known. */
export interface Copy {
  readonly kind: 'copy'
  readonly sha256: string
  /** Nothing is found in the name it has here. */
  readonly plainName: boolean
}
