import { blockIndexAt, locate, RowCells, type Block, type Part } from '../../model/index.js'
import { PartBuilder } from './part-builder.js'

/** A range of a part's text, in UTF-16 code units. */
export interface TextRange {
  readonly start: number
  readonly end: number
  /** True for text that is repeated here as context; see `Block.echo`. */
  readonly echo?: boolean
}

/**
 * A part of the same kind and name with ranges of the text in another order, one line for each list of ranges. Every
 * range keeps its place and visibility. Cost: a binary search for each range; ranges of one row should ascend.
 */
export function rearranged(part: Part, lines: readonly (readonly TextRange[])[]): Part {
  const builder = new PartBuilder(part.kind, part.name)
  let cells: RowCells | undefined
  for (const line of lines) {
    for (const { start, end, echo: repeated = false } of line) {
      const block = part.blocks[blockIndexAt(part.blocks, start)]!
      const { visibility, echo = false, style } = block
      if (cells?.start !== block.start) cells = cellsOf(part, block)
      const place = cells ? { ...block.place, cell: cells.at(start) } : locate(part, start)
      builder.block(part.text.slice(start, end), place, visibility, echo || repeated, style)
    }
    builder.separate('\n')
  }
  return builder.build()
}

/** The cells of a block that is a row of a table. */
function cellsOf({ text }: Part, { place, row, start }: Block): RowCells | undefined {
  return row && place.cell !== undefined ? new RowCells(place.cell, row, text, start) : undefined
}
