/** A picture file made from a bitmap. */
export interface BitmapFile {
  readonly file: Uint8Array
  /** How many samples the bitmap has. */
  readonly samples: number
}

/** Compressions ([MS-WMF] 2.1.1.7): bit fields, and embedded JPEG and PNG files. */
const BITFIELDS = 3
const JPEG = 4
const PNG = 5

/**
 * Makes a BMP file from a device-independent bitmap ([MS-WMF] 2.2.2.9). `head` is its header with masks and palette.
 * Embedded JPEG and PNG files are returned unchanged. Undefined for broken bitmaps and those without their own palette.
 */
export function bitmapFile(head: Buffer, samples: Buffer, usage = 0): BitmapFile | undefined {
  if (head.length < 12 || samples.length === 0) return undefined
  const old = head.readUInt32LE(0) === 12
  if (!old && head.length < 40) return undefined
  const [width, height] = old
    ? [head.readUInt16LE(4), head.readUInt16LE(6)]
    : [Math.abs(head.readInt32LE(4)), Math.abs(head.readInt32LE(8))]
  const compression = old ? 0 : head.readUInt32LE(16)
  if (compression === JPEG || compression === PNG) return { file: samples, samples: width * height }
  const depth = head.readUInt16LE(old ? 10 : 14)
  if ((usage === 1 && depth <= 8) || width === 0 || height === 0) return undefined
  const file = Buffer.alloc(14)
  file.write('BM', 0, 'latin1')
  file.writeUInt32LE(14 + head.length + samples.length, 2)
  file.writeUInt32LE(14 + head.length, 10)
  return { file: Buffer.concat([file, head, samples]), samples: width * height }
}

/** Makes a BMP file from a packed bitmap, whose samples follow its palette. */
export function packedBitmapFile(dib: Buffer, usage = 0): BitmapFile | undefined {
  const size = dib.length < 16 ? 0 : headSize(dib)
  return size > 0 && size < dib.length ? bitmapFile(dib.subarray(0, size), dib.subarray(size), usage) : undefined
}

function headSize(dib: Buffer): number {
  const own = dib.readUInt32LE(0)
  if (own === 12) {
    const depth = dib.readUInt16LE(10)
    return 12 + (depth <= 8 ? 3 << depth : 0)
  }
  if (own < 40 || dib.length < 40) return 0
  const depth = dib.readUInt16LE(14)
  const colours = Math.min(dib.readUInt32LE(32), 256) || (depth <= 8 ? 1 << depth : 0)
  const masks = own === 40 && dib.readUInt32LE(16) === BITFIELDS ? 12 : 0
  return own + masks + 4 * colours
}
