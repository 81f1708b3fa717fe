import type { Part, PreviewNode } from '../model/index.js'
import type { ReadableText } from './parse-markup.js'

/**
 * The visible text of a document, line by line. Lines with tabs become table rows. Truncated after `mostUnits` code
 * units.
 */
export function textLines(parts: readonly Part[], mostUnits: number): ReadableText {
  const nodes: PreviewNode[] = []
  let left = mostUnits
  let rows: PreviewNode[] | undefined
  for (const { text } of parts.filter(({ kind }) => SHOWN_KINDS.has(kind))) {
    for (const line of text.slice(0, Math.max(left, 0)).split(/[\n\f]/)) {
      if (!line.includes('\t')) {
        rows = undefined
        if (line.trim() !== '') nodes.push({ tag: 'p', children: [line] })
        continue
      }
      if (!rows) nodes.push({ tag: 'table', children: (rows = []) })
      rows.push({ tag: 'tr', children: line.split('\t').map((cell) => ({ tag: 'td' as const, children: [cell] })) })
    }
    rows = undefined
    left -= text.length
  }
  return { nodes, truncated: left < 0 }
}

const SHOWN_KINDS: ReadonlySet<string> = new Set(['body', 'cell', 'textbox', 'notes', 'footnote', 'endnote'])
