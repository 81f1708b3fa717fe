import type { Part, Place, Visibility } from '../../model/index.js'
import type { Budget } from '../budget.js'
import { PartBuilder } from '../parts/part-builder.js'
import { wrappedCells, type WrittenRun } from '../page/wrapped-cells.js'
import type { RecognisedLine } from '../picture-reader.js'

/**
 * Makes a part of kind `image` from the recognised lines of a picture. Lines next to each other in one row become
 * cells. Cells of tables whose text wraps follow as lines of their own. `place` gives the place of a line, for pictures
 * on a page. Undefined where there is no text, or no budget for it.
 */
export function imagePartOf(
  name: string,
  lines: readonly RecognisedLine[],
  budget: Budget,
  place: (line: RecognisedLine) => Place = () => ({}),
  visibility: Visibility = 'visible',
): Part | undefined {
  const builder = new PartBuilder('image', name)
  if (!budget.takeText(name, lines.reduce((sum, { text }) => sum + text.length, 0))) return undefined
  let before: RecognisedLine | undefined
  let number = 0
  const written: { readonly line: RecognisedLine; readonly start: number; readonly place: Place }[] = []
  for (const line of lines) {
    const isCell = before !== undefined && isSameRow(before, line)
    if (!isCell) number++
    builder.separate(isCell ? '\t' : '\n')
    written.push({ line, start: builder.length, place: { line: number, ...place(line) } })
    builder.recognised(line.text, line.confidence, written.at(-1)!.place, visibility)
    if (line.text !== '') before = line
  }
  if (builder.empty) return undefined
  for (const cell of wrappedCells(runsOf(written))) {
    builder.separate('\n')
    for (const { start, end, echo = false } of cell) {
      const source = written.findLast((each) => each.start <= start)!
      builder.block(source.line.text.slice(start - source.start, end - source.start), source.place, visibility, echo)
    }
  }
  return builder.build()
}

/** The lines as runs on a page: the heights of boxes vary with the letters, so the usual one is the size of all. */
function runsOf(written: readonly { readonly line: RecognisedLine; readonly start: number }[]): WrittenRun[] {
  const heights = written.map(({ line: { box } }) => box[3] - box[1]).sort((one, other) => one - other)
  const usual = heights[heights.length >> 1] ?? 0
  return written.map(({ line: { text, box: [left, top, right, bottom] }, start }, order) => {
    const height = bottom - top
    const size = EM * (height > usual / UNUSUAL && height < usual * UNUSUAL ? usual : height)
    const across = (top + bottom) / 2
    return {
      start,
      run: { text, at: [left], end: right, across, size, dx: 1, dy: 0, vertical: false, order, hidden: false },
    }
  })
}

/** An em, in heights of a box. Rather less than it is, so that the head of a column is not joined to it. */
const EM = 0.65
/** Type of another size is higher or lower than most lines by this factor. */
const UNUSUAL = 1.5

/** True where `other` is to the right, and they share more than half of the height of the lower one. */
function isSameRow({ box: one }: RecognisedLine, { box: other }: RecognisedLine): boolean {
  const common = Math.min(one[3], other[3]) - Math.max(one[1], other[1])
  return other[0] >= one[2] - 2 && common > 0.5 * Math.min(one[3] - one[1], other[3] - other[1])
}
