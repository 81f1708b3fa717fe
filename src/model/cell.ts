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
 * The cell that holds an offset of `text`, in a block whose cells are separated by tabs.
 * @param address the first cell, `B3`
 * @param row columns from the first cell to each cell, the first included (`Block.row`)
 * @param start UTF-16 offset of the block in `text`
 */
export function cellWithin(
  address: string, row: readonly number[], text: string, start: number, offset: number,
): string {
  let tabs = 0
  for (let at = text.indexOf('\t', start); at >= 0 && at < offset; at = text.indexOf('\t', at + 1)) tabs++
  return cellToTheRight(address, row[Math.min(tabs, row.length - 1)]!)
}
