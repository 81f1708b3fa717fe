/** A piece of another reading of the same bytes: the line it begins in and what it would say. */
export interface Piece {
  readonly line: number
  readonly text: string
}

/** What bytes say: the likeliest reading, and every other that is not refuted. */
export interface Decoded {
  /** Label of the encoding (WHATWG names), `mixed` where the lines differ. */
  readonly encoding: string
  readonly text: string
  readonly alternatives: readonly { readonly encoding: string; readonly pieces: readonly Piece[] }[]
  /** Lines in which some bytes fit no encoding; the rest of such a line is in the text. */
  readonly damagedLines: number
}

/** True where a strict decoder let bytes pass that stand for nothing: it gives them private or control characters. */
export function isForced(text: string): boolean {
  return /[\x80-\x9f\ue000-\uf8ff]/.test(text)
}
