import { direct, written, type PdfObject } from './objects.js'
import { Name, type Dictionary } from './syntax.js'

/** Larger pictures are told smaller: pdf.js keeps a bit for each sample. */
const MAX_SAMPLES = 1 << 20

/**
 * Overwrites the dictionary of an image in `copy` so that pdf.js paints a blank of the same size in its place. Decoding
 * is nine tenths of the work on a scanned page, feeds hostile bytes to four more decoders, and no pixel is looked at
 * here. `Interpolate` says that the image hides what is under it. Does nothing where the new dictionary would not fit.
 */
export function blankImage(copy: Uint8Array, { value, start, end, stream }: PdfObject): void {
  if (!stream || !(value instanceof Map) || !isImage(value)) return
  const [width, height] = [direct(value, 'Width'), direct(value, 'Height')]
  const length = written(value.get('Length'))
  if (!width || !height || width < 0 || height < 0 || length === undefined) return
  const shrink = Math.max(1, Math.sqrt((width * height) / MAX_SAMPLES))
  const size = `/Width ${Math.ceil(width / shrink)}/Height ${Math.ceil(height / shrink)}`
  const layer = written(value.get('OC'))
  const rest = `${hides(value) ? '/Interpolate true' : ''}${layer === undefined ? '' : `/OC ${layer}`}/Length ${length}`
  const text = `<</Subtype/Image${size}/ImageMask true${rest}`
  const room = end - start - 2
  if (text.length > room) return
  copy.set(Buffer.from(`${text.padEnd(room)}>>`, 'latin1'), start)
}

export function isImage(dictionary: Dictionary): boolean {
  const subtype = dictionary.get('Subtype')
  return subtype instanceof Name && subtype.text === 'Image'
}

function hides(image: Dictionary): boolean {
  return image.get('ImageMask') !== true && !image.has('SMask') && !image.has('Mask')
}
