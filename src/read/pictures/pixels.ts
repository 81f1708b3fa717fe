import type { Pixels } from '../picture-reader.js'

/** Left, top, right, bottom in samples. */
export type Region = readonly [number, number, number, number]

/** The part of a picture inside a region. Undefined where they do not overlap. */
export function crop(pixels: Pixels, region: Region): Pixels | undefined {
  const left = Math.max(0, Math.floor(region[0]))
  const top = Math.max(0, Math.floor(region[1]))
  const width = Math.min(pixels.width, Math.ceil(region[2])) - left
  const height = Math.min(pixels.height, Math.ceil(region[3])) - top
  if (!(width > 0 && height > 0)) return undefined
  if (width === pixels.width && height === pixels.height) return pixels
  const data = new Uint8Array(width * height * 4)
  for (let y = 0; y < height; y++) {
    const start = ((top + y) * pixels.width + left) * 4
    data.set(pixels.data.subarray(start, start + width * 4), y * width * 4)
  }
  return { width, height, data }
}

/** Rotates clockwise by 90, 180 or 270 degrees. */
export function rotate({ width, height, data }: Pixels, degrees: 90 | 180 | 270): Pixels {
  const from = words(data)
  const to = new Uint32Array(from.length)
  const [wide, high] = degrees === 180 ? [width, height] : [height, width]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = degrees === 180 ? (high - 1 - y) * wide + wide - 1 - x
        : degrees === 90 ? x * wide + wide - 1 - y : (high - 1 - x) * wide + y
      to[at] = from[y * width + x]!
    }
  }
  return { width: wide, height: high, data: new Uint8Array(to.buffer) }
}

/** Converts a box of a picture that `rotate` rotated to a box of the original, which has `width` × `height` samples. */
export function unrotate([l, t, r, b]: Region, degrees: 0 | 90 | 180 | 270, width: number, height: number): Region {
  switch (degrees) {
    case 90: return [t, height - r, b, height - l]
    case 180: return [width - r, height - b, width - l, height - t]
    case 270: return [width - b, l, width - t, r]
    default: return [l, t, r, b]
  }
}

/** True where all samples have the same colour. */
export function isUniform({ data }: Pixels): boolean {
  const all = words(data)
  return all.every((word) => word === all[0])
}

function words(data: Uint8Array): Uint32Array {
  const aligned = data.byteOffset % 4 === 0 ? data : data.slice()
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length >> 2)
}
