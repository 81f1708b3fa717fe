import type { Pixels } from '../../picture-reader.js'
import { boxesIn } from './boxes.js'
import type { PictureHeader } from './picture-header.js'

/**
 * Reads the header of a JPEG 2000 file, in its container (ISO/IEC 15444-1, annex I) or as a bare codestream (annex A).
 * Undefined for other files. `whole` is false where the container or the codestream breaks off.
 */
export function readJpeg2000Header(bytes: Buffer): PictureHeader | undefined {
  if (bytes.length < 40) return undefined
  if (bytes.readUInt32BE(0) === CODESTREAM) return sizeOf(bytes, 0, bytes.length)
  if (bytes.readUInt32BE(4) !== SIGNATURE) return undefined
  const { boxes, rest } = boxesIn(bytes, 0, bytes.length)
  const stream = boxes.find(({ type }) => type === 'jp2c')
  const header = stream && stream.end - stream.start >= 40 ? sizeOf(bytes, stream.start, stream.end) : undefined
  return header && { ...header, whole: header.whole && rest === bytes.length }
}

/** The markers SOC and SIZ, with which a codestream begins. */
const CODESTREAM = 0xff4fff51
/** Type of the first box, `jP  `. */
const SIGNATURE = 0x6a502020

function sizeOf(bytes: Buffer, start: number, end: number): PictureHeader | undefined {
  if (bytes.readUInt32BE(start) !== CODESTREAM) return undefined
  const [right, bottom, left, top] = [8, 12, 16, 20].map((at) => bytes.readUInt32BE(start + at))
  const [width, height] = [right! - left!, bottom! - top!]
  const whole = bytes.readUInt16BE(end - 2) === END_OF_CODESTREAM
  return width > 0 && height > 0 ? { width, height, whole, more: false } : undefined
}

const END_OF_CODESTREAM = 0xffd9

/** Decodes a JPEG 2000 file with the OpenJPEG that pdf.js ships. Undefined where it fails. Check the size before. */
export async function decodeJpeg2000(
  file: Uint8Array, { width, height }: Pick<PictureHeader, 'width' | 'height'>,
): Promise<Pixels | undefined> {
  try {
    const openJpeg = await (loading ??= load())
    const pointer = openJpeg._malloc(file.length)
    openJpeg.writeArrayToMemory(file, pointer)
    const status = openJpeg._jp2_decode(pointer, file.length, RGBA, false, false, 0)
    openJpeg._free(pointer)
    const data = openJpeg.imageData
    openJpeg.imageData = null
    if (status !== 0 || data?.length !== 4 * width * height) return undefined
    return { width, height, data: new Uint8Array(data) }
  } catch {
    loading = undefined // its memory may be exhausted
    return undefined
  }
}

/** Number of components by which the decoder gives four samples for each point. */
const RGBA = 0

interface OpenJpeg {
  imageData?: Uint8ClampedArray | null
  _malloc(size: number): number
  _free(pointer: number): void
  writeArrayToMemory(bytes: Uint8Array, pointer: number): void
  _jp2_decode(
    pointer: number, size: number, components: number, indexed: boolean, mask: boolean, reduce: number,
  ): number
}

let loading: Promise<OpenJpeg> | undefined

/** The version without WebAssembly: the other one needs a newer Node.js. */
async function load(): Promise<OpenJpeg> {
  const { default: create } = await import('pdfjs-dist/wasm/openjpeg_nowasm_fallback.js')
  return await create({ warn: () => undefined }) as OpenJpeg
}
