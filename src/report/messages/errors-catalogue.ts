import type { CauseSentences, ComplaintReason, ErrorReason } from '../../model/index.js'

/** What the command says when it is used wrongly or fails. */
export interface ErrorMessages {
  readonly errors: Readonly<Record<ErrorReason, string>>
  /** What is wrong in a file or an object a user wrote. */
  readonly complaints: Readonly<Record<ComplaintReason, string>>
  /** What stands for the `{code}` of an error. */
  readonly causes: CauseSentences
}
