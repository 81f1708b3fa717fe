export { foldSupplementary } from './supplementary.js'
export { DROPPED } from './characters.js'
export { fold, foldTerm, type Folded } from './fold.js'
export { foldTable, type FoldTable } from './fold-table.js'
