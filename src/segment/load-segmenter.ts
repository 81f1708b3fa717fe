import { ScreenError } from '../model/index.js'
import { loadNodejieba } from './nodejieba.js'
import { loadPacked } from './packed/load-packed.js'
import type { Segmenter } from './segmenter.js'

/**
 * `packed`: jieba's algorithm and dictionary, in TypeScript and a data file of this package · `nodejieba`: the native
 * module, with the same word boundaries · `auto`: the first of the two that loads.
 */
export const SEGMENTERS = ['auto', 'packed', 'nodejieba'] as const
export type SegmenterKind = (typeof SEGMENTERS)[number]

/**
 * What users can choose: a segmenter, or none.
 * @example
 * const choice: SegmenterChoice = 'none'
 * const screener = await createScreener({ segmenter: choice })
 */
export type SegmenterChoice = SegmenterKind | 'none'

/**
 * Loads a segmenter. Resolves to `undefined` when it is not available: not installed, not built, or its dictionary is
 * missing. Word boundaries are then not checked, and the report says so. Later calls return the same segmenter.
 * @throws ScreenError `usage` for an unknown kind
 */
export async function loadSegmenter(kind: SegmenterKind = 'auto'): Promise<Segmenter | undefined> {
  switch (kind) {
    case 'auto':
      return loadPacked() ?? loadNodejieba()
    case 'packed':
      return loadPacked()
    case 'nodejieba':
      return loadNodejieba()
    default:
      throw new ScreenError('unknown-segmenter', { name: String(kind), known: SEGMENTERS.join(', ') })
  }
}
