import { holds } from '../../page/geometry.js'
import { shareOfSame } from '../../page/printed-text.js'
import type { Pixels, RecognisedLine, Recogniser } from '../../picture-reader.js'
import type { Region } from '../pixels.js'
import { turn, turnBack } from './turn.js'

/** Darkest channel of paper and of pale print. Print that OCR sees by itself is darker. */
const PAPER = 251
const PALE = 185
/** Pale print is large: it is looked at with at most this many samples on a side. */
const LONGEST_SIDE = 1800
/** Samples around darker print, in each direction, are its soft edges. */
const EDGE = 2
/** Around samples of other print, in each direction: what most of the known ones there are goes on under it. */
const REACHES = [3, 6, 10]
/** Longer rows of pale samples are coloured grounds, not strokes. */
const LONGEST_STROKE = 80
/** Share of a picture that pale print has: less is dirt, more is a photograph. */
const LEAST = 0.002
const MOST = 0.2
/** Share of a picture that is paper, where it is a page. */
const PAGE = 0.4
/** Lines with less confidence, or with one character, are no reading of pale print. */
const SURE = 0.7
/** Share of the characters of a line that an equal line has. */
const SAME = 0.7

const [PAPER_SAMPLE, PALE_SAMPLE, UNKNOWN] = [0, 1, 2]

/** The samples of a page by their kind, in rows. */
interface Samples {
  readonly width: number
  readonly height: number
  readonly kinds: Uint8Array
}

/**
 * Reads pale print, such as watermarks, on pages, also under other print and slanted: what is a little darker than
 * paper becomes black, all else white, and the picture is turned so that its lines are level. Returns the lines that
 * say something new. Cost: a few passes over the samples; OCR only where there is pale print.
 * @throws the signal's reason
 */
export async function recognisePalePrint(
  reader: Recogniser, pixels: Pixels, lines: readonly RecognisedLine[], signal?: AbortSignal,
): Promise<RecognisedLine[]> {
  const scale = Math.max(1, Math.ceil(Math.max(pixels.width, pixels.height) / LONGEST_SIDE))
  const samples = samplesOf(pixels, scale)
  if (!samples || !fillUnder(samples)) return []
  signal?.throwIfAborted()
  const turned = turn(pictureOf(samples), slantOf(samples))
  return (await reader.read(turned.pixels))
    .filter(({ text, confidence }) => confidence >= SURE && [...text].length > 1)
    .map((line) => ({ ...line, box: scaled(turnBack(line.box, turned), scale) }))
    .filter((line) => !lines.some((other) => isSame(line, other)))
}

/** True where OCR saw most of a line at the same place before. */
function isSame({ text, box: [l, t, r, b] }: RecognisedLine, other: RecognisedLine): boolean {
  return other.confidence >= SURE && holds(other.box, (l + r) / 2, (t + b) / 2) && shareOfSame(text, other.text) >= SAME
}

/** Undefined where the picture is no page or has nothing pale. */
function samplesOf({ width, height, data }: Pixels, scale: number): Samples | undefined {
  const [wide, high] = [Math.floor(width / scale), Math.floor(height / scale)]
  const kinds = new Uint8Array(wide * high)
  const counts = [0, 0, 0]
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      let [darkest, sum] = [255, 0]
      for (let i = 0; i < scale * scale; i++) {
        const at = 4 * ((y * scale + Math.floor(i / scale)) * width + x * scale + (i % scale))
        const grey = Math.min(data[at]!, data[at + 1]!, data[at + 2]!)
        darkest = Math.min(darkest, grey)
        sum += grey
      }
      const kind = darkest < PALE ? UNKNOWN : sum >= PAPER * scale * scale ? PAPER_SAMPLE : PALE_SAMPLE
      kinds[y * wide + x] = kind!
      counts[kind]!++
    }
  }
  const isPage = counts[PAPER_SAMPLE]! >= PAGE * kinds.length && counts[PALE_SAMPLE]! >= LEAST * kinds.length
  return isPage ? { width: wide, height: high, kinds } : undefined
}

/**
 * Lets pale print go on under other print, and takes out what is no print. False where nothing, or too much, is left.
 */
function fillUnder(samples: Samples): boolean {
  const { width, height, kinds } = samples
  const known = kinds.slice()
  for (let at = 0; at < kinds.length; at++) {
    if (kinds[at] !== UNKNOWN) continue
    const [x, y] = [at % width, Math.floor(at / width)]
    for (let row = Math.max(0, y - EDGE); row <= Math.min(height - 1, y + EDGE); row++) {
      known.fill(UNKNOWN, row * width + Math.max(0, x - EDGE), row * width + Math.min(width, x + EDGE + 1))
    }
  }
  const sums = new Sums(known, width, height)
  let pale = 0
  for (let at = 0; at < kinds.length; at++) {
    kinds[at] = known[at] === UNKNOWN ? sums.around(at % width, Math.floor(at / width)) : known[at]!
    if (kinds[at] === PALE_SAMPLE) pale++
  }
  pale -= eraseGrounds(samples)
  return pale >= LEAST * kinds.length && pale <= MOST * kinds.length
}

/** Numbers of pale and of paper samples in any rectangle. */
class Sums {
  readonly #pale: Int32Array
  readonly #paper: Int32Array

  constructor(kinds: Uint8Array, readonly width: number, readonly height: number) {
    this.#pale = this.#sums(kinds, PALE_SAMPLE)
    this.#paper = this.#sums(kinds, PAPER_SAMPLE)
  }

  /** The kind of most of the known samples around one that is unknown. */
  around(x: number, y: number): number {
    for (const reach of REACHES) {
      const [left, top] = [Math.max(0, x - reach), Math.max(0, y - reach)]
      const [right, bottom] = [Math.min(this.width, x + reach + 1), Math.min(this.height, y + reach + 1)]
      const [pale, paper] = [this.#pale, this.#paper].map((sums) => this.#count(sums, left, top, right, bottom))
      if (pale! + paper! > reach) return pale! > paper! ? PALE_SAMPLE : PAPER_SAMPLE
    }
    return PAPER_SAMPLE
  }

  #sums(kinds: Uint8Array, kind: number): Int32Array {
    const wide = this.width + 1
    const sums = new Int32Array(wide * (this.height + 1))
    for (let y = 0; y < this.height; y++) {
      let row = 0
      for (let x = 0; x < this.width; x++) {
        if (kinds[y * this.width + x] === kind) row++
        sums[(y + 1) * wide + x + 1] = sums[y * wide + x + 1]! + row
      }
    }
    return sums
  }

  #count(sums: Int32Array, left: number, top: number, right: number, bottom: number): number {
    const wide = this.width + 1
    const above = sums[top * wide + right]! - sums[top * wide + left]!
    return sums[bottom * wide + right]! - sums[bottom * wide + left]! - above
  }
}

/** Returns the number of samples that became paper. */
function eraseGrounds({ width, height, kinds }: Samples): number {
  let erased = 0
  for (let y = 0; y < height; y++) {
    let start = y * width
    for (let at = start; at <= (y + 1) * width; at++) {
      if (at < (y + 1) * width && kinds[at] === PALE_SAMPLE) continue
      if (at - start > LONGEST_STROKE) {
        kinds.fill(PAPER_SAMPLE, start, at)
        erased += at - start
      }
      start = at + 1
    }
  }
  return erased
}

/** Degrees by which the lines of print are slanted, clockwise: along them the rows are fullest and emptiest. */
function slantOf({ width, kinds }: Samples): number {
  const points: (readonly [x: number, y: number])[] = []
  for (let at = 0; at < kinds.length; at += PROBE) {
    if (kinds[at] === PALE_SAMPLE) points.push([at % width, Math.floor(at / width)])
  }
  let [best, most] = [0, 0]
  for (let degrees = -60; degrees <= 60; degrees += 3) {
    const [cos, sin] = [Math.cos(degrees * Math.PI / 180), Math.sin(degrees * Math.PI / 180)]
    const rows = new Map<number, number>()
    for (const [x, y] of points) {
      const row = Math.round((y * cos - x * sin) / ROW)
      rows.set(row, (rows.get(row) ?? 0) + 1)
    }
    const sharpness = [...rows.values()].reduce((sum, count) => sum + count ** 2, 0)
    if (sharpness > most) [best, most] = [degrees, sharpness]
  }
  return best
}

/** Every so many samples are looked at for the slant, in rows of so many samples. */
const PROBE = 7
const ROW = 4

function pictureOf({ width, height, kinds }: Samples): Pixels {
  const data = new Uint8Array(4 * kinds.length).fill(255)
  for (let at = 0; at < kinds.length; at++) if (kinds[at] === PALE_SAMPLE) data.fill(0, 4 * at, 4 * at + 3)
  return { width, height, data }
}

function scaled([left, top, right, bottom]: Region, by: number): Region {
  return [left * by, top * by, right * by, bottom * by]
}
