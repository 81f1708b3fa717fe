import { isHeader } from '../containers/archives/tar.js'

type Check = (bytes: Buffer, at: number) => boolean

const PDF = '255044462d'
/** Signatures that do not occur by chance; short ones have a check of the bytes that follow. */
const SIGNATURES: readonly (readonly [hex: string, holds?: Check, before?: number])[] = [
  ['504b0304', isZipEntry],
  ['d0cf11e0a1b11ae1'],
  ['89504e470d0a1a0a'],
  ['ffd8ff', isJpeg],
  ['474946383961', isGif],
  ['474946383761', isGif],
  ['49492a00', (bytes, at) => isTiff(bytes, at, true)],
  ['4d4d002a', (bytes, at) => isTiff(bytes, at, false)],
  ['57454250', (bytes, at) => bytes.toString('latin1', at, at + 4) === 'RIFF', 8],
  ['424d', isBmp],
  ['20454d46', (bytes, at) => at + 44 <= bytes.length && bytes.readUInt32LE(at) === 1, 40],
  ['d7cdc69a0000'],
  [PDF, isPdf],
  ['7b5c72746631'],
  ['377abcaf271c'],
  ['526172211a07'],
  ['fd377a585a00'],
  ['314159265359', (bytes, at) => /^BZh[1-9]/.test(bytes.toString('latin1', at, at + 4)), 4],
  ['1f8b0800', (bytes, at) => /^[\0\x02\x04][\0-\x0d\xff]/.test(bytes.toString('latin1', at + 8, at + 10))],
  ['53514c69746520666f726d6174203300'],
  ['7573746172', (bytes, at) => isHeader(bytes, at), 257],
]

/** True where a document, picture or archive begins anywhere in the bytes. Cost: linear. */
export function holdsFile(bytes: Uint8Array): boolean {
  return SIGNATURES.some((signature) => find(signature, bytes) >= 0)
}

/** Offset of the first document, picture or archive in the bytes; -1 where there is none. Cost: linear. */
export function findFile(bytes: Uint8Array): number {
  return first(SIGNATURES, bytes)
}

/** The same, without documents in PDF. */
export function findFileOtherThanPdf(bytes: Uint8Array): number {
  return first(SIGNATURES.filter(([hex]) => hex !== PDF), bytes)
}

function first(signatures: typeof SIGNATURES, bytes: Uint8Array): number {
  const found = signatures.map((signature) => find(signature, bytes)).filter((at) => at >= 0)
  return found.length > 0 ? Math.min(...found) : -1
}

/** `before` is the number of bytes from the beginning of the file to its signature. */
function find([hex, holds, before = 0]: (typeof SIGNATURES)[number], bytes: Uint8Array): number {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const signature = Buffer.from(hex, 'hex')
  for (let at = view.indexOf(signature); at >= 0; at = view.indexOf(signature, at + 1)) {
    if (at >= before && holds?.(view, at - before) !== false) return at - before
  }
  return -1
}

/** True for a local header (APPNOTE 4.3.7) with a plausible version, method and name length. */
function isZipEntry(bytes: Buffer, at: number): boolean {
  if (at + 30 > bytes.length) return false
  const nameLength = bytes.readUInt16LE(at + 26)
  return bytes.readUInt16LE(at + 4) <= 0xff && bytes.readUInt16LE(at + 8) <= 99 && nameLength > 0 && nameLength < 1024
}

/** True where an object follows; a text may mention the signature. */
function isPdf(bytes: Buffer, at: number): boolean {
  return /^\d\.\d[^]*?\d \d+ obj/.test(bytes.toString('latin1', at + 5, at + 4096))
}

/** True where the first segment is a table, a comment or application data, and a further one follows (T.81, B.1.1). */
function isJpeg(bytes: Buffer, at: number): boolean {
  const marker = bytes[at + 3] ?? 0
  if (marker !== 0xdb && marker !== 0xc4 && marker !== 0xfe && (marker & 0xf0) !== 0xe0) return false
  const next = at + 6 <= bytes.length ? at + 4 + bytes.readUInt16BE(at + 4) : bytes.length
  return bytes[next] === 0xff && (bytes[next + 1] ?? 0) >= 0xc0
}

/** True where a screen of some size follows; a text that mentions the signature has letters there. */
function isGif(bytes: Buffer, at: number): boolean {
  const size = at + 13 <= bytes.length ? [bytes.readUInt16LE(at + 6), bytes.readUInt16LE(at + 8)] : [0]
  return size.every((length) => length > 0 && length < 16_384)
}

/** True for a directory with the offsets of strips or tiles: Exif data has the same head without these. */
function isTiff(bytes: Buffer, at: number, little: boolean): boolean {
  const u16 = (offset: number): number => (little ? bytes.readUInt16LE(offset) : bytes.readUInt16BE(offset))
  if (at + 8 > bytes.length) return false
  const directory = at + (little ? bytes.readUInt32LE(at + 4) : bytes.readUInt32BE(at + 4))
  const count = directory + 2 <= bytes.length ? u16(directory) : 0
  if (directory + 2 + 12 * count > bytes.length) return false
  const tags = Array.from({ length: Math.min(count, 100) }, (_, entry) => u16(directory + 2 + 12 * entry))
  return tags.includes(256) && (tags.includes(273) || tags.includes(324))
}

/** True for the two heads of a bitmap: reserved zeros, a known size of the second, one plane. */
function isBmp(bytes: Buffer, at: number): boolean {
  if (at + 30 > bytes.length || bytes.readUInt32LE(at + 6) !== 0) return false
  return [40, 52, 56, 64, 108, 124].includes(bytes.readUInt32LE(at + 14)) && bytes.readUInt16LE(at + 26) === 1
}
