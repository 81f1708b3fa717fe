import type { Part } from '../../model/index.js'
import type { TextRange } from './rearranged.js'

/** Fewest cells in a row that are joined: shorter rows are answers and marks of lists. */
const LEAST = 4

/** Cells of one row that hold one character each, with white space around it perhaps. */
const SINGLE = '[ \\u3000]*[^\\s\\u3000][ \\u3000]*'
const ROW = new RegExp(`(?<![^\\t\\n\\f])${SINGLE}(?:\\t${SINGLE}){${LEAST - 1},}(?![^\\t\\n\\f])`, 'gu')

/**
 * Rows of cells with one character each, as forms have them for numbers, without the cell borders: 1|1|0|1|0|5… reads
 * 110105…. One list for each row. Cost: linear in the text; nothing where the part has no cells.
 */
export function joinedCells({ text }: Part): TextRange[][] {
  if (!text.includes('\t')) return []
  return [...text.matchAll(ROW)].map(({ index, 0: row }) =>
    [...row.matchAll(/[^\s\u3000]/gu)].map((character) => {
      const start = index + character.index
      return { start, end: start + character[0].length }
    }))
}
