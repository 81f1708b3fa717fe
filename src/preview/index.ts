export { headingOf } from './heading.js'
export { previewOf } from './preview.js'
