export { shownFacts } from './facts.js'
export { parseLayout, type Layout } from './layout.js'
export { regionAt } from './region.js'
