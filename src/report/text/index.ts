export { escapeMarkup } from './escape-markup.js'
export { harmless, harmlessArgs } from './harmless.js'
export { renderTable } from './table.js'
export { clip, padColumns, width, wrap } from './width.js'
