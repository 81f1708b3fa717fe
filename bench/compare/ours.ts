import { basename } from 'node:path'
import type { Gap } from '../../src/model/index.js'
import { readDocument, type DocumentLine } from '../../src/read-document.js'

/** What we read of one file and of everything inside it, pictures not looked at. */
export interface OurReading {
  readonly format: string
  readonly texts: readonly string[]
  readonly gaps: readonly Gap[]
}

export async function readOurs(path: string, bytes: Uint8Array): Promise<OurReading> {
  const documents = await readDocument(bytes, { name: basename(path), ocr: 'off', reveal: true })
  return {
    format: documents[0]!.format,
    texts: documents.flatMap(({ texts }) => partsOf(texts)),
    gaps: documents.flatMap(({ gaps }) => gaps),
  }
}

/** The text of each part, so that words are found that cross its lines. */
function partsOf(lines: readonly DocumentLine[]): string[] {
  const parts = new Map<string, string[]>()
  for (const { location: { kind, name = '' }, text } of lines) {
    const key = `${kind} ${name}`
    const part = parts.get(key)
    if (part) part.push(text)
    else parts.set(key, [text])
  }
  return [...parts.values()].map((part) => part.join('\n'))
}
