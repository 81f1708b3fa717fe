/** The letters of a column: 1 → A, 27 → AA. */
export function columnLetters(column: number): string {
  let letters = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return letters
}

/** The column of an address: B3 → 2; 0 where it begins with no letter, or with more than three. */
export function columnOf(address: string): number {
  let column = 0
  const [letters] = /^(?:[A-Z]{1,3}(?![A-Z]))?/i.exec(address)!
  for (const letter of letters.toUpperCase()) column = 26 * column + letter.charCodeAt(0) - 64
  return column
}

/** The address of the cell so many columns to the right: B3, 2 → D3. */
export function cellToTheRight(address: string, columns: number): string {
  const column = columnOf(address)
  return columns === 0 || column === 0 ? address : columnLetters(column + columns) + address.replace(/^[A-Z]+/i, '')
}

/** The cell at an offset of a block that holds cells of a row: each tab before it is one cell on. */
export function cellWithin(
  address: string, row: readonly number[], text: string, start: number, offset: number,
): string {
  let tabs = 0
  for (let at = text.indexOf('\t', start); at >= 0 && at < offset; at = text.indexOf('\t', at + 1)) tabs++
  return cellToTheRight(address, row[Math.min(tabs, row.length - 1)]!)
}
