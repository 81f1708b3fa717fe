import { blockIndexAt, locate, type Part } from '../../model/index.js'
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
 * range keeps its place and visibility. Cost: a binary search for each range.
 */
export function rearranged(part: Part, lines: readonly (readonly TextRange[])[]): Part {
  const builder = new PartBuilder(part.kind, part.name)
  for (const line of lines) {
    for (const { start, end, echo: repeated = false } of line) {
      const { visibility, echo = false, style } = part.blocks[blockIndexAt(part.blocks, start)]!
      builder.block(part.text.slice(start, end), locate(part, start), visibility, echo || repeated, style)
    }
    builder.separate('\n')
  }
  return builder.build()
}
