import { crc32 } from 'node:zlib'

/** What the headers of a picture file say, without decoding it. */
export interface PictureHeader {
  readonly width: number
  readonly height: number
  /** False where the file is truncated or a checksum is wrong. Decoders give a part of such pictures without error. */
  readonly whole: boolean
  /** True where the file has more than its first frame. */
  readonly more: boolean
}

/**
 * Reads the headers of a PNG, JPEG, GIF, BMP or WebP file. Undefined for other files and for broken headers. Sources:
 * PNG (W3C) 11.2, ITU-T T.81 B.2.2, GIF89a, BITMAPFILEHEADER, RFC 9649. Cost: a walk over the chunk headers.
 */
export function readPictureHeader(file: Uint8Array): PictureHeader | undefined {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  try {
    if (bytes.readUInt32BE(0) === 0x89504e47) return readPngHeader(bytes)
    if (bytes.readUInt16BE(0) === 0xffd8) return readJpegHeader(bytes)
    if (bytes.toString('latin1', 0, 3) === 'GIF') return readGifHeader(bytes)
    if (bytes.toString('latin1', 0, 2) === 'BM') return readBmpHeader(bytes)
    if (bytes.toString('latin1', 8, 12) === 'WEBP') return readWebpHeader(bytes)
  } catch {
    // The header is truncated.
  }
  return undefined
}

function readPngHeader(bytes: Buffer): PictureHeader {
  let more = false
  let whole = false
  for (let at = 8; at + 12 <= bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const type = bytes.toString('latin1', at + 4, at + 8)
    const end = at + 8 + bytes.readUInt32BE(at)
    if (end + 4 > bytes.length || crc32(bytes.subarray(at + 4, end)) !== bytes.readUInt32BE(end)) break
    if (type === 'acTL') more = true
    if (type === 'IEND') {
      whole = true
      break
    }
  }
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), whole, more }
}

function readJpegHeader(bytes: Buffer): PictureHeader | undefined {
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1]!
    if (marker === 0xff) {
      at++
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame) {
      const whole = bytes.lastIndexOf('\xff\xd9', undefined, 'latin1') > at
      return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5), whole, more: false }
    }
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return undefined
}

/** Counts image descriptors: only the first frame is decoded. */
function readGifHeader(bytes: Buffer): PictureHeader {
  const table = (flags: number): number => ((flags & 0x80) !== 0 ? 3 << ((flags & 7) + 1) : 0)
  let at = 13 + table(bytes.readUInt8(10))
  let frames = 0
  while (at < bytes.length && frames < 2) {
    const kind = bytes[at]
    if (kind === 0x2c) {
      frames++
      at += 11 + table(bytes.readUInt8(at + 9))
    } else if (kind === 0x21) at += 2
    else break
    while ((bytes[at] ?? 0) !== 0) at += 1 + bytes[at]!
    at++
  }
  const whole = frames > 1 || bytes[at] === 0x3b
  return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8), whole, more: frames > 1 }
}

function readBmpHeader(bytes: Buffer): PictureHeader {
  const old = bytes.readUInt32LE(14) === 12
  const width = old ? bytes.readUInt16LE(18) : bytes.readInt32LE(18)
  const height = old ? bytes.readUInt16LE(20) : bytes.readInt32LE(22)
  const whole = bytes.length >= bytes.readUInt32LE(2)
  return { width: Math.abs(width), height: Math.abs(height), whole, more: false }
}

function readWebpHeader(bytes: Buffer): PictureHeader | undefined {
  const kind = bytes.toString('latin1', 12, 16)
  const whole = bytes.length >= 8 + bytes.readUInt32LE(4)
  if (kind === 'VP8X') {
    const more = (bytes[20]! & 2) !== 0
    return { width: 1 + bytes.readUIntLE(24, 3), height: 1 + bytes.readUIntLE(27, 3), whole, more }
  }
  if (kind === 'VP8L') {
    const size = bytes.readUInt32LE(21)
    return { width: 1 + (size & 0x3fff), height: 1 + ((size >> 14) & 0x3fff), whole, more: false }
  }
  return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff, whole, more: false }
}
