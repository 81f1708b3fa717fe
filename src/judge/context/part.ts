import {
  VISIBILITIES, type Block, type Near, type Part, type Reason, type Span, type Visibility,
} from '../../model/index.js'

/** A part with what judging it keeps between hits. */
export interface Text {
  readonly part: Part
  /** Its place among the document's parts. */
  readonly index: number
  /** Which of a rule's signs the part holds anywhere, for the rules that have asked. */
  held?: Map<Near, Reason | undefined>
}

/**
 * How a reader meets what a span touches: the least public of its blocks. `undefined` when it touches only echoes
 * (and is told elsewhere) or no block at all.
 */
export function visibilityOf(part: Part, span: Span): Visibility | undefined {
  let least = -1
  let told = false
  for (let at = blockAt(part.blocks, span.start); at < part.blocks.length; at++) {
    const block = part.blocks[at]!
    if (block.start >= span.end) break
    if (block.end <= span.start) continue
    told ||= !block.echo
    if (!block.echo) least = Math.max(least, VISIBILITIES.indexOf(block.visibility))
  }
  return told ? VISIBILITIES[least] : undefined
}

/** The page an offset stands on; 1 where the format has none. */
export function pageAt(part: Part, offset: number): number {
  return part.blocks[blockAt(part.blocks, offset)]?.place.page ?? 1
}

/** Index of the last block that starts at or before `offset`, or 0. */
export function blockAt(blocks: readonly Block[], offset: number): number {
  let low = 0
  let high = blocks.length - 1
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if (blocks[middle]!.start <= offset) low = middle
    else high = middle - 1
  }
  return low
}
