import { escapeControls } from './escape-controls.js'
import { padColumns, width } from './width.js'

/**
 * A table of text: each column is as wide as its widest cell, and columns of numbers are aligned right. Control
 * characters in cells are escaped. Ends with a line end; empty without rows.
 */
export function renderTable(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  if (rows.length === 0) return ''
  const lines = [heads, ...rows].map((row) => row.map((cell) => escapeControls(String(cell))))
  const widths = heads.map((_, column) => lines.reduce((most, row) => Math.max(most, width(row[column] ?? '')), 0))
  const isNumber = heads.map((_, column) => rows.every((row) => typeof row[column] === 'number'))
  const line = (row: readonly string[]) =>
    row.map((cell, column) => aligned(cell, widths[column]!, isNumber[column]!)).join('  ').trimEnd()
  return `${lines.map(line).join('\n')}\n`
}

function aligned(cell: string, columns: number, right: boolean): string {
  return right ? ' '.repeat(columns - width(cell)) + cell : padColumns(cell, columns)
}
