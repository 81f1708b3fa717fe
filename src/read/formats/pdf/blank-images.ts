import { directNumber, lengthAsWritten, type PdfObject } from './objects.js'
import { Name, type Dictionary } from './syntax.js'

/** Larger pictures are declared smaller: pdf.js keeps one bit for each sample. */
const MAX_SAMPLES = 1 << 20

/**
 * Overwrites the dictionary of an image in `copy`, so that pdf.js gets a blank image mask of the same size. Decoding
 * takes nine tenths of the time of a scanned page and gives hostile bytes to four more decoders, and the samples are
 * not used here. `Interpolate` marks opaque images, which hide what is under them. Does nothing where the new
 * dictionary does not fit.
 */
export function blankImage(copy: Uint8Array, { value, start, end, stream }: PdfObject): void {
  if (!stream || !(value instanceof Map) || !isImage(value)) return
  const [width, height] = [directNumber(value, 'Width'), directNumber(value, 'Height')]
  const length = lengthAsWritten(value.get('Length'))
  if (!width || !height || width < 0 || height < 0 || length === undefined) return
  const shrink = Math.max(1, Math.sqrt((width * height) / MAX_SAMPLES))
  const size = `/Width ${Math.ceil(width / shrink)}/Height ${Math.ceil(height / shrink)}`
  const layer = lengthAsWritten(value.get('OC'))
  const opaque = isOpaque(value) ? '/Interpolate true' : ''
  const rest = `${opaque}${layer === undefined ? '' : `/OC ${layer}`}/Length ${length}`
  const dictionary = `<</Subtype/Image${size}/ImageMask true${rest}`
  const room = end - start - 2
  if (dictionary.length > room) return
  copy.set(Buffer.from(`${dictionary.padEnd(room)}>>`, 'latin1'), start)
}

export function isImage(dictionary: Dictionary): boolean {
  const subtype = dictionary.get('Subtype')
  return subtype instanceof Name && subtype.text === 'Image'
}

function isOpaque(image: Dictionary): boolean {
  return image.get('ImageMask') !== true && !image.has('SMask') && !image.has('Mask')
}
