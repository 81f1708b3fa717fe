import { AsyncLocalStorage } from 'node:async_hooks'
import type { Part } from '../model/index.js'

/** A part that a reader has not finished. `build` gives what it has so far. */
export interface UnfinishedPart {
  build(): Part
}

/** Follows what a reader reads while it reads. */
export interface PartObserver {
  /** Called each time text has been added to a part, in the reader's own turn of the event loop: it must be cheap. */
  onText(part: UnfinishedPart): void
}

/**
 * The observer of the document that is being read. It reaches the builders of parts without passing through every
 * reader; where there is none, as in most screenings, a builder pays one look-up.
 */
export const partObserver = new AsyncLocalStorage<PartObserver>()
