import { blockIndexAt, RowCells, type Block, type Location, type Part } from '../../model/index.js'

/**
 * Finds the locations of offsets in one part, with the same results as `locate` of the model. Ask in ascending order:
 * lines are counted on from the previous offset, so that all findings of a long text cost one pass over it.
 */
export class Locator {
  #block = -1
  #at = 0
  #lines = 0
  #lineStart = 0
  /** Of the row asked for last. */
  #cells: RowCells | undefined

  constructor(readonly part: Part) {}

  at(offset: number): Location {
    const { kind, name, blocks } = this.part
    const index = blockIndexAt(blocks, offset)
    const block = blocks[index]
    const location: { -readonly [Key in keyof Location]: Location[Key] } =
      name === '' ? { ...block?.place, kind: kind } : { ...block?.place, kind: kind, name }
    if (block?.row && location.cell !== undefined) {
      if (this.#cells?.start !== block.start) {
        this.#cells = new RowCells(location.cell, block.row, this.part.text, block.start)
      }
      location.cell = this.#cells.at(offset)
    }
    if (block?.place.line !== undefined) this.#count(location, index, block, offset)
    return location
  }

  #count(location: { line?: number; column?: number }, index: number, block: Block, offset: number): void {
    if (index !== this.#block || offset < this.#at) this.#enter(index, block.start)
    this.#walk(Math.min(Math.max(offset, block.start), block.end))
    location.line = block.place.line! + this.#lines
    if (block.place.column === undefined) return
    const ahead = this.#at - this.#lineStart
    location.column = this.#lines === 0 ? block.place.column + ahead : ahead + 1
  }

  #enter(index: number, start: number): void {
    this.#block = index
    this.#at = start
    this.#lines = 0
    this.#lineStart = start
  }

  /** `\r\n`, `\r` and `\n` each end a line; the `\n` of `\r\n` belongs to the line it ends. */
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
