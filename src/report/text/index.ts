export { escapeMarkup } from './escape-markup.js'
export { escapeControls as harmless, escapeArgs as harmlessArgs } from './escape-controls.js'
export { renderTable } from './table.js'
export { clip, padColumns, width, wrap } from './width.js'
