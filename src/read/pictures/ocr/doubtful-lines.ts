import type { UnplacedGap } from '../../../model/index.js'
import type { RecognisedLine } from '../../picture-reader.js'

/** The text of a line with lower confidence counts, but may say something else. */
export const DOUBTFUL = 0.6
/** A lower line, in samples, has no legible character: lines have margins. */
const LEGIBLE_LINE = 14
/** A line of two characters is longer than this many times its height. */
const TWO_CHARACTERS = 1.5
/** Single characters further apart than this, in their sizes, are symbols of a drawing, not a word. */
const WORD_SPACING = 3
/** Doubtful lines that are a smaller share of all lines, by length, are specks, symbols and ornaments of a page. */
const SHARE = 0.05

/**
 * The gap for lines that were read with doubt, where they could hide something: they are not a small share of what was
 * read, and they are more than a single symbol. `all` are the lines of the picture, where `lines` are some of them.
 */
export function doubtGap(
  lines: readonly RecognisedLine[], all: readonly RecognisedLine[] = lines,
): UnplacedGap | undefined {
  const doubtful = wordsAmong(lines.filter(isDoubtful))
  if (doubtful.length === 0 || lengthOf(doubtful) <= SHARE * lengthOf(all)) return undefined
  return { reason: 'partly-unreadable', args: { feature: 'ocr-confidence', count: doubtful.length } }
}

/** True for a legible line with low confidence. */
function isDoubtful({ confidence, box: [l, t, r, b] }: RecognisedLine): boolean {
  return confidence < DOUBTFUL && Math.min(r - l, b - t) >= LEGIBLE_LINE
}

/** True where there is room for two characters. */
export function isDoubtfulWord(line: RecognisedLine): boolean {
  return isDoubtful(line) && !isSingle(line)
}

/** Lines with room for two characters, and single characters that have another one of their size beside or below. */
function wordsAmong(lines: readonly RecognisedLine[]): RecognisedLine[] {
  const single = lines.filter(isSingle)
  return lines.filter((line) => !isSingle(line) || single.some((other) => other !== line && isNeighbour(line, other)))
}

function isSingle({ box: [l, t, r, b] }: RecognisedLine): boolean {
  return Math.max(r - l, b - t) < TWO_CHARACTERS * Math.min(r - l, b - t)
}

function isNeighbour({ box: one }: RecognisedLine, { box: other }: RecognisedLine): boolean {
  const [size, otherSize] = [sizeOf(one), sizeOf(other)]
  if (Math.max(size, otherSize) > TWO_CHARACTERS * Math.min(size, otherSize)) return false
  const [apartX, apartY] = [apart(one, other, 0), apart(one, other, 1)]
  const isRow = apartY < -size / 2 && apartX < WORD_SPACING * size
  return isRow || (apartX < -size / 2 && apartY < WORD_SPACING * size)
}

/** Distance between two boxes along an axis, negative where they overlap. */
function apart(one: RecognisedLine['box'], other: RecognisedLine['box'], axis: 0 | 1): number {
  return Math.max(one[axis], other[axis]) - Math.min(one[axis === 0 ? 2 : 3], other[axis === 0 ? 2 : 3])
}

function sizeOf([l, t, r, b]: RecognisedLine['box']): number {
  return Math.max(r - l, b - t)
}

function lengthOf(lines: readonly RecognisedLine[]): number {
  return lines.reduce((sum, { box }) => sum + sizeOf(box), 0)
}
