import type { Pixels } from '../../picture-reader.js'

const HEAD = Buffer.from('974a42320d0a1a0a', 'hex')
/** Flag of the file: each segment is followed by its data. */
const SEQUENTIAL = 1
const NO_PAGE_COUNT = 2
const PAGE_INFORMATION = 48

/**
 * Reads width and height of a JBIG2 file (ITU-T T.88, annex D) from its segments, without decoding it. Undefined for
 * other files, for more than one page, and for segments of unknown length.
 */
export function readJbig2Header(bytes: Buffer): { readonly width: number; readonly height: number } | undefined {
  if (bytes.length < 13 || bytes.compare(HEAD, 0, 8, 0, 8) !== 0 || (bytes[8]! & SEQUENTIAL) === 0) return undefined
  let found: { width: number; height: number } | undefined
  let at = (bytes[8]! & NO_PAGE_COUNT) === 0 ? 13 : 9
  while (at + 11 <= bytes.length) {
    const [number, flags, references] = [bytes.readUInt32BE(at), bytes[at + 4]!, bytes[at + 5]! >> 5]
    if (references > 4) return undefined
    const reference = number <= 256 ? 1 : number <= 65536 ? 2 : 4
    const after = at + 6 + references * reference + ((flags & 0x40) !== 0 ? 4 : 1)
    if (after + 12 > bytes.length) break
    const length = bytes.readUInt32BE(after)
    if ((flags & 63) === PAGE_INFORMATION) {
      if (found) return undefined
      found = { width: bytes.readUInt32BE(after + 4), height: bytes.readUInt32BE(after + 8) }
    }
    if (length === 0xffffffff) return undefined
    at = after + 4 + length
  }
  return found
}

/** Decodes a JBIG2 file with the decoder of pdf.js. Undefined where it fails. The caller must have checked the size. */
export async function decodeJbig2(bytes: Uint8Array): Promise<Pixels | undefined> {
  try {
    const { Jbig2Image, setVerbosityLevel } = await import('pdfjs-dist/image_decoders/pdf.image_decoders.mjs')
    setVerbosityLevel(0)
    const image = new Jbig2Image()
    const grey = image.parse(bytes)
    const data = new Uint8Array(4 * grey.length)
    grey.forEach((value, at) => { data.fill(value, 4 * at, 4 * at + 3)[4 * at + 3] = 255 })
    return { width: image.width, height: image.height, data }
  } catch {
    return undefined
  }
}
