import type { Pixels, RecognisedLine, Recogniser } from '../../picture-reader.js'
import { crop, type Region } from '../pixels.js'
import { DOUBTFUL, isDoubtfulWord } from './doubtful-lines.js'

/** Lines looked at again in one picture. */
const MOST_LINES = 12
/** Height of a line, in samples, at which characters are recognised well; lower lines are enlarged up to this. */
const HEIGHT = 48
const LARGEST_SCALE = 4
/** Samples at either end of the grey values that the stretching leaves out. */
const TAIL = 0.01

/**
 * Looks again at lines that were read with doubt: each by itself with its surroundings, enlarged and with its contrast
 * stretched. A line that is then read with confidence takes the place of the doubtful one. Cost: OCR of these regions.
 * @throws the signal's reason
 */
export async function lookAgain(
  reader: Recogniser, pixels: Pixels, lines: readonly RecognisedLine[], signal?: AbortSignal,
): Promise<readonly RecognisedLine[]> {
  const better = new Map<RecognisedLine, RecognisedLine>()
  for (const line of lines.filter(isDoubtfulWord).slice(0, MOST_LINES)) {
    signal?.throwIfAborted()
    const [left, top, right, bottom] = line.box
    const margin = Math.min(right - left, bottom - top)
    const region: Region = [left - margin, top - margin, right + margin, bottom + margin]
    const part = crop(pixels, region)
    if (!part) continue
    const scale = Math.min(LARGEST_SCALE, Math.max(1, HEIGHT / margin))
    const seen = (await reader.read(enlarge(stretch(part), scale))).filter(({ confidence }) => confidence >= DOUBTFUL)
    const [x, y] = [Math.max(0, Math.floor(region[0])), Math.max(0, Math.floor(region[1]))]
    const found = seen.map(({ box: [l, t, r, b], ...rest }): RecognisedLine =>
      ({ ...rest, box: [l / scale + x, t / scale + y, r / scale + x, b / scale + y] }))
      .find(({ box }) => isSame(box, line.box))
    if (found) better.set(line, found)
  }
  return better.size === 0 ? lines : lines.map((line) => better.get(line) ?? line)
}

/** True where a box has most of another one. */
function isSame(box: Region, other: Region): boolean {
  const wide = Math.min(box[2], other[2]) - Math.max(box[0], other[0])
  const high = Math.min(box[3], other[3]) - Math.max(box[1], other[1])
  return wide > 0.7 * (other[2] - other[0]) && high > 0.5 * (other[3] - other[1])
}

/** Grey, with the darkest samples black and the lightest white. */
function stretch({ width, height, data }: Pixels): Pixels {
  const counts = new Uint32Array(256)
  const greys = new Uint8Array(width * height)
  for (let i = 0; i < greys.length; i++) {
    const grey = (data[4 * i]! * 3 + data[4 * i + 1]! * 6 + data[4 * i + 2]!) / 10
    greys[i] = grey
    counts[greys[i]!]!++
  }
  const [dark, light] = [percentile(counts, TAIL * greys.length), percentile(counts, (1 - TAIL) * greys.length)]
  const factor = 255 / Math.max(1, light - dark)
  const stretched = new Uint8Array(data.length)
  for (let i = 0; i < greys.length; i++) {
    const value = Math.min(255, Math.max(0, (greys[i]! - dark) * factor))
    stretched.set([value, value, value, 255], 4 * i)
  }
  return { width, height, data: stretched }
}

function percentile(counts: Uint32Array, below: number): number {
  let sum = 0
  for (const [value, count] of counts.entries()) {
    sum += count
    if (sum > below) return value
  }
  return 255
}

/** Enlarges grey samples; values between samples are interpolated. */
function enlarge(pixels: Pixels, scale: number): Pixels {
  if (scale === 1) return pixels
  const [width, height] = [Math.round(pixels.width * scale), Math.round(pixels.height * scale)]
  const data = new Uint8Array(width * height * 4)
  const at = (x: number, y: number): number =>
    pixels.data[4 * (Math.min(pixels.height - 1, y) * pixels.width + Math.min(pixels.width - 1, x))]!
  for (let y = 0; y < height; y++) {
    const [top, down] = [Math.floor(y / scale), (y / scale) % 1]
    for (let x = 0; x < width; x++) {
      const [left, along] = [Math.floor(x / scale), (x / scale) % 1]
      const upper = at(left, top) * (1 - along) + at(left + 1, top) * along
      const lower = at(left, top + 1) * (1 - along) + at(left + 1, top + 1) * along
      const value = upper * (1 - down) + lower * down
      data.set([value, value, value, 255], 4 * (y * width + x))
    }
  }
  return { width, height, data }
}
