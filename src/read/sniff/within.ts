const PDF = '255044462d'
/** Signatures that do not occur by chance; short ones have a check of the bytes that follow. */
const SIGNATURES: readonly (readonly [hex: string, holds?: (bytes: Buffer, at: number) => boolean])[] = [
  ['504b0304', isZipEntry],
  ['d0cf11e0a1b11ae1'],
  ['89504e470d0a1a0a'],
  ['ffd8ffe0', (bytes, at) => /^JFI?F/.test(bytes.toString('latin1', at + 6, at + 10))],
  ['ffd8ffe1', (bytes, at) => /^(Exif|http)/.test(bytes.toString('latin1', at + 6, at + 10))],
  [PDF, (bytes, at) => /^\d\.\d/.test(bytes.toString('latin1', at + 5, at + 8))],
  ['7b5c72746631'],
  ['377abcaf271c'],
  ['526172211a07'],
  ['fd377a585a00'],
  ['1f8b0800', (bytes, at) => /^[\0\x02\x04][\0-\x0d\xff]/.test(bytes.toString('latin1', at + 8, at + 10))],
]

/** True where a document, picture or archive begins anywhere in the bytes. Cost: linear. */
export function holdsFile(bytes: Uint8Array): boolean {
  return SIGNATURES.some((signature) => find(signature, bytes) >= 0)
}

/** Offset of the first document, picture or archive that is no PDF; -1 where there is none. Cost: linear. */
export function findFileOtherThanPdf(bytes: Uint8Array): number {
  const signatures = SIGNATURES.filter(([hex]) => hex !== PDF)
  const found = signatures.map((signature) => find(signature, bytes)).filter((at) => at >= 0)
  return found.length > 0 ? Math.min(...found) : -1
}

function find([hex, holds]: (typeof SIGNATURES)[number], bytes: Uint8Array): number {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const signature = Buffer.from(hex, 'hex')
  let at = view.indexOf(signature)
  while (at >= 0 && holds?.(view, at) === false) at = view.indexOf(signature, at + 1)
  return at
}

/** True for a local header (APPNOTE 4.3.7) with a plausible version, method and name length. */
function isZipEntry(bytes: Buffer, at: number): boolean {
  if (at + 30 > bytes.length) return false
  const nameLength = bytes.readUInt16LE(at + 26)
  return bytes.readUInt16LE(at + 4) <= 0xff && bytes.readUInt16LE(at + 8) <= 99 && nameLength > 0 && nameLength < 1024
}
