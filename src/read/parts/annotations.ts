import type { Part } from '../../model/index.js'
import type { TextRange } from './rearranged.js'

/** An anchor, the text that is annotated, a separator, annotations, an end (Unicode 16, 23.8). */
const ANNOTATED = /\ufff9([^\ufff9-\ufffb]*)(?:\ufffa[^\ufff9-\ufffb]*)*\ufffb/g

/**
 * Lines with interlinear annotations as they are shown: without the annotations, which stand above the line. One list
 * for each such line. Cost: linear in the text.
 */
export function withoutAnnotations({ text }: Part): TextRange[][] {
  if (!text.includes('\ufff9')) return []
  return [...text.matchAll(/(?<![^\n\t\f])[^\n\t\f\ufff9]*\ufff9[^\n\t\f]*/g)].map(({ index, 0: line }) => {
    const shown: TextRange[] = []
    let start = index
    for (const { index: at, 0: whole, 1: annotated = '' } of line.matchAll(ANNOTATED)) {
      const anchor = index + at
      shown.push({ start, end: anchor }, { start: anchor + 1, end: anchor + 1 + annotated.length })
      start = anchor + whole.length
    }
    return [...shown, { start, end: index + line.length }].filter((range) => range.end > range.start)
  })
}
