import { crop, turn, unturn } from '../pixels.js'
import type { Recogniser, Pixels, RecognisedLine } from '../../picture-reader.js'

/** Mean confidence under which a picture is looked at the other ways up: upright pages have 0.98, turned ones 0.2. */
const UPRIGHT = 0.5
/** Once a way up is this good, the others are not tried. */
const SURE = 0.8
/** Longer pictures are read in pieces: the detector sees 960 samples along the longer side. */
const LONGEST = 2
const OVERLAP = 96

/**
 * Reads one picture: long ones (screenshots of a whole page) in overlapping pieces, badly read ones and those on their
 * side again the other ways up. Boxes are those of the picture as it was given. The signal is heard between two pieces.
 * @throws the signal's reason
 */
export async function recognise(
  reader: Recogniser, pixels: Pixels, signal?: AbortSignal,
): Promise<readonly RecognisedLine[]> {
  let best = await recogniseTiles(reader, pixels, signal)
  const sideways = isSideways(best)
  if (best.length === 0 || (meanConfidence(best) >= UPRIGHT && !sideways)) return best
  // The engine turns tall lines by itself, so that a page on its side is read well and in a wrong order.
  let least = meanConfidence(best) - (sideways ? 0.05 : 0)
  for (const degrees of sideways ? ([90, 270, 180] as const) : ([180, 90, 270] as const)) {
    const lines = await recogniseTiles(reader, turn(pixels, degrees), signal)
    if (meanConfidence(lines) <= least || isSideways(lines)) continue
    best = lines.map((line) => ({ ...line, box: unturn(line.box, degrees, pixels.width, pixels.height) }))
    least = meanConfidence(best)
    if (least >= SURE) break
  }
  return best
}

/** Most of what was found, by length, stands upright: more than twice as high as wide. */
function isSideways(lines: readonly RecognisedLine[]): boolean {
  const length = (some: readonly RecognisedLine[]): number => some.reduce((sum, line) => sum + longerSide(line), 0)
  return length(lines.filter(({ box: [l, t, r, b] }) => b - t > 2 * (r - l))) > length(lines) / 2
}

/** By length in the picture: a speck beside a page of text changes little, a line of which nothing was read much. */
function meanConfidence(lines: readonly RecognisedLine[]): number {
  const length = lines.reduce((sum, line) => sum + longerSide(line), 0)
  return length === 0 ? 0 : lines.reduce((sum, line) => sum + longerSide(line) * line.confidence, 0) / length
}

async function recogniseTiles(
  reader: Recogniser, pixels: Pixels, signal?: AbortSignal,
): Promise<readonly RecognisedLine[]> {
  const found: RecognisedLine[] = []
  for (const { left, top, width, height } of tilesOf(pixels)) {
    const before = found.length
    signal?.throwIfAborted()
    const piece = crop(pixels, [left, top, left + width, top + height])
    if (!piece) continue
    for (const line of await reader.read(piece)) {
      const [l, t, r, b] = line.box
      const moved = { ...line, box: [l + left, t + top, r + left, b + top] as const }
      // Only across pieces: boxes of the lines of a skewed page overlap.
      const twin = found.findIndex((other, i) => i < before && isSameLine(other, moved))
      if (twin < 0) found.push(moved)
      else if (area(moved) > area(found[twin]!)) found[twin] = moved
    }
  }
  return found
}

interface Tile {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

function tilesOf({ width, height }: Pixels): Tile[] {
  const short = Math.min(width, height)
  const long = Math.max(width, height)
  const length = Math.max(short * LONGEST, 960)
  if (long <= length * 1.2) return [{ left: 0, top: 0, width, height }]
  const overlap = Math.min(OVERLAP, length >> 2)
  return Array.from({ length: Math.ceil((long - overlap) / (length - overlap)) }, (_, i) => {
    const start = Math.min(i * (length - overlap), long - length)
    return height > width ? { left: 0, top: start, width, height: length }
      : { left: start, top: 0, width: length, height }
  })
}

/** A line that both of two overlapping pieces saw: more than half of the smaller lies in the other. */
function isSameLine(one: RecognisedLine, other: RecognisedLine): boolean {
  const wide = Math.min(one.box[2], other.box[2]) - Math.max(one.box[0], other.box[0])
  const high = Math.min(one.box[3], other.box[3]) - Math.max(one.box[1], other.box[1])
  return wide > 0 && high > 0 && wide * high > 0.5 * Math.min(area(one), area(other))
}

function longerSide({ box: [l, t, r, b] }: RecognisedLine): number {
  return Math.max(r - l, b - t)
}

function area({ box: [l, t, r, b] }: RecognisedLine): number {
  return (r - l) * (b - t)
}
