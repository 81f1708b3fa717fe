export { escapeControls } from './escape-controls.js'
export { renderTable } from './table.js'
export { padColumns, width, wrap } from './width.js'
