import type { Pixels } from '../../picture-reader.js'

/**
 * Decodes a picture file (PNG, JPEG, GIF, BMP, WebP) and lays it on white, or on black where what it shows is light
 * and it has holes. Undefined where it does not decode. The caller has bounded its size.
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

/** Composes over the ground that contrasts with the mean of what is drawn, in place. */
function flattenAlpha(data: Uint8Array): Uint8Array {
  let weight = 0
  let light = 0
  let holes = false
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3]!
    if (alpha === 255) continue
    holes = true
    break
  }
  if (!holes) return data
  for (let at = 0; at < data.length; at += 4) {
    weight += data[at + 3]!
    light += data[at + 3]! * (data[at]! + data[at + 1]! + data[at + 2]!)
  }
  const ground = weight > 0 && light / weight / 3 > LIGHT ? 0 : 255
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3]! / 255
    for (let i = at; i < at + 3; i++) data[i] = Math.round(data[i]! * alpha + ground * (1 - alpha))
    data[at + 3] = 255
  }
  return data
}

/** Mean above which a drawing on nothing is meant for a dark page. */
const LIGHT = 170
