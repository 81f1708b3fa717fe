/** Why a `ScreenError` was thrown. A bad document never throws: what could not be read of it is a gap. */
export type ErrorCode =
  | 'usage'            // wrong options or arguments
  | 'configuration'    // an invalid configuration, lexicon or waivers file, or a missing optional package
  | 'pattern'          // a term the matcher cannot take
  | 'matcher-bytes'    // saved matcher data that is damaged or from another version
  | 'internal'         // a fault of secrecy-screen itself

/** A position in a file. Lines and columns count from 1. */
export interface FilePosition {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly key?: undefined
}

/** A value inside an object given to the library: `lexicons[0].rules[2].terms[1]`. */
export interface KeyPosition {
  readonly key: string
  readonly file?: undefined
  readonly line?: undefined
  readonly column?: undefined
}

/** Where a user wrote something: in a file, or in an object given to the library. */
export type SourcePosition = FilePosition | KeyPosition

/** One mistake in a configuration, a lexicon or a waivers file. The message is one line of English. */
export type Complaint = SourcePosition & { readonly message: string }

/** `file:line:column`, as compilers print it, or the path of the key. */
export function formatPosition(position: SourcePosition): string {
  return position.key ?? `${position.file}:${position.line}:${position.column}`
}

/**
 * The only error class: wrong use of the library or of the command. The message says what was given and what is
 * allowed. It never contains text of a screened document.
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
