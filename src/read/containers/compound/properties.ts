import { PartBuilder } from '../../parts/part-builder.js'
import type { Intake, Readout } from '../../reader.js'
import { readUnclaimedBytes } from '../unclaimed-bytes.js'
import { decodePage } from '../../text/code-page.js'
import { clipboardFile } from './preview.js'

/**
 * Names of properties as Office shows them ([MS-OLEPS] 3.1 SummaryInformation, 3.2 DocumentSummaryInformation).
 */
const SUMMARY: Readonly<Record<number, string>> = {
  2: 'Title', 3: 'Subject', 4: 'Author', 5: 'Keywords', 6: 'Comments', 7: 'Template', 8: 'LastAuthor',
  9: 'Revision', 18: 'Application',
}
const DOCUMENT: Readonly<Record<number, string>> = {
  2: 'Category', 3: 'PresentationFormat', 14: 'Manager', 15: 'Company', 26: 'ContentType', 27: 'ContentStatus',
  28: 'Language', 29: 'Version',
}
const SUMMARY_ID = 'e0859ff2f94f6810ab9108002b27b3d9'
const DOCUMENT_ID = '02d5cdd59c2e1b10939708002b2cf9ae'

/**
 * Reads a stream of properties ([MS-OLEPS]): a line `name: value` for each value, custom properties under the name the
 * author gave them, in the code page the set declares. A preview picture becomes a member. What is not understood is
 * swept. Cost: linear.
 */
export function readPropertySets(intake: Intake, piece: string, bytes: Buffer): Readout {
  const builder = new PartBuilder('metadata', piece)
  const rest = Buffer.from(bytes)
  const previews: Buffer[] = []
  let unread = false
  let damaged = false
  const sets = bytes.length >= 28 ? Math.min(bytes.readUInt32LE(24), 16) : 0
  for (let set = 0; set < sets && 48 + 20 * set <= bytes.length; set++) {
    const id = bytes.subarray(28 + 20 * set, 44 + 20 * set).toString('hex')
    const found = readSet(new PropertySet(bytes, rest, bytes.readUInt32LE(44 + 20 * set)), id)
    previews.push(...found.previews)
    if (found.unread) unread = true
    if (found.overdrawn) damaged = true
    for (const line of found.lines) {
      if (intake.budget.takeText(piece, line.length)) builder.block(line, {}, 'metadata').separate('\n')
    }
  }
  const left = readUnclaimedBytes(intake, piece, rest)
  const prefix = intake.document.path.length + 1
  const parts = [...(builder.empty ? [] : [builder.build()]), ...left.parts]
  return {
    parts,
    members: [
      ...previews.map((file, at) => ({ path: `${piece}/thumbnail-${at + 1}`, bytes: file })),
      ...(left.members ?? []).map(({ path, bytes: file }) => ({ path: path.slice(prefix), bytes: file })),
    ],
    gaps: [
      ...(unread ? [{ piece: piece, reason: 'image-not-read', args: { feature: 'thumbnail' } } as const] : []),
      ...(damaged ? [{ piece: piece, reason: 'damaged', args: { detail: 'properties' } } as const] : []),
    ],
  }
}

interface FoundSet {
  readonly lines: readonly string[]
  readonly previews: readonly Buffer[]
  /** True where a preview is of an unknown kind. */
  readonly unread: boolean
  /** True where values share bytes, which is built to take up time. */
  readonly overdrawn: boolean
}

function readSet(set: PropertySet, id: string): FoundSet {
  const known = id === SUMMARY_ID ? SUMMARY : id === DOCUMENT_ID ? DOCUMENT : {}
  const given = set.names()
  const lines: string[] = []
  const previews: Buffer[] = []
  let unread = false
  for (const [property, offset] of set.properties) {
    if (set.overdrawn) break
    if (property < 2 || property > 0x7fffffff) continue
    if (set.type(offset) === 0x47) {
      const preview = set.takePicture(offset)
      if (preview instanceof Buffer) previews.push(preview)
      else if (preview === undefined) unread = true
      continue
    }
    const name = given.get(property) ?? (Object.hasOwn(known, property) ? known[property] : undefined)
    const values = set.values(offset)
    // Counts of pages, words and the like have no name here and are left out.
    for (const value of values) {
      if (value === '' || (name === undefined && /^-?\d{1,9}$/.test(value))) continue
      lines.push(name === undefined ? value : `${name}: ${value}`)
    }
    if (values.length === 0 && given.has(property)) lines.push(name!)
  }
  return { lines, previews, unread, overdrawn: set.overdrawn }
}

/** Fixed sizes of value types in bytes. */
const FIXED: Readonly<Record<number, number>> = {
  2: 2, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 0x0a: 4, 0x0b: 2, 0x10: 1, 0x11: 1, 0x12: 2, 0x13: 4, 0x14: 8, 0x15: 8,
  0x16: 4, 0x17: 4, 0x40: 8,
}

/**
 * One property set. Bytes that were read are blanked in `rest`. Every read and the number of values are bounded.
 */
class PropertySet {
  readonly properties: readonly (readonly [id: number, offset: number])[]
  readonly page: number
  /** Bytes left to read: in a valid file, values do not share bytes. */
  #left: number

  constructor(
    readonly bytes: Buffer,
    readonly rest: Buffer,
    readonly start: number,
  ) {
    const count = Math.min(this.#word(start + 4), Math.floor(bytes.length / 8))
    this.properties = Array.from({ length: count }, (_, at) => {
      const pair = start + 8 + 8 * at
      return [this.#word(pair), start + this.#word(pair + 4)] as const
    })
    const page = this.properties.find(([id]) => id === 1)
    this.page = page ? this.#word(page[1] + 4) & 0xffff : 1252
    this.#left = 2 * bytes.length
  }

  get overdrawn(): boolean {
    return this.#left < 0
  }

  type(offset: number): number {
    return this.#word(offset) & 0xffff
  }

  /** The dictionary: names of custom properties (2.16). */
  names(): Map<number, string> {
    const names = new Map<number, string>()
    const found = this.properties.find(([id]) => id === 0)
    if (!found) return names
    const count = Math.min(this.#word(found[1]), this.bytes.length)
    let at = found[1] + 4
    for (let entry = 0; entry < count && at + 8 <= this.bytes.length; entry++) {
      const length = this.#word(at + 4) * (this.page === 1200 ? 2 : 1)
      names.set(this.#word(at), this.#text(at + 8, length))
      at += 8 + (this.page === 1200 ? (length + 3) & ~3 : length)
    }
    return names
  }

  values(offset: number): string[] {
    const type = this.type(offset)
    if ((type & 0x1000) === 0) return [this.#value(offset + 4, type).text]
    const count = Math.min(this.#word(offset + 4), this.bytes.length)
    const texts: string[] = []
    let at = offset + 8
    for (let item = 0; item < count && at < this.bytes.length && this.#left > 0; item++) {
      const mixed = (type & 0xfff) === 0x0c
      const value = this.#value(at + (mixed ? 4 : 0), mixed ? this.type(at) : type & 0xfff)
      texts.push(value.text)
      at = value.end
    }
    // Headings and counts mean nothing without the parts that they belong to.
    return texts.filter((text) => !/^-?\d{1,6}$/.test(text))
  }

  /** A preview (2.11); `none` where it is empty. Its bytes are blanked, since a sweep would find letters in them. */
  takePicture(offset: number): Buffer | 'none' | undefined {
    const end = Math.min(this.bytes.length, offset + 8 + this.#word(offset + 4))
    if (offset + 8 >= end) return 'none'
    this.rest.fill(0, offset, end)
    const data = this.bytes.subarray(Math.min(end, offset + 16), end)
    this.#left -= data.length
    return this.#left < 0 || data.length === 0 ? 'none' : clipboardFile(this.#word(offset + 12), data)
  }

  #value(at: number, type: number): { text: string; end: number } {
    this.#left--
    const size = Object.hasOwn(FIXED, type) ? FIXED[type]! : undefined
    if (size !== undefined) {
      return { text: at + size <= this.bytes.length ? this.#number(at, type) : '', end: at + Math.max(4, size) }
    }
    const length = this.#word(at) * (type === 0x1f ? 2 : 1)
    const end = at + 4 + ((length + 3) & ~3)
    if (type === 0x1e || type === 8) {
      const unpadded = type === 0x1e && this.page !== 1200
      return { text: this.#text(at + 4, length), end: unpadded ? at + 4 + length : end }
    }
    if (type === 0x1f) return { text: this.#text(at + 4, length, 1200), end }
    return { text: '', end: Math.max(at + 4, end) }
  }

  #number(at: number, type: number): string {
    const { bytes } = this
    if (type === 3 || type === 0x13) return String(bytes.readInt32LE(at))
    if (type === 5) return String(bytes.readDoubleLE(at))
    if (type === 0x14 || type === 0x15) return String(bytes.readBigInt64LE(at))
    if (type === 2 || type === 0x12) return String(bytes.readInt16LE(at))
    return ''
  }

  #text(at: number, length: number, page = this.page): string {
    this.#left -= length
    if (this.#left < 0) return ''
    const bytes = this.bytes.subarray(at, at + length)
    if (bytes.length > 0) this.rest.fill(0, at, at + bytes.length)
    return decodePage(bytes, page).replace(/[\0\r\n]+/g, ' ').trim()
  }

  #word(at: number): number {
    return at >= 0 && at + 4 <= this.bytes.length ? this.bytes.readUInt32LE(at) : 0
  }
}
