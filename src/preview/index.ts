export { createPreview } from './preview.js'
