import type { Pixels } from '../../picture-reader.js'

/**
 * Decodes a picture file (PNG, JPEG, GIF, BMP, WebP). Transparent pictures are put on white, light ones on black.
 * Undefined where decoding fails. The caller must have checked the size.
 */
export async function decode(bytes: Uint8Array): Promise<Pixels | undefined> {
  try {
    const { createCanvas, loadImage } = await import('@napi-rs/canvas')
    const image = await loadImage(Buffer.from(bytes))
    const { width, height } = image
    if (!(width > 0 && height > 0)) return undefined
    const context = createCanvas(width, height).getContext('2d')
    context.drawImage(image, 0, 0)
    const { data } = context.getImageData(0, 0, width, height)
    return { width, height, data: flattenAlpha(new Uint8Array(data.buffer, data.byteOffset, data.length)) }
  } catch {
    return undefined
  }
}

/** Composes transparent samples with black or white, whichever contrasts more with the mean colour. In place. */
export function flattenAlpha(data: Uint8Array): Uint8Array {
  let weight = 0
  let light = 0
  let transparent = false
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3]! === 255) continue
    transparent = true
    break
  }
  if (!transparent) return data
  for (let at = 0; at < data.length; at += 4) {
    weight += data[at + 3]!
    light += data[at + 3]! * (data[at]! + data[at + 1]! + data[at + 2]!)
  }
  const background = weight > 0 && light / weight / 3 > LIGHT ? 0 : 255
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3]! / 255
    for (let i = at; i < at + 3; i++) data[i] = Math.round(data[i]! * alpha + background * (1 - alpha))
    data[at + 3] = 255
  }
  return data
}

/** A transparent picture with a brighter mean was made for a dark page. */
const LIGHT = 170
