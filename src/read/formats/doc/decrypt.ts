import type { CompoundReading } from '../../containers/compound/compound-reading.js'
import { keystreamOf, officeKeys } from '../../containers/compound/office-cipher.js'
import type { DocHeader } from './header.js'

/** The streams of a document as they are without its encryption. */
export interface DocStreams {
  readonly document: Buffer
  /** Another stream of the root, accounted as read. */
  take(name: string): Buffer | undefined
}

/** Bytes that share one key. */
const BLOCK = 512
/** What stands before the encrypted part of `WordDocument` ([MS-DOC] 2.2.6.2). */
const PLAIN = 68

/**
 * The streams of a document: as they are, or decrypted with one of `intake.passwords` (RC4 and RC4 CryptoAPI, [MS-DOC]
 * 2.2.6). The table stream begins with how the key is made. Undefined where no password fits, or the document is only
 * obfuscated (2.2.6.1).
 */
export function openStreams(reading: CompoundReading, document: Buffer, header: DocHeader): DocStreams | undefined {
  if (!header.encrypted) return { document, take: (name) => reading.take(name) }
  const table = reading.take(header.table)
  const { keyLength } = header
  const keyOf = table && officeKeys(table.subarray(0, keyLength), reading.intake.passwords ?? [])
  if (!keyOf) return undefined
  const decrypt = (bytes: Buffer, from: number): Buffer => {
    const decrypted = Buffer.from(bytes)
    const keystream = keystreamOf(keyOf, bytes.length, BLOCK)
    for (let at = from; at < bytes.length; at++) decrypted[at]! ^= keystream[at]!
    return decrypted
  }
  return {
    document: decrypt(document, PLAIN),
    take: (name) => {
      if (name === header.table) return decrypt(table, keyLength).fill(0, 0, keyLength)
      const stream = reading.take(name)
      return stream && decrypt(stream, 0)
    },
  }
}
