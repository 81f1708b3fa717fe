import { crop, rotate, unrotate } from '../pixels.js'
import type { Recogniser, Pixels, RecognisedLine } from '../../picture-reader.js'

/** Below this mean confidence a picture is read rotated as well: upright pages have 0.98, rotated ones 0.2. */
const UPRIGHT = 0.5
/** Above this mean confidence no further rotation is tried. */
const SURE = 0.8
/** Pictures with a larger aspect ratio are read in tiles: the detector scales the longer side down to 960 samples. */
const LARGEST_RATIO = 2
/** Samples that neighbouring tiles share. */
const OVERLAP = 96

/**
 * Recognises the text of one picture. Long pictures (screenshots of a whole page) are read in overlapping tiles.
 * Pictures with low confidence or sideways text are read again in other rotations. Boxes refer to the picture as it was
 * given. The signal is checked before each tile.
 * @throws the signal's reason
 */
export async function recognise(
  reader: Recogniser, pixels: Pixels, signal?: AbortSignal,
): Promise<readonly RecognisedLine[]> {
  let best = await recogniseTiles(reader, pixels, signal)
  const sideways = isSideways(best)
  if (best.length === 0 || (meanConfidence(best) >= UPRIGHT && !sideways)) return best
  // The recogniser rotates tall lines itself, so the text of a sideways page is right but in the wrong order.
  let least = meanConfidence(best) - (sideways ? 0.05 : 0)
  for (const degrees of sideways ? ([90, 270, 180] as const) : ([180, 90, 270] as const)) {
    const lines = await recogniseTiles(reader, rotate(pixels, degrees), signal)
    if (meanConfidence(lines) <= least || isSideways(lines)) continue
    best = lines.map((line) => ({ ...line, box: unrotate(line.box, degrees, pixels.width, pixels.height) }))
    least = meanConfidence(best)
    if (least >= SURE) break
  }
  return best
}

/** True where most lines, by length, are more than twice as high as wide. */
function isSideways(lines: readonly RecognisedLine[]): boolean {
  const length = (some: readonly RecognisedLine[]): number => some.reduce((sum, line) => sum + longerSide(line), 0)
  return length(lines.filter(({ box: [l, t, r, b] }) => b - t > 2 * (r - l))) > length(lines) / 2
}

/** Weighted by the length of the lines: a speck counts little, a long line that was not recognised counts much. */
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
    const tile = crop(pixels, [left, top, left + width, top + height])
    if (!tile) continue
    for (const line of await reader.read(tile)) {
      const [l, t, r, b] = line.box
      const moved = { ...line, box: [l + left, t + top, r + left, b + top] as const }
      // Only between tiles: on a skewed page the boxes of different lines overlap.
      const duplicate = found.findIndex((other, i) => i < before && isSameLine(other, moved))
      if (duplicate < 0) found.push(moved)
      else if (area(moved) > area(found[duplicate]!)) found[duplicate] = moved
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
  const length = Math.max(short * LARGEST_RATIO, 960)
  if (long <= length * 1.2) return [{ left: 0, top: 0, width, height }]
  const overlap = Math.min(OVERLAP, length >> 2)
  return Array.from({ length: Math.ceil((long - overlap) / (length - overlap)) }, (_, i) => {
    const start = Math.min(i * (length - overlap), long - length)
    return height > width ? { left: 0, top: start, width, height: length }
      : { left: start, top: 0, width: length, height }
  })
}

/** True for a line that two overlapping tiles both contain: more than half of the smaller box is in the other. */
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
