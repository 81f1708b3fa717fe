import type { Part } from '../../model/index.js'
import type { TextRange } from './rearranged.js'

/** Rows with fewer cells are not joined: they are answers and list markers. */
const LEAST = 4

/** A cell that holds one character, with optional white space around it. */
const SINGLE = '[ \\u3000]*[^\\s\\u3000][ \\u3000]*'
const ROW = new RegExp(`(?<![^\\t\\n\\f])${SINGLE}(?:\\t${SINGLE}){${LEAST - 1},}(?![^\\t\\n\\f])`, 'gu')

/**
 * Rows of one-character cells, which forms use for numbers, without the cell borders: 1|1|0|1|0|5… reads 110105….
 * One list for each row. Cost: linear in the text; none where the part has no cells.
 */
export function joinedCells({ text }: Part): TextRange[][] {
  if (!text.includes('\t')) return []
  return [...text.matchAll(ROW)].map(({ index, 0: row }) =>
    [...row.matchAll(/[^\s\u3000]/gu)].map((character) => {
      const start = index + character.index
      return { start, end: start + character[0].length }
    }))
}
