import { LIMITS, type Document, type Gap } from '../../src/model/index.js'
import { read, type Ocr } from '../../src/read/index.js'
import type { Recogniser } from '../../src/read/picture-reader.js'
import { MARK, PICTURE_SIZE } from './payloads.js'

const BOUNDS = { ...LIMITS, inflatedBytes: 1 << 26, entryBytes: 1 << 25, depth: 4, entries: 500 }

/** What came of a file: all its text without white space, with that of its members, and every gap. */
export interface Outcome {
  readonly text: string
  readonly gaps: readonly Gap[]
}

export async function outcomeOf(path: string, bytes: Uint8Array): Promise<Outcome> {
  const texts: string[] = []
  const gaps: Gap[] = []
  const inflation = { bytes: 0 }
  const ocr = recognising()
  const walk = async (document: Document, depth: number): Promise<void> => {
    const reading = await read(document, { limits: BOUNDS, inflation, ocr })
    texts.push(...reading.parts.map((part) => part.text.replace(/\s+/g, '')))
    gaps.push(...reading.gaps)
    if (depth < BOUNDS.depth) for (const member of reading.members) await walk(member, depth + 1)
  }
  await walk({ path, bytes }, 0)
  return { text: texts.join('\n'), gaps }
}

/** True where the payload was neither read nor reported. */
export function isUnseen({ text, gaps }: Outcome): boolean {
  return gaps.length === 0 && !text.includes(MARK)
}

/** Sees the mark in the picture of the payloads, which it knows by its size, and nothing in others. */
function recognising(): Ocr {
  const recogniser: Recogniser = {
    read: ({ width, height }) => Promise.resolve(width === PICTURE_SIZE.width && height === PICTURE_SIZE.height
      ? [{ text: MARK, confidence: 0.99, box: [0, 0, width, height] as const }] : []),
  }
  return {
    mode: 'on', recogniser: () => Promise.resolve(recogniser), codeReader: () => Promise.resolve(undefined),
    cache: new Map(),
  }
}
