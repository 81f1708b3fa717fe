import type { Pixels } from '../../picture-reader.js'
import { boxesIn, boxOfType } from './boxes.js'
import { decode } from './decode.js'
import type { PictureHeader } from './picture-header.js'

/** What the header of a HEIF file says. */
export interface HeifHeader extends PictureHeader {
  /** Coded with AV1, which is decoded like a PNG; else with HEVC. */
  readonly isAvif: boolean
}

/**
 * Reads the header of a HEIC or AVIF file (ISO/IEC 23008-12) without decoding it: the size of its largest picture
 * (property `ispe`). Undefined for other files. `more`: it also holds a film. `whole` is false where a box claims more
 * than the file has.
 */
export function readHeifHeader(bytes: Buffer): HeifHeader | undefined {
  if (bytes.toString('latin1', 4, 8) !== 'ftyp') return undefined
  const { boxes, rest } = boxesIn(bytes, 0, bytes.length)
  const meta = boxes.find(({ type }) => type === 'meta')
  // A version and flags stand before the boxes in `meta`.
  const properties = meta && boxOfType(bytes, meta.start + 4, meta.end, 'iprp')
  const container = properties && boxOfType(bytes, properties.start, properties.end, 'ipco')
  if (!container) return undefined
  const sizes = boxesIn(bytes, container.start, container.end).boxes
    .filter(({ type, start, end }) => type === 'ispe' && end - start >= 12)
    .map(({ start }) => ({ width: bytes.readUInt32BE(start + 4), height: bytes.readUInt32BE(start + 8) }))
  const largest = sizes.reduce((most, size) => (areaOf(size) > areaOf(most) ? size : most), NONE)
  const hasFilm = boxes.some(({ type }) => type === 'moov')
  return {
    ...largest, whole: rest === bytes.length, more: hasFilm, isAvif: /^avi[fs]$/.test(bytes.toString('latin1', 8, 12)),
  }
}

const NONE = { width: 0, height: 0 }

function areaOf({ width, height }: { readonly width: number; readonly height: number }): number {
  return width * height
}

/** AVIF is decoded by the decoder of other pictures. */
export async function decodeAvif(file: Uint8Array): Promise<readonly Pixels[]> {
  const pixels = await decode(file)
  return pixels ? [pixels] : []
}

/**
 * Decodes the pictures of a HEIC file with libheif, an optional package under the LGPL. Undefined where it is not
 * installed; empty where one of them cannot be decoded. The caller must have checked the size. The classes of the
 * package write errors to the console, which belongs to reports, so this uses the functions below them.
 */
export async function decodeHeic(file: Uint8Array): Promise<readonly Pixels[] | undefined> {
  const libheif = await loadLibheif()
  if (!libheif) return undefined
  const context = libheif.heif_context_alloc()
  try {
    if (!isOk(libheif.heif_context_read_from_memory(context, file))) return []
    const ids = libheif.heif_js_context_get_list_of_top_level_image_IDs(context)
    const decoded: Pixels[] = []
    for (const id of Array.isArray(ids) ? ids : []) {
      const pixels = await decodeImage(libheif, libheif.heif_js_context_get_image_handle(context, id))
      if (!pixels) return []
      decoded.push(pixels)
    }
    return decoded
  } catch {
    return []
  } finally {
    libheif.heif_context_free(context)
  }
}

async function decodeImage(libheif: Libheif, handle: unknown): Promise<Pixels | undefined> {
  const { heif_colorspace: { heif_colorspace_RGB: rgb }, heif_chroma: { heif_chroma_interleaved_RGBA: rgba } } = libheif
  const image = await libheif.heif_js_decode_image2(handle, rgb, rgba)
  if (!('channels' in image)) return undefined
  const [channel] = image.channels
  const pixels = channel && withoutPadding(channel)
  libheif.heif_image_release(image.image)
  return pixels
}

/** Rows of the decoder can be longer than the picture is wide. */
function withoutPadding({ width, height, stride, data: padded }: Channel): Pixels {
  const data = new Uint8Array(4 * width * height)
  for (let row = 0; row < height; row++) {
    data.set(padded.subarray(row * stride, row * stride + 4 * width), 4 * width * row)
  }
  return { width, height, data }
}

function isOk(result: { readonly code?: { readonly value?: number } }): boolean {
  return (result.code?.value ?? 0) === 0
}

/** The functions of libheif that are used, as its build for JavaScript names them. */
interface Libheif {
  heif_context_alloc(): unknown
  heif_context_free(context: unknown): void
  heif_context_read_from_memory(context: unknown, file: Uint8Array): { readonly code?: { readonly value?: number } }
  heif_js_context_get_list_of_top_level_image_IDs(context: unknown): unknown
  heif_js_context_get_image_handle(context: unknown, id: unknown): unknown
  heif_js_decode_image2(handle: unknown, colorspace: unknown, chroma: unknown): Promise<Decoded> | Decoded
  heif_image_release(image: unknown): void
  readonly heif_colorspace: { readonly heif_colorspace_RGB: unknown }
  readonly heif_chroma: { readonly heif_chroma_interleaved_RGBA: unknown }
}

/** A decoded picture, or an error. */
type Decoded = { readonly channels: readonly Channel[]; readonly image: unknown } | { readonly code: unknown }

interface Channel {
  readonly width: number
  readonly height: number
  readonly stride: number
  readonly data: Uint8Array
}

let loading: Promise<Libheif | undefined> | undefined

function loadLibheif(): Promise<Libheif | undefined> {
  return (loading ??= import('libheif-js/wasm-bundle.js').then((module) => module.default as Libheif, () => undefined))
}
