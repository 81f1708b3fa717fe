/** The letters of a spreadsheet column, counted from 1: 1 → A, 27 → AA. */
export function columnLetters(column: number): string {
  let letters = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return letters
}

/** The column of a cell address, B3 → 2; 0 when the address does not start with one to three letters. */
export function columnOf(address: string): number {
  let column = 0
  const [letters] = /^(?:[A-Z]{1,3}(?![A-Z]))?/i.exec(address)!
  for (const letter of letters.toUpperCase()) column = 26 * column + letter.charCodeAt(0) - 64
  return column
}

/** The address of the cell `columns` to the right: B3, 2 → D3. */
function cellToTheRight(address: string, columns: number): string {
  const column = columnOf(address)
  return columns === 0 || column === 0 ? address : columnLetters(column + columns) + address.replace(/^[A-Z]+/i, '')
}

/**
 * Finds the cells of one block whose cells are separated by tabs. Ask in ascending order: tabs are counted on from the
 * previous offset, so that all findings of a long row cost one pass over it.
 */
export class RowCells {
  #tabs = 0
  /** The tab after those counted; -1: there is none. */
  #next: number
  #reached: number

  /**
   * @param address the first cell, `B3`
   * @param row columns from the first cell to each cell, the first included (`Block.row`)
   * @param start UTF-16 offset of the block in `text`
   */
  constructor(
    readonly address: string, readonly row: readonly number[], readonly text: string, readonly start: number,
  ) {
    this.#next = text.indexOf('\t', start)
    this.#reached = start
  }

  /** The address of the cell that holds an offset of the text. */
  at(offset: number): string {
    if (offset < this.#reached) {
      this.#tabs = 0
      this.#next = this.text.indexOf('\t', this.start)
    }
    this.#reached = offset
    for (; this.#next >= 0 && this.#next < offset; this.#next = this.text.indexOf('\t', this.#next + 1)) this.#tabs++
    return cellToTheRight(this.address, this.row[Math.min(this.#tabs, this.row.length - 1)]!)
  }
}
