import { basename } from 'node:path'
import { LIMITS, type Document, type Gap } from '../../src/model/index.js'
import { read } from '../../src/read/index.js'

/** What we read of one file and of everything inside it, pictures not looked at. */
export interface OurReading {
  readonly format: string
  readonly texts: readonly string[]
  readonly gaps: readonly Gap[]
}

export async function readOurs(path: string, bytes: Uint8Array): Promise<OurReading> {
  const found: { texts: string[]; gaps: Gap[] } = { texts: [], gaps: [] }
  const inflation = { bytes: 0 }
  const walk = async (document: Document, depth: number): Promise<string> => {
    const { format, parts, gaps, members } = await read(document, { limits: LIMITS, inflation })
    found.texts.push(...parts.map((part) => part.text))
    found.gaps.push(...gaps)
    if (depth < LIMITS.depth) for (const member of members) await walk(member, depth + 1)
    return format
  }
  return { format: await walk({ path: basename(path), bytes }, 0), ...found }
}
