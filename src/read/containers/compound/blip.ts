import { inflateSync } from 'node:zlib'
import type { Budget } from '../../budget.js'
import { packedBitmapFile } from '../../pictures/metafile/dib.js'

/**
 * Pictures by the type of their record ([MS-ODRAW] 2.2.23): compressed metafiles, complete files, bitmaps without file
 * headers.
 */
const METAFILES: ReadonlySet<number> = new Set([0xf01a, 0xf01b])
const FILES: ReadonlySet<number> = new Set([0xf01d, 0xf01e, 0xf029, 0xf02a])
const BITMAP = 0xf01f
/** Bytes before a metafile: its sizes, and whether it is compressed. */
const HEAD = 34
const PLAIN = 0xfe

/** True for the record of a picture, of any kind. */
export function isBlip(type: number): boolean {
  return type >= 0xf018 && type <= 0xf117
}

/**
 * The file in a picture's record, after one or two checksums of 16 bytes. Undefined for Macintosh pictures and for data
 * that cannot be decompressed.
 */
export function blipOf(type: number, instance: number, data: Buffer, budget: Budget): Buffer | undefined {
  const prints = (instance & 1) === 1 ? 32 : 16
  if (FILES.has(type)) return data.length > prints + 1 ? data.subarray(prints + 1) : undefined
  if (type === BITMAP) {
    const found = packedBitmapFile(data.subarray(prints + 1))
    return found && Buffer.from(found.file)
  }
  return METAFILES.has(type) && data.length > prints + HEAD ? metafile(data.subarray(prints), budget) : undefined
}

function metafile(data: Buffer, budget: Budget): Buffer | undefined {
  const packed = data.subarray(HEAD)
  if (data[HEAD - 2] === PLAIN) return packed
  const limit = budget.inflatable(packed.length)
  if (limit < 1) return undefined
  try {
    const file = inflateSync(packed, { maxOutputLength: limit })
    return budget.takeInflated('', file.length, packed.length) ? file : undefined
  } catch {
    return undefined
  }
}
