import type { Layout } from '../../layout/index.js'
import {
  blockIndexAt, VISIBILITIES, type Near, type Part, type Reason, type Span, type Visibility,
} from '../../model/index.js'

/** A part with what is cached while its hits are judged. */
export interface PartContext {
  readonly part: Part
  /** Index into the document's parts. */
  readonly index: number
  /** Of the document. */
  readonly layout: Layout
  /** Results of searches for words anywhere in the part, by the rule's condition. */
  nearInPart?: Map<Near, Reason | undefined>
}

/**
 * The visibility of a span: the least visible of the blocks it touches. `undefined` when it touches no block, or
 * only echoes: the text they repeat is judged elsewhere.
 */
export function visibilityOf(part: Part, span: Span): Visibility | undefined {
  let least = -1
  for (let at = blockIndexAt(part.blocks, span.start); at < part.blocks.length; at++) {
    const block = part.blocks[at]!
    if (block.start >= span.end) break
    if (block.end <= span.start || block.echo) continue
    least = Math.max(least, VISIBILITIES.indexOf(block.visibility))
  }
  return VISIBILITIES[least]
}

/** The page of an offset; 1 where the format has no pages. */
export function pageAt(part: Part, offset: number): number {
  return part.blocks[blockIndexAt(part.blocks, offset)]?.place.page ?? 1
}
