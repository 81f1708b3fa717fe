/** A range of bytes that a font's directory claims. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/**
 * True where the ranges account for every byte: none reaches past the end, none overlaps another unless both are the
 * same, and bytes outside all of them are zero.
 */
export function accountForAll(bytes: Uint8Array, ranges: readonly ByteRange[]): boolean {
  let end = 0
  let last: ByteRange = { start: -1, end: -1 }
  for (const range of [...ranges].sort((one, other) => one.start - other.start || one.end - other.end)) {
    if (range.start === last.start && range.end === last.end) continue
    if (range.start < end || range.end > bytes.length || !isZero(bytes, end, range.start)) return false
    end = range.end
    last = range
  }
  return isZero(bytes, end, bytes.length)
}

function isZero(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] !== 0) return false
  return true
}
