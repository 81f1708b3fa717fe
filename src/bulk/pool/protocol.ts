import type { Complaint, ErrorArgs, ErrorReason, RulesetId, Screening } from '../../model/index.js'
import type { Source } from '../../source/index.js'
import type { InterimResult, ScreenerOptions } from '../../screener.js'

/** What the pool sends to a worker process: `start` first, then one source at a time. */
export type WorkerRequest =
  | { readonly kind: 'start'; readonly options: WorkerOptions }
  | {
    readonly kind: 'screen'
    readonly source: Exclude<Source, { kind: 'gap' }>
    readonly duplicates?: DuplicateCheck
    /** The members are screened, and their screenings not sent. */
    readonly omitMembers?: boolean
  }

/** Asks the worker to hash the document first, and to screen it only when its hash is not in the list. */
export interface DuplicateCheck {
  /** Hex SHA-256 of contents whose screenings the caller has. */
  readonly knownHashes: readonly string[]
}

/** Plain data: it is sent to every worker process, which builds its own screener from it. */
export type WorkerOptions = Omit<ScreenerOptions, 'onPicture' | 'onInterim'>

/** What a worker process sends while it handles a request. */
export type WorkerNotice =
  /** OCR of a picture begins; it has a time limit of its own. */
  | { readonly kind: 'picture' }
  /** What was found so far in a document that takes long. The last one counts if the process dies. */
  | { readonly kind: 'interim'; readonly result: InterimResult }
  /** The document has been read. Sent only for requests with a `DuplicateCheck`. */
  | { readonly kind: 'hashed'; readonly sha256: string }

/** What a worker process sends when a request is finished: exactly one response to each request. */
export type WorkerResponse =
  | { readonly kind: 'ready'; readonly ruleset: RulesetId }
  | {
    readonly kind: 'start-failed'
    readonly reason: ErrorReason
    readonly args: ErrorArgs
    readonly complaints?: readonly Complaint[]
  }
  | { readonly kind: 'screened'; readonly screenings: readonly Screening[] }
  | Duplicate

/** The response for a document whose hash is in the list. */
export interface Duplicate {
  readonly kind: 'duplicate'
  readonly sha256: string
  /** Whether the document's own name has no findings. */
  readonly nameIsClean: boolean
}
