import { screenExample } from '../../src/screener.js'
import { loadSegmenter } from '../../src/segment/index.js'

/** Screens a text as a document of one part, the way the lexicons' own examples are tried. */
export const screenText = screenExample(() => loadSegmenter())
