import { ScreenError } from '../model/index.js'
import { loadNodejieba } from './nodejieba.js'
import { loadPacked } from './packed/load-packed.js'
import type { Segmenter } from './segmenter.js'

/**
 * `packed`: our own engine over jieba's dictionary, from a file of this package · `nodejieba`: the native module, whose
 * edges are the same · `auto`: the first of them that loads here.
 */
export const SEGMENTERS = ['auto', 'packed', 'nodejieba'] as const
export type SegmenterKind = (typeof SEGMENTERS)[number]

/** What a user may ask for: a segmenter, or to do without. */
export type SegmenterChoice = SegmenterKind | 'none'

/**
 * Loads a segmenter; `undefined` when it cannot be had here (not installed, not built, its dictionary gone): then
 * word edges stay unchecked, and the report says so. Rejects only for a kind there is not. Later calls are free.
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
