/** A piece of another reading of the same bytes: the line in which it begins, and its text. */
export interface Piece {
  readonly line: number
  readonly text: string
}

/** Decoded bytes: the likeliest reading, and all others that remain possible. */
export interface Decoded {
  /** Label of the encoding (WHATWG names), `mixed` where the lines differ. */
  readonly encoding: string
  readonly text: string
  readonly alternatives: readonly { readonly encoding: string; readonly pieces: readonly Piece[] }[]
  /** Lines with bytes that are invalid in every encoding; the rest of such a line is in the text. */
  readonly damagedLines: number
}

/** True for text with private-use or C1 control characters, to which strict decoders map unassigned bytes. */
export function isForced(text: string): boolean {
  return /[\x80-\x9f\ue000-\uf8ff]/.test(text)
}
