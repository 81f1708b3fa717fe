import { screenExample } from '../../src/screener.js'
import { loadSegmenter } from '../../src/segment/index.js'

/** Screens a text as a document of one part, as the examples of lexicons are screened. */
export const screenText = screenExample(() => loadSegmenter())
