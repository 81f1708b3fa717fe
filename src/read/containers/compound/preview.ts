import { isEmf } from '../../pictures/metafile/emf.js'
import { packedBitmapFile } from '../../pictures/metafile/dib.js'
import { isWmf } from '../../pictures/metafile/wmf.js'

/** Formats of the clipboard ([MS-OLEDS] 1.3.5.1). */
const [METAFILE, BITMAP, ENHANCED] = [3, 8, 14]

/** The file of a preview stored in a clipboard format; undefined for an unknown format. */
export function clipboardFile(format: number, data: Buffer): Buffer | undefined {
  if (format === BITMAP) {
    const found = packedBitmapFile(data)
    return found && Buffer.from(found.file)
  }
  if (format !== METAFILE && format !== ENHANCED) return undefined
  if (isEmf(data) || isWmf(data)) return data
  // A mapping mode and two sizes may precede it.
  const bare = data.subarray(8)
  return isWmf(bare) ? bare : undefined
}

/**
 * The picture that is displayed for an object ([MS-OLEDS] 2.3.4, `OLEPresentationStream`): `none` where none is stored,
 * undefined for an unknown kind.
 */
export function presentationOf(stream: Buffer): Buffer | 'none' | undefined {
  const word = (at: number): number => (at + 4 <= stream.length ? stream.readUInt32LE(at) : 0)
  const marker = word(0)
  const isNumber = marker === 0xffffffff || marker === 0xfffffffe
  const format = isNumber ? word(4) : 0
  // A named format has its name here; the description of the device is preceded by its length.
  let at = marker === 0 ? 4 : isNumber ? 8 : 4 + marker
  const device = word(at)
  at += device > 4 ? device : 4
  const size = word(at + 24)
  if (size === 0 || at + 28 >= stream.length) return 'none'
  return clipboardFile(format, stream.subarray(at + 28, at + 28 + size))
}
