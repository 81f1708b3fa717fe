import { boxesIn } from '../decoders/boxes.js'
import { behind, NOTHING, type PictureExtras } from './extras.js'
import { gifExtras } from './gif.js'
import { jpegExtras } from './jpeg.js'
import { pngExtras } from './png.js'
import { tiffExtras } from './tiff.js'

export type { PictureExtras } from './extras.js'

/**
 * Walks the structure of a PNG, JPEG, GIF, BMP, TIFF, WebP, HEIC, AVIF or JPEG 2000 file to its end, so that nothing in
 * it goes unseen. Of JBIG2 all is one region; other formats are gaps or, as metafiles, read record by record. Cost:
 * linear.
 */
export function pictureExtras(file: Uint8Array): PictureExtras {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  if (bytes.subarray(0, 8).toString('hex') === '89504e470d0a1a0a') return pngExtras(bytes)
  if (bytes.length > 4 && bytes.readUInt16BE(0) === 0xffd8) return jpegExtras(bytes)
  const head = bytes.toString('latin1', 0, 4)
  if (head === 'RIFF' && bytes.length >= 12) return riffExtras(bytes)
  if (head.startsWith('BM') && bytes.length >= 54) return bmpExtras(bytes)
  if (head === 'GIF8') return gifExtras(bytes)
  if (/^(?:II\*\0|MM\0\*)$/.test(head)) return tiffExtras(bytes)
  if (/^(ftyp|jP {2})$/.test(bytes.toString('latin1', 4, 8))) return boxExtras(bytes)
  return { ...NOTHING, regions: head === '\x97JB2' ? [bytes.subarray(4)] : [], end: bytes.length }
}

/** Boxes of HEIC, AVIF and JPEG 2000 (ISO/IEC 14496-12, 4.2; 15444-1, I.4). */
function boxExtras(bytes: Buffer): PictureExtras {
  const { boxes, rest: end } = boxesIn(bytes, 0, bytes.length)
  const regions = boxes.map((box) => bytes.subarray(box.start, box.end))
  return { ...NOTHING, regions, remains: behind(bytes, end), end: Math.max(end, 8) }
}

/** Chunks with their sizes before them (RIFF; WebP container, RFC 9649, 2.3). */
function riffExtras(bytes: Buffer): PictureExtras {
  const end = 8 + bytes.readUInt32LE(4)
  const regions: Buffer[] = []
  for (let at = 12; at + 8 <= Math.min(end, bytes.length);) {
    const size = bytes.readUInt32LE(at + 4)
    regions.push(bytes.subarray(at + 8, at + 8 + size))
    at += 8 + size + (size & 1)
  }
  return { ...NOTHING, regions, remains: behind(bytes, end + (end & 1)), end: end + (end & 1) }
}

/** Two heads, masks and colours, the samples at their offset, a profile, and what follows them ([MS-WMF] 2.2.2.9). */
function bmpExtras(bytes: Buffer): PictureExtras {
  const [size, samples, head] = [2, 10, 14].map((at) => bytes.readUInt32LE(at))
  const row = ((Math.abs(bytes.readInt32LE(18)) * bytes.readUInt16LE(28) + 31) >> 5) * 4
  const length = bytes.readUInt32LE(30) === 0 ? row * Math.abs(bytes.readInt32LE(22)) : bytes.readUInt32LE(34)
  const end = Math.min(bytes.length, samples! + length)
  const regions = [bytes.subarray(14 + head!, samples), bytes.subarray(samples, end), bytes.subarray(end, size)]
  return { ...NOTHING, regions, remains: behind(bytes, Math.max(size!, 14)), end: Math.max(size!, 14) }
}
