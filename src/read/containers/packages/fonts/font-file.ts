/** A file that was proven to be a font. */
export interface FontFile {
  /** Pieces that hold text: names, copyright, remarks. */
  readonly texts: readonly Buffer[]
  /** True where it has a table of no known kind. Its bytes are among `texts`. */
  readonly unknown: boolean
}
