export { foldSupplementary } from './supplementary.js'
export { DROPPED } from './characters.js'
export { fold, foldTerm } from './fold.js'
export { foldTable } from './fold-table.js'
