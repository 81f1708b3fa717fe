import type { Document, DocumentFormat, Finding, Preview, Reading } from '../model/index.js'
import { highlight } from './highlight.js'
import { textLines } from './text-lines.js'
import type { ReadableText } from './parse-markup.js'

/**
 * Creates the preview of a document, with its findings marked, for a report that shows content. Undefined when there is
 * nothing to show, or when it fails; never throws.
 * @param findings with values and context, unmasked (`reveal`)
 */
export async function createPreview(
  document: Document, { format, parts }: Reading, findings: readonly Finding[],
): Promise<Preview | undefined> {
  try {
    if (format === 'pdf') return await (await import('./render-pages.js')).renderPages(document.bytes, findings)
    const { nodes, truncated } = await readable(document, format, parts)
    return nodes.length > 0 ? { kind: 'text', nodes: highlight(nodes, findings), truncated } : undefined
  } catch {
    // The error may quote the document, so it is dropped.
    return undefined
  }
}

/** Most code units of one document that are shown. */
const MOST_UNITS = 200_000

async function readable(
  { bytes }: Document, format: DocumentFormat, parts: Reading['parts'],
): Promise<ReadableText> {
  const units = parts.reduce((sum, { text }) => sum + text.length, 0)
  const lines = textLines(parts, MOST_UNITS)
  if (format !== 'docx' || units > MOST_UNITS * 4) return lines
  const { wordText } = await import('./word.js')
  return (await wordText(bytes, MOST_UNITS).catch(() => undefined)) ?? lines
}
