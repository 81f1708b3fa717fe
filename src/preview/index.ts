export { findHeading } from './heading.js'
export { createPreview } from './preview.js'
