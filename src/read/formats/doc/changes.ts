/** Sizes of operands by the top three bits of a code ([MS-DOC] 2.2.5.1); -1: the length stands in the first byte. */
const OPERANDS: readonly number[] = [1, 1, 2, 4, 2, 2, -1, 3]

/**
 * The bytes of a list of changes with its length before it (2.9.228 PrcData); 0 where these are none. Each change
 * belongs to a paragraph, a character, a picture, a section or a table, and the last one ends where the list ends.
 */
export function changesLength(bytes: Buffer, at: number): number {
  const length = bytes.readUInt16LE(at)
  const list = bytes.subarray(at + 2, at + 2 + length)
  if (length < 3 || list.length < length) return 0
  const groups = new Set<number>()
  let end = 0
  eachChange(list, (code, value) => {
    groups.add((code >> 10) & 7)
    end = value.byteOffset - list.byteOffset + value.length
  })
  return end === length && [...groups].every((group) => group >= 1 && group <= 5) ? 2 + length : 0
}

/** Calls `take` with the code and the operand of each change in a list (2.2.5 Prl). */
export function eachChange(changes: Buffer, take: (code: number, value: Buffer) => void): void {
  for (let at = 0; at + 2 < changes.length;) {
    const code = changes.readUInt16LE(at)
    const fixed = OPERANDS[code >> 13]!
    // A table's definition (sprmTDefTable) has its length in two bytes, and counts one of them.
    const wide = code === 0xd608
    const start = at + 2 + (fixed >= 0 ? 0 : wide ? 2 : 1)
    const length = fixed >= 0 ? fixed
      : wide && at + 4 <= changes.length ? changes.readUInt16LE(at + 2) - 1 : changes[at + 2]!
    take(code, changes.subarray(start, start + length))
    at = start + Math.max(0, length)
  }
}
