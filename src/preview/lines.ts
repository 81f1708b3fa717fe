import type { Part, PreviewNode } from '../model/index.js'
import type { Readable } from './markup.js'

/**
 * The texts of a document that a person would see, line by line; what a tab divides is a row of a table. Cut after
 * `mostUnits` code units.
 */
export function linesOf(parts: readonly Part[], mostUnits: number): Readable {
  const nodes: PreviewNode[] = []
  let left = mostUnits
  let rows: PreviewNode[] | undefined
  for (const { text } of parts.filter(({ kind }) => SEEN.has(kind))) {
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

const SEEN: ReadonlySet<string> = new Set(['body', 'cell', 'textbox', 'notes', 'footnote', 'endnote'])
