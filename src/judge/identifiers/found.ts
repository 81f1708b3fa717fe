import type { Span } from '../../model/index.js'
import type { Evidence } from './evidence.js'

/** A number a search has come upon, and what its own characters say. */
export interface Found extends Span, Evidence {
  /** Equal for all ways of writing one value. */
  readonly canonical: string
}
