import type { Cause, ErrorReason } from '../../model/index.js'

/** What the command says when it is used wrongly or fails. */
export interface ErrorMessages {
  readonly errors: Readonly<Record<ErrorReason, string>>
  /** What stands for the `{code}` of an error. */
  readonly causes: Readonly<Record<Cause, string>>
}
