export { headingOf } from './heading.js'
