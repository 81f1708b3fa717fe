import { behind, NOTHING, type PictureExtras } from './extras.js'

/** Blocks of one part are divided into pieces of at most this many bytes. */
const WHOLE_BLOCK = 255

/** Walks the blocks of a GIF file to its trailer (GIF89a, 15 to 27). */
export function gifExtras(bytes: Buffer): PictureExtras {
  const tableSize = (flags: number): number => ((flags & 0x80) === 0 ? 0 : 3 << ((flags & 7) + 1))
  const regions: Buffer[] = []
  const unpacked: Buffer[] = []
  let at = 13 + tableSize(bytes[10] ?? 0)
  regions.push(bytes.subarray(13, at))
  while (at < bytes.length && bytes[at] !== 0x3b) {
    const isExtension = bytes[at] === 0x21
    if (!isExtension && bytes[at] !== 0x2c) {
      return { ...NOTHING, regions, unpacked, remains: behind(bytes, at), end: bytes.length }
    }
    const start = at + (isExtension ? 2 : 11 + tableSize(bytes[at + 9] ?? 0))
    if (!isExtension) regions.push(bytes.subarray(at, start))
    const pieces: Buffer[] = []
    for (at = start; at < bytes.length && bytes[at] !== 0; at += 1 + bytes[at]!) {
      pieces.push(bytes.subarray(at + 1, at + 1 + bytes[at]!))
    }
    at++
    const content = Buffer.concat(pieces)
    // XMP stands undivided; its bytes taken as lengths lead to its end (XMP specification part 3, 1.1.2).
    regions.push(content, bytes.subarray(start, at))
    if (isExtension && content.length > WHOLE_BLOCK) unpacked.push(content)
  }
  return { ...NOTHING, regions, unpacked, remains: behind(bytes, at + 1), end: at + 1 }
}
