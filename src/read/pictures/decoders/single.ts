import type { Pixels } from '../../picture-reader.js'
import { decode } from './decode.js'
import { decodeJbig2, readJbig2Header } from './jbig2.js'
import { decodeJpeg2000, readJpeg2000Header } from './jpeg2000.js'
import { readPictureHeader, type PictureHeader } from './picture-header.js'

/** A file of one picture: what its header says, and how it is decoded. */
export interface SinglePicture {
  readonly header: PictureHeader
  /** Undefined where decoding fails. The caller must have checked the size. */
  readonly decode: () => Promise<Pixels | undefined>
}

/** Finds the decoder of a picture file by its header: JBIG2, JPEG 2000, or what canvas decodes. */
export function singlePicture(file: Uint8Array): SinglePicture | undefined {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  const jbig2 = readJbig2Header(bytes)
  if (jbig2) return { header: { ...jbig2, whole: true, more: false }, decode: () => decodeJbig2(file) }
  const jpeg2000 = readJpeg2000Header(bytes)
  if (jpeg2000) return { header: jpeg2000, decode: () => decodeJpeg2000(file, jpeg2000) }
  const header = readPictureHeader(file)
  return header && { header, decode: () => decode(file) }
}
