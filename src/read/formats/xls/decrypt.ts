import { DEFAULT_PASSWORD, keystreamOf, officeKeys } from '../../containers/compound/office-cipher.js'
import { recordsOf } from './records.js'

/** Bytes that share one key. */
const BLOCK = 1024

/** Records whose data is never encrypted ([MS-XLS] 2.2.10): they say what the file is, and who has it open. */
const PLAIN: ReadonlySet<number> = new Set([0x809, 0x2f, 0x194, 0x195, 0xe1, 0x196, 0x138])
const BOUND_SHEET = 0x85

/**
 * A workbook stream without its encryption, under Excel's default password or one of `passwords`. `filePass`: data of
 * the record `FilePass`. Undefined where another password or another cipher was used. Cost: linear.
 */
export function decryptWorkbook(
  stream: Buffer, filePass: Buffer, passwords: readonly string[] = [],
): Buffer | undefined {
  const isRc4 = filePass.length > 2 && filePass.readUInt16LE(0) === 1
  const keyOf = isRc4 ? officeKeys(filePass.subarray(2), [DEFAULT_PASSWORD, ...passwords]) : undefined
  if (!keyOf) return undefined
  const decrypted = Buffer.from(stream)
  // The cipher runs over the whole stream, heads of records included.
  const keystream = keystreamOf(keyOf, stream.length, BLOCK)
  for (const { type, offset, pieces } of recordsOf(stream)) {
    let at = offset
    pieces.forEach((piece, index) => {
      const start = at + 4 + (type === BOUND_SHEET && index === 0 ? 4 : 0) // the position of a sheet is plain
      at += 4 + piece.length
      if (PLAIN.has(type)) return
      for (let byte = start; byte < at; byte++) decrypted[byte]! ^= keystream[byte]!
    })
  }
  return decrypted
}
