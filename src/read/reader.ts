import type { Document, Gap, Part } from '../model/index.js'
import type { Budget } from './budget.js'
import type { Pictures } from './ocr/pictures.js'

/** What a reader is given. */
export interface Intake {
  readonly document: Document
  readonly budget: Budget
  /** Absent: pictures are gaps. */
  readonly pictures?: Pictures
  readonly signal?: AbortSignal
}

/** What a reader gives back: everything it could say, and a gap for everything it could not. */
export interface Readout {
  readonly parts: readonly Part[]
  readonly gaps: readonly Gap[]
  readonly members?: readonly Document[]
}

/**
 * Reads one format. Never throws on bad bytes: what cannot be read is a gap. (`read` turns a reader that does throw
 * into the gap `reader-crashed`, so that a fault of ours is never an answer of `clear`.)
 */
export type Reader = (intake: Intake) => Promise<Readout> | Readout
