import type { Part } from '../../model/index.js'
import type { TextRange } from './rearranged.js'

const OVERRIDE = '\u202e'
/** Characters that open an embedding, an override or an isolate (Unicode Standard Annex 9, 2). */
const OPENS = /[\u202a\u202b\u202d\u202e\u2066-\u2068]/
const CLOSES = /[\u202c\u2069]/

/**
 * Lines with a right-to-left override (U+202E), in display order: the text inside the override is reversed, up to its
 * end or the end of the line. One list for each such line. Cost: linear in the text.
 */
export function visualOrder({ text }: Part): TextRange[][] {
  if (!text.includes(OVERRIDE)) return []
  return [...text.matchAll(OVERRIDDEN_LINE)].map(({ index, 0: line }) => reorderLine(line, index))
}

const OVERRIDDEN_LINE = /(?<![^\n\t\f])[^\n\t\f\u202e]*\u202e[^\n\t\f]*/g

function reorderLine(line: string, offset: number): TextRange[] {
  const shown: TextRange[] = []
  /** Index in `shown` at which each open override began; undefined for an open embedding or isolate. */
  const open: (number | undefined)[] = []
  let at = offset
  const close = (): void => {
    const from = open.pop()
    if (from !== undefined) shown.push(...shown.splice(from).reverse())
  }
  for (const character of line) {
    const end = at + character.length
    if (OPENS.test(character)) open.push(character === OVERRIDE ? shown.length : undefined)
    else if (CLOSES.test(character)) close()
    else shown.push({ start: at, end })
    at = end
  }
  while (open.length > 0) close()
  return shown
}
