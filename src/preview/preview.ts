import type { Document, DocumentFormat, Finding, Preview, Reading } from '../model/index.js'
import { highlight } from './highlight.js'
import { linesOf } from './lines.js'
import type { Readable } from './markup.js'

/**
 * A document as a person would read it, with its findings marked, for a report that shows content. Undefined where
 * there is nothing to show. Never throws: what cannot be shown is left out, and the screening stands as it is.
 * @param findings with values and context as they stand (`reveal`)
 */
export async function previewOf(
  document: Document, { format, parts }: Reading, findings: readonly Finding[],
): Promise<Preview | undefined> {
  try {
    if (format === 'pdf') return await (await import('./pages.js')).pagesOf(document.bytes, findings)
    const { nodes, truncated } = await readable(document, format, parts)
    return nodes.length > 0 ? { kind: 'text', nodes: highlight(nodes, findings), truncated } : undefined
  } catch {
    // The cause may quote the document, so it is not kept.
    return undefined
  }
}

/** Code units of one document that are shown. */
const MOST_UNITS = 200_000

async function readable(
  { bytes }: Document, format: DocumentFormat, parts: Reading['parts'],
): Promise<Readable> {
  const told = parts.reduce((sum, { text }) => sum + text.length, 0)
  const lines = linesOf(parts, MOST_UNITS)
  if (format !== 'docx' || told > MOST_UNITS * 4) return lines
  const { wordText } = await import('./word.js')
  return (await wordText(bytes, MOST_UNITS).catch(() => undefined)) ?? lines
}
