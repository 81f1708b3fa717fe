import { columnLetters } from '../../../model/index.js'

/** Most ranges of hidden columns; each cell is compared with all of them. */
const MOST = 500

/** Where one is in a table, with repeated columns and rows counted and not written out. */
export class Sheet {
  /** The current cell already holds a paragraph. */
  begun = false
  /** Number that the current cell holds, and what its paragraphs show. */
  #stored = ''
  #shown = ''
  readonly #hidden: [from: number, to: number][] = []
  #columns = 0
  #row = 0
  #nextRow = 1
  #column = 0
  #nextColumn = 1

  /** `name` is the sheet's in a spreadsheet; undefined for a table in a text. */
  constructor(readonly name: string | undefined) {}

  takeColumns(count: number, hidden: boolean): void {
    const last = this.#hidden.at(-1)
    if (hidden && last?.[1] === this.#columns) last[1] += count
    else if (hidden && this.#hidden.length < MOST) this.#hidden.push([this.#columns + 1, this.#columns + count])
    this.#columns += count
  }

  openRow(count: number): void {
    this.#row = this.#nextRow
    this.#nextRow += count
    this.#column = 0
    this.#nextColumn = 1
  }

  openCell(count: number, stored: string): void {
    this.begun = false
    this.#stored = stored
    this.#shown = ''
    this.#column = this.#nextColumn
    this.#nextColumn += count
  }

  show(text: string): void {
    if (this.#stored !== '') this.#shown += text
  }

  /** The number of the current cell where its text shows another; else empty. */
  hiddenNumber(): string {
    return this.#shown.replace(/[\s,，'’]/g, '').includes(this.#stored) ? '' : this.#stored
  }

  /** True if the cell that is about to open stands in a hidden column. */
  hidesNext(): boolean {
    return this.#hidden.some(([from, to]) => this.#nextColumn >= from && this.#nextColumn <= to)
  }

  /** Address of the current cell; undefined outside one. */
  get cell(): string | undefined {
    if (this.#row === 0 || this.#column === 0) return undefined
    return `${columnLetters(this.#column)}${this.#row}`
  }
}
