import type { Frame } from './frame.js'
import { gifFrames } from './gif.js'
import { pngFrames } from './png.js'
import { webpFrames } from './webp.js'

/** Most frames of one picture that are looked at. */
const MOST_FRAMES = 60

/**
 * The frames of an animated GIF, PNG or WebP file, without decoding them. `whole` is false where there are more than
 * are looked at, or the file breaks off. Undefined for other files and for those of one frame. Cost: linear.
 */
export function framesOf(file: Uint8Array): { readonly frames: readonly Frame[]; readonly whole: boolean } | undefined {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  const frames: Frame[] = []
  let whole = true
  try {
    for (const frame of listFrames(bytes)) {
      if (frames.length >= MOST_FRAMES) {
        whole = false
        break
      }
      frames.push(frame)
    }
  } catch {
    whole = false // a block or a chunk claims more than there is
  }
  return frames.length > 1 ? { frames, whole } : undefined
}

function listFrames(bytes: Buffer): Iterable<Frame> {
  if (bytes.toString('latin1', 0, 3) === 'GIF') return gifFrames(bytes)
  if (bytes.toString('latin1', 1, 4) === 'PNG') return pngFrames(bytes)
  return bytes.toString('latin1', 8, 12) === 'WEBP' ? webpFrames(bytes) : []
}
