import type { Pixels } from '../../../picture-reader.js'
import { flattenAlpha } from '../decode.js'
import type { Frame } from './frame.js'

/** Samples of a frame that may be larger than its picture. */
const LARGE = 1 << 20

/**
 * Draws each frame on the ones before it, and gives the picture that is shown. Undefined for a frame that cannot be
 * decoded. The caller must have checked the size.
 */
export async function* composedFrames(
  frames: readonly Frame[], { width, height }: { readonly width: number; readonly height: number },
): AsyncGenerator<Pixels | undefined> {
  const { createCanvas, loadImage } = await import('@napi-rs/canvas')
  const context = createCanvas(width, height).getContext('2d')
  for (const frame of frames) {
    const before = frame.disposal === 'restore' ? context.getImageData(0, 0, width, height) : undefined
    const area = [frame.x, frame.y, frame.width, frame.height] as const
    const isTooLarge = frame.width * frame.height > Math.max(width * height, LARGE)
    const image = isTooLarge ? undefined : await loadImage(frame.file).catch(() => undefined)
    if (frame.replaces) context.clearRect(...area)
    if (image) context.drawImage(image, frame.x, frame.y)
    const { data } = context.getImageData(0, 0, width, height)
    yield image && { width, height, data: flattenAlpha(new Uint8Array(data)) }
    if (frame.disposal === 'clear') context.clearRect(...area)
    else if (before) context.putImageData(before, 0, 0)
  }
}
