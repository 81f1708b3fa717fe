import { harmless, padColumns, width } from '../../report/index.js'

/** A label and its text. */
export type Field = readonly [label: string, text: string]

/** One field a line, the texts aligned; control characters and line breaks in them are made harmless. */
export function fieldLines(fields: readonly Field[]): string {
  const columns = Math.max(...fields.map(([label]) => width(label)))
  return fields.map(([label, text]) => `${padColumns(label, columns)}  ${harmless(text)}\n`).join('')
}
