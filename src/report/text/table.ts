import { harmless } from './harmless.js'
import { padColumns, width } from './width.js'

/**
 * Rows below their heads, each column as wide as its widest cell; numbers stand at the right. Cells come as they are
 * and are made harmless here. Ends with a line end; nothing for no rows.
 */
export function renderTable(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  if (rows.length === 0) return ''
  const shown = [heads, ...rows].map((row) => row.map((cell) => harmless(String(cell))))
  const wide = heads.map((_, column) => shown.reduce((most, row) => Math.max(most, width(row[column] ?? '')), 0))
  const isNumber = heads.map((_, column) => rows.every((row) => typeof row[column] === 'number'))
  const line = (row: readonly string[]) =>
    row.map((cell, column) => placed(cell, wide[column]!, isNumber[column]!)).join('  ').trimEnd()
  return `${shown.map(line).join('\n')}\n`
}

function placed(cell: string, columns: number, right: boolean): string {
  return right ? ' '.repeat(columns - width(cell)) + cell : padColumns(cell, columns)
}
