import type { Part, Place, Visibility } from '../../model/index.js'
import type { Budget } from '../budget.js'
import { PartBuilder } from '../parts/part-builder.js'
import type { RecognisedLine } from '../picture-reader.js'

/**
 * Makes a part of kind `image` from the recognised lines of a picture. Lines next to each other in one row become
 * cells. `place` gives the place of a line, for pictures on a page. Undefined where there is no text, or no budget for
 * it.
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
  for (const line of lines) {
    const isCell = before !== undefined && isSameRow(before, line)
    if (!isCell) number++
    builder.separate(isCell ? '\t' : '\n').block(line.text, { line: number, ...place(line) }, visibility)
    if (line.text !== '') before = line
  }
  return builder.empty ? undefined : builder.build()
}

/** True where `other` is to the right, and they share more than half of the height of the lower one. */
function isSameRow({ box: one }: RecognisedLine, { box: other }: RecognisedLine): boolean {
  const common = Math.min(one[3], other[3]) - Math.max(one[1], other[1])
  return other[0] >= one[2] - 2 && common > 0.5 * Math.min(one[3] - one[1], other[3] - other[1])
}
