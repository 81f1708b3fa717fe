import type { Document, DocumentFormat, Gap, Part } from '../model/index.js'
import type { Budget } from './budget.js'
import type { PictureReader } from './picture-reader.js'

/** What a reader is given. */
export interface Intake {
  readonly document: Document
  readonly budget: Budget
  /** Reads pictures; where it is absent, every picture is a gap. */
  readonly pictures?: PictureReader
  readonly signal?: AbortSignal
  /** Passwords to try on encrypted content, in this order. Readers add those that every program tries. */
  readonly passwords?: readonly string[]
  /**
   * Reads bytes inside this document in a known format, on the same budget. The reader of that format is injected, so
   * that containers need not import formats.
   */
  readonly readAs: (format: DocumentFormat, document: Document) => Promise<Readout>
}

/** What a reader returns: all text it found, and a gap for everything it could not read. */
export interface Readout {
  readonly parts: readonly Part[]
  readonly gaps: readonly Gap[]
  /** Documents inside this one, screened as documents of their own. */
  readonly members?: readonly Document[]
}

/**
 * Reads one format. Never throws on bad bytes: what cannot be read is a gap. (`read` turns a reader that does throw
 * into the gap `reader-crashed`, so that a bug in a reader never becomes the verdict `clear`.)
 */
export type Reader = (intake: Intake) => Promise<Readout> | Readout
