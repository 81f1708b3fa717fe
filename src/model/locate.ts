import { RowCells } from './cell.js'
import type { Block, Part, Place } from './part.js'

/**
 * The place of one character of a part. It is the place of the character's block, refined where the block's place has
 * the field: line and column are counted on from the start of the block (`\r\n`, `\r` and `\n` each end a line), and
 * in a block that is a table row the cell is found. An offset between two blocks belongs to the block before it.
 * @param offset UTF-16 code units from the start of `part.text`. Cost: O(log blocks + distance in the block).
 */
export function locate(part: Part, offset: number): Place {
  const block = part.blocks[blockIndexAt(part.blocks, offset)]
  if (!block) return {}
  const { line, column, cell } = block.place
  if (block.row && cell !== undefined) {
    return { ...block.place, cell: new RowCells(cell, block.row, part.text, block.start).at(offset) }
  }
  if (line === undefined) return block.place
  const ahead = countLines(part.text, block.start, Math.min(Math.max(offset, block.start), block.end))
  const counted = { ...block.place, line: line + ahead.lines }
  if (column === undefined) return counted
  return { ...counted, column: ahead.lines === 0 ? column + ahead.units : ahead.units + 1 }
}

/** The index of the last block that starts at or before the offset; 0 where there is none. Cost: O(log blocks). */
export function blockIndexAt(blocks: readonly Block[], offset: number): number {
  let low = 0
  let high = blocks.length - 1
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if (blocks[middle]!.start <= offset) low = middle
    else high = middle - 1
  }
  return low
}

/** Line ends between two offsets, and code units after the last one. A `\r\n` counts once, at its `\n`. */
function countLines(text: string, from: number, to: number): { lines: number; units: number } {
  let lines = 0
  let lineStart = from
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at)
    if (unit !== 0x0a && (unit !== 0x0d || text.charCodeAt(at + 1) === 0x0a)) continue
    lines++
    lineStart = at + 1
  }
  return { lines, units: to - lineStart }
}
