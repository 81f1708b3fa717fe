import { LIMITS, type Document, type Gap } from '../../src/model/index.js'
import { read } from '../../src/read/index.js'
import { encode } from '../builders/text.js'

/** All that a file and what is inside it say, without white space, and every gap of it. */
export interface ReadResult {
  readonly format: string
  readonly text: string
  readonly gaps: readonly Gap[]
}

/** Less than of a whole screening, so that a mutant that claims gigabytes costs little. */
const BOUNDS = { ...LIMITS, inflatedBytes: 1 << 26, entryBytes: 1 << 25, depth: 4, entries: 500 }

export async function readWithMembers(document: Document): Promise<ReadResult> {
  const texts: string[] = []
  const found: Gap[] = []
  const inflation = { bytes: 0 }
  const walk = async (one: Document, depth: number): Promise<string> => {
    const { format, parts, gaps, members } = await read(one, { limits: BOUNDS, inflation })
    texts.push(...parts.map((part) => part.text.replace(/\s+/g, '')))
    found.push(...gaps)
    if (depth < BOUNDS.depth) for (const member of members) await walk(member, depth + 1)
    else if (members.length > 0) found.push({ piece: '', reason: 'limit-exceeded' })
    return format
  }
  const format = await walk(document, 0)
  return { format, text: texts.join('\n'), gaps: found }
}

/** The ways in which a mark can stand in bytes that nothing packs. */
function plainForms(mark: string): Buffer[] {
  return [encode(mark, 'utf-8'), encode(mark, 'utf-16le'), encode(mark, 'utf-16be'), encode(mark, 'gb18030')]
}

/** The ways that mean something in a file of one format alone: hexadecimal of PDF, escapes of RTF, base64 of mail. */
function codedForms(mark: string): Buffer[] {
  const escapes = [...mark].map((character) => `\\u${character.charCodeAt(0)}?`).join('')
  const bytes = [encode(mark, 'utf-16be'), encode(mark, 'gb18030')]
  const base64 = Buffer.from(mark).toString('base64')
  const coded = bytes.flatMap((each) => [each.toString('hex'), each.toString('hex').toUpperCase()])
  return [escapes, base64, ...coded].map((form) => Buffer.from(form))
}

/** Bytes beside a mark that belong to it: half a character, the sign that begins a string. */
const BESIDE = 4

/** Each place of a mark in bytes, with what stands beside it; `coded`: in the forms of its format too. */
export function carriersOf(bytes: Buffer, mark: string, coded: boolean): Buffer[] {
  return [...plainForms(mark), ...(coded ? codedForms(mark) : [])].flatMap((form) => {
    const found: Buffer[] = []
    for (let at = bytes.indexOf(form); at >= 0; at = bytes.indexOf(form, at + 1)) {
      found.push(bytes.subarray(Math.max(0, at - BESIDE), at + form.length + BESIDE))
    }
    return found
  })
}
