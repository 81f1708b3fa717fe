import type { Part, Place, Visibility } from '../../model/index.js'
import type { Budget } from '../budget.js'
import { PartBuilder } from '../parts/part-builder.js'
import type { RecognisedLine } from '../picture-reader.js'

/**
 * Lines of a picture as a part of kind `image`; pieces side by side in one row are its cells. `place` says where a line
 * stands, for pictures that are on a page.
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
    const beside = before !== undefined && isSameRow(before, line)
    if (!beside) number++
    builder.separate(beside ? '\t' : '\n').block(line.text, { line: number, ...place(line) }, visibility)
    if (line.text !== '') before = line
  }
  return builder.empty ? undefined : builder.build()
}

/** To the right, with more than half of the lower one's height in common. */
function isSameRow({ box: one }: RecognisedLine, { box: other }: RecognisedLine): boolean {
  const common = Math.min(one[3], other[3]) - Math.max(one[1], other[1])
  return other[0] >= one[2] - 2 && common > 0.5 * Math.min(one[3] - one[1], other[3] - other[1])
}
