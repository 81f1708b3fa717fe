import { escapeControls, padColumns, width } from '../../report/text/index.js'

/** A label and its text. */
export type Field = readonly [label: string, text: string]

/** One field per line, with the texts aligned and their control characters and line breaks escaped. */
export function fieldLines(fields: readonly Field[]): string {
  const columns = Math.max(...fields.map(([label]) => width(label)))
  return fields.map(([label, text]) => `${padColumns(label, columns)}  ${escapeControls(text)}\n`).join('')
}
