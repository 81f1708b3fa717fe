import type { Verdict } from '../../model/index.js'
import type { Seal } from './seal.js'

/** The end of a run: the content of its entry. Sealed when the run had a key. */
export interface RunEnd extends Partial<Seal> {
  /** `complete`: all documents under the paths were reached. */
  readonly end: 'complete' | 'interrupted'
  /** The paths the run was given. */
  readonly paths: readonly string[]
  /** When the run began, UTC, ISO 8601. */
  readonly begun: string
  /** Documents reported. */
  readonly documents: number
  /** Documents screened in this run; the others were taken from the ledger. */
  readonly screened: number
  /** Documents of the ledger that no longer exist. */
  readonly gone: number
  readonly verdicts: Readonly<Record<Verdict, number>>
}
