import type { Location, Part, Place } from '../model/index.js'
import { blockAt } from './text.js'

/**
 * Places of one part, asked for in ascending order: what `locate` of the model gives, counted on from the place
 * before. Listing all findings of a long text in one block so costs one walk over it.
 */
export class Locator {
  #block = -1
  #at = 0
  #lines = 0
  #lineStart = 0

  constructor(readonly part: Part) {}

  at(offset: number): Location {
    const { kind, name, blocks } = this.part
    const where = { part: kind, ...(name !== '' && { name }) }
    const index = blockAt(blocks, offset)
    const block = blocks[index]
    if (!block) return where
    if (block.place.line === undefined) return { ...block.place, ...where }
    if (index !== this.#block || offset < this.#at) this.#enter(index, block.start)
    this.#walk(Math.min(Math.max(offset, block.start), block.end))
    return { ...counted(block.place, this.#lines, this.#at - this.#lineStart), ...where }
  }

  #enter(index: number, start: number): void {
    this.#block = index
    this.#at = start
    this.#lines = 0
    this.#lineStart = start
  }

  /** `\r\n`, `\r` and `\n` each end one line; the `\n` of a `\r\n` still is of its line. */
  #walk(to: number): void {
    const { text } = this.part
    for (; this.#at < to; this.#at++) {
      const unit = text.charCodeAt(this.#at)
      if (unit !== 0x0a && (unit !== 0x0d || text.charCodeAt(this.#at + 1) === 0x0a)) continue
      this.#lines++
      this.#lineStart = this.#at + 1
    }
  }
}

function counted(place: Place, lines: number, units: number): Place {
  const line = place.line! + lines
  if (place.column === undefined) return { ...place, line }
  return { ...place, line, column: lines === 0 ? place.column + units : units + 1 }
}
