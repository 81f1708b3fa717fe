/** Kinds of wrong use. A bad document is never an error: it is a gap. */
export type ErrorCode =
  | 'usage'            // options or arguments that do not fit
  | 'configuration'    // a configuration, lexicon or waiver file that does not hold
  | 'pattern'          // a term the matcher cannot take
  | 'matcher-bytes'    // a saved matcher that is not one, or of another version
  | 'internal'

/** One thing wrong in a file a user wrote. Lines and columns count from 1. */
export interface Complaint {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly message: string
}

/**
 * The one error class: bad use of the library or the command. The message says what was given and what is allowed,
 * and never holds text of a screened document.
 */
export class ScreenError extends Error {
  override readonly name = 'ScreenError'
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: { readonly complaints?: readonly Complaint[]; readonly cause?: unknown } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
  }
}
