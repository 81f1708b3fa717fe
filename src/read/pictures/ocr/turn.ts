import type { Pixels } from '../../picture-reader.js'
import type { Region } from '../pixels.js'

/** A picture that was turned, and what is needed to find a place of it in the original. */
export interface Turned {
  readonly pixels: Pixels
  readonly degrees: number
  readonly width: number
  readonly height: number
}

/** Turns a picture counterclockwise by any angle. Samples outside the original are white. */
export function turn(pixels: Pixels, degrees: number): Turned {
  const { width, height, data } = pixels
  if (degrees === 0) return { pixels, degrees, width, height }
  const [cos, sin] = cosAndSin(degrees)
  const wide = Math.ceil(width * cos + height * Math.abs(sin))
  const high = Math.ceil(height * cos + width * Math.abs(sin))
  const turned = new Uint8Array(wide * high * 4).fill(255)
  const [from, to] = [wordsOf(data), wordsOf(turned)]
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      const [dx, dy] = [x - wide / 2, y - high / 2]
      const sx = Math.floor(dx * cos - dy * sin + width / 2)
      const sy = Math.floor(dx * sin + dy * cos + height / 2)
      if (sx >= 0 && sx < width && sy >= 0 && sy < height) to[y * wide + x] = from[sy * width + sx]!
    }
  }
  return { pixels: { width: wide, height: high, data: turned }, degrees, width, height }
}

/** The box in the original around a box of a picture that `turn` turned. */
export function turnBack([left, top, right, bottom]: Region, { pixels, degrees, width, height }: Turned): Region {
  if (degrees === 0) return [left, top, right, bottom]
  const [cos, sin] = cosAndSin(degrees)
  const corners = [[left, top], [right, top], [left, bottom], [right, bottom]] as const
  const xs = corners.map(([x, y]) => (x - pixels.width / 2) * cos - (y - pixels.height / 2) * sin + width / 2)
  const ys = corners.map(([x, y]) => (x - pixels.width / 2) * sin + (y - pixels.height / 2) * cos + height / 2)
  return [
    Math.max(0, Math.min(...xs)), Math.max(0, Math.min(...ys)),
    Math.min(width, Math.max(...xs)), Math.min(height, Math.max(...ys)),
  ]
}

function cosAndSin(degrees: number): readonly [number, number] {
  const angle = (degrees * Math.PI) / 180
  return [Math.cos(angle), Math.sin(angle)]
}

function wordsOf(data: Uint8Array): Uint32Array {
  const aligned = data.byteOffset % 4 === 0 ? data : data.slice()
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length >> 2)
}
