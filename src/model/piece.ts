/** What a piece without a name of its own is. `bytes` is numbered by its first byte in the file. */
export const NUMBERED_PIECES = ['page', 'line', 'object', 'bytes'] as const

export type NumberedPiece = typeof NUMBERED_PIECES[number]

/** Names a piece that its format does not name: `page 3`, `object 12`, `bytes 4096`. */
export function numberedPiece(kind: NumberedPiece, number: number): string {
  return `${kind} ${number}`
}

/** The reverse of `numberedPiece`; undefined for a piece with a name. */
export function parseNumberedPiece(
  piece: string,
): { readonly kind: NumberedPiece; readonly number: string } | undefined {
  const [, word, number] = /^([a-z]+) (\d+)$/.exec(piece) ?? []
  const kind = NUMBERED_PIECES.find((known) => known === word)
  return kind && number !== undefined ? { kind, number } : undefined
}
