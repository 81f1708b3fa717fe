import type { Budget } from '../../budget.js'
import { mayHoldText } from '../../page/drawing.js'
import { pictureExtras } from '../../pictures/structure/picture-structure.js'
import { holdsFile } from '../../sniff/within.js'
import { isImage } from './blank-images.js'
import { decodeStream } from './decode-stream.js'
import { directNumber } from './objects.js'
import { latin1, type Dictionary } from './syntax.js'
import { isWords } from './text-string.js'

/** True for a picture, and for a thumbnail, which need not say that it is one (ISO 32000-1, 12.3.4). */
export function isPicture(dictionary: Dictionary): boolean {
  return isImage(dictionary) || ['Width', 'Height'].every((key) => dictionary.has(key))
}

/**
 * What the stream of a picture holds that is no picture: files in the segments of a JPEG and behind its end; all of a
 * picture that is too small for text, and so not looked at, if it is a file or words. Cost: linear; only small ones are
 * decoded.
 */
export function unclaimedOfPicture(dictionary: Dictionary, stored: Uint8Array, budget: Budget): Uint8Array[] {
  if (/^\xff\xd8\xff/.test(latin1(stored, 0, 3))) {
    const { regions, remains } = pictureExtras(stored)
    return [...regions, ...remains].filter((region) => holdsFile(region) || isWords(region))
  }
  const [width, height] = [directNumber(dictionary, 'Width') ?? 0, directNumber(dictionary, 'Height') ?? 0]
  if (width <= 0 || height <= 0 || mayHoldText({ width, height })) return holdsFile(stored) ? [stored] : []
  const bytes = decodeStream(dictionary, stored, budget.inflatable(stored.length))?.bytes ?? stored
  return holdsFile(bytes) || isWords(bytes) ? [bytes] : []
}
