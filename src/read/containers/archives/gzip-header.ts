import type { Remark } from '../zip/zip-entry.js'

const FIXED = 10
/** Bits of the flags (RFC 1952, 2.3.1): extra fields, a name, a comment; the upper three are reserved. */
const EXTRA = 4
const NAME = 8
const COMMENT = 16
const RESERVED = 0xe0

/**
 * The extra fields, names and comments in the headers of a gzip file (RFC 1952, 2.3), of every member, each an unlisted
 * region of bytes. Members behind the first are found by their signature with plausible values of the compression level
 * and the operating system behind it, which chance makes once in 250 GB. Cost: one search.
 */
export function gzipRemarks(bytes: Buffer): Remark[] {
  const remarks: Remark[] = []
  for (let at = 0; at >= 0; at = nextHeader(bytes, at + 1)) remarks.push(...headerRemarks(bytes, at))
  return remarks
}

const SIGNATURE = Buffer.from([0x1f, 0x8b, 8])

function nextHeader(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(SIGNATURE, from); at >= 0; at = bytes.indexOf(SIGNATURE, at + 1)) {
    const [level, system] = [bytes[at + 8], bytes[at + 9]]
    const isPlausible = level === 0 || level === 2 || level === 4
    if (isPlausible && system !== undefined && (system <= 13 || system === 255)) return at
  }
  return -1
}

function headerRemarks(bytes: Buffer, start: number): Remark[] {
  const flags = bytes[start + 3] ?? RESERVED
  if ((flags & RESERVED) !== 0 || start + FIXED + 2 > bytes.length) return []
  const remarks: Remark[] = []
  let at = start + FIXED
  if ((flags & EXTRA) !== 0) {
    const end = at + 2 + bytes.readUInt16LE(at)
    remarks.push(...subfields(bytes.subarray(at + 2, end)))
    at = end
  }
  for (const [bit, piece] of [[NAME, 'name'], [COMMENT, 'comment']] as const) {
    const end = (flags & bit) === 0 ? -1 : bytes.indexOf(0, at)
    if (end < 0) continue
    remarks.push({ piece, bytes: bytes.subarray(at, end) })
    at = end + 1
  }
  return remarks
}

/** Two letters, a length, the value (2.3.1.1); as one where they do not add up. */
function subfields(extra: Buffer): Remark[] {
  const fields: Remark[] = []
  for (let at = 0; at < extra.length;) {
    if (at + 4 > extra.length) return [{ piece: 'extra', bytes: extra }]
    const end = at + 4 + extra.readUInt16LE(at + 2)
    if (end > extra.length) return [{ piece: 'extra', bytes: extra }]
    fields.push({ piece: 'extra', bytes: extra.subarray(at + 4, end) })
    at = end
  }
  return fields
}
