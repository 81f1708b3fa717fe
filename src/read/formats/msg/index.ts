import { readCompoundFile, type CompoundReading } from '../../containers/compound/compound-reading.js'
import { decodePage } from '../../text/code-page.js'
import type { CompoundEntry } from '../../containers/cfb/file.js'
import { writeCompound, type Storage } from '../../containers/cfb/write.js'
import { decode } from '../../text/decode.js'
import { declaredCharset } from '../../text/html-charset.js'
import { htmlParts } from '../../markup/html/html-parts.js'
import { unpackRtf } from './packed-rtf.js'
import { PartBuilder } from '../../parts/part-builder.js'
import type { Intake, Readout } from '../../reader.js'
import { wholeText } from '../../text/plain-text.js'

/**
 * Reads Outlook items ([MS-OXMSG]).
 *
 * Anatomy: a compound file with one stream per property, `__substg1.0_IIIITTTT`: its number and its type in hex
 * (2.1.2). Properties of fixed length stand together in `__properties_version1.0` (2.4). Recipients and attachments are
 * storages of the same layout, `__recip_version1.0_#n` and `__attach_version1.0_#n` (2.2); an attached item is a
 * storage inside an attachment. The RTF body is packed ([MS-OXRTFCP]).
 *
 * Read: subject, plain and HTML body; every other string property as metadata, those of recipients and attachments
 * included. Attachments, attached items and the RTF body are members. Binary properties are swept for text.
 * Gaps: a damaged RTF body, undecodable HTML, binary properties of more than 4096 bytes, unread streams.
 * Cost: linear; the budget bounds the sum of the streams.
 */
export function readMsg(intake: Intake): Promise<Readout> {
  return readCompoundFile(intake, (file) => new ItemReader(file).read())
}

/** Numbers of properties ([MS-OXPROPS]). */
const SUBJECT = '0037'
const BODY = '1000'
const HTML = '1013'
const RTF = '1009'
const DATA = '3701'
/** Properties that name an attachment, in order of preference: long file name, short file name, display name. */
const ATTACHMENT_NAMES = ['3707', '3704', '3001']
/** Properties that repeat the subject, with or without its prefix. */
const SUBJECT_COPIES = /^(0E1D|0070)$/i

interface Property {
  readonly id: string
  /** The property type, without the index that a property of several values has. */
  readonly type: string
  readonly entry: CompoundEntry
}

class ItemReader {
  readonly #page: number
  readonly #metadata = new PartBuilder('metadata', 'properties')
  /** Streams whose text is a part of its own. By stream: a second one of the same number is metadata. */
  readonly #ownParts = new Set<CompoundEntry>()

  constructor(readonly file: CompoundReading) {
    this.#page = this.#codePage()
  }

  async read(): Promise<void> {
    const { children } = this.file.compound.root
    const properties = propertiesOf(children)
    const subject = this.#text(properties, SUBJECT, true)
    this.#addPart(new PartBuilder('body', 'subject').block(subject.trim()).separate('\n'))
    await this.#body(properties)
    this.#strings(properties, (id, text) =>
      id === SUBJECT || id === BODY || id === HTML || (SUBJECT_COPIES.test(id) && subject.includes(text)))
    for (const entry of children) {
      if (!entry.storage || !/^__(attach|recip|nameid)_version1\.0/i.test(entry.name)) continue
      this.file.takeStorage(entry)
      if (/^__attach_version1\.0_/i.test(entry.name)) this.#attachment(entry)
      else if (/^__recip_version1\.0_/i.test(entry.name)) this.#recipient(entry)
      else entry.children.forEach((child) => { this.#sweepStream(child) })
    }
    this.#addPart(this.#metadata)
  }

  /**
   * PidTagInternetCodepage or PidTagMessageCodepage, from the properties of fixed length. Their header has 24 bytes in
   * an attached item, 32 isReadElsewhere.
   */
  #codePage(): number {
    const fixed = this.file.take('__properties_version1.0') ?? Buffer.alloc(0)
    this.file.sweep(fixed, 'properties_version1.0')
    for (const wanted of [0x3ffd0003, 0x3fde0003]) {
      for (let at = fixed.length % 16 === 8 ? 24 : 32; at + 16 <= fixed.length; at += 16) {
        if (fixed.readUInt32LE(at) === wanted) return fixed.readUInt32LE(at + 8)
      }
    }
    return 1252
  }

  async #body(properties: readonly Property[]): Promise<void> {
    const plain = this.#text(properties, BODY, true)
    if (plain.trim() !== '' && this.file.intake.budget.takeText('body', plain.length)) {
      this.file.part(wholeText(new PartBuilder('body', 'body'), plain))
    }
    for (const { id, type, entry } of properties) {
      if (id === HTML) this.#ownParts.add(entry)
      if (id === HTML) await this.#html(this.file.open(entry), type)
      if (id === RTF && type === '0102') this.#rtf(entry)
    }
  }

  async #html(bytes: Buffer | undefined, type: string): Promise<void> {
    if (!bytes) return
    const decoded = type === '001F' ? undefined : decode(bytes, declaredCharset(bytes))
    const source = decoded?.text ?? bytes.toString('utf16le')
    if (!this.file.intake.budget.takeText('html', source.length)) return
    const { parts, members } = await htmlParts(this.file.intake, source, 'html')
    const prefix = this.file.intake.document.path.length + 1
    const relative = members.map(({ path, bytes: content }) => ({ path: path.slice(prefix), bytes: content }))
    this.file.add({ parts, gaps: [], members: relative })
    const lines = decoded?.damagedLines ?? 0
    if (lines > 0) this.file.gap('html', 'partly-unreadable', { feature: 'encoding', lines })
  }

  #rtf(entry: CompoundEntry): void {
    const packed = this.file.open(entry)
    if (!packed || packed.length === 0) return
    const rtf = unpackRtf(packed)
    if (!rtf) this.file.gap(entry.path, 'damaged', { detail: 'rtf' })
    else if (this.file.intake.budget.takeInflated(entry.path, rtf.length, packed.length)) {
      this.file.member('body.rtf', rtf)
    }
  }

  #recipient(storage: CompoundEntry): void {
    this.#strings(propertiesOf(storage.children), () => false)
    this.#fixedProperties(storage)
  }

  #attachment(storage: CompoundEntry): void {
    const properties = propertiesOf(storage.children)
    const names = ATTACHMENT_NAMES.map((id) => this.#text(properties, id).trim())
    const name = names.find((text) => text !== '') ?? storage.name
    for (const { id, entry } of properties) {
      if (id !== DATA) continue
      const bytes = entry.storage ? writeCompound(this.#copyStorage(entry)) : this.file.open(entry)
      const ending = entry.storage && !/\.msg$/i.test(name) ? '.msg' : ''
      if (bytes) this.file.member(`${name}${ending}`, bytes)
    }
    this.#strings(properties, (id) => id === DATA)
    this.#fixedProperties(storage)
  }

  /** Properties of fixed length: numbers and times without text. */
  #fixedProperties(storage: CompoundEntry): void {
    for (const child of storage.children) if (/^__properties_version1\.0$/i.test(child.name)) this.#sweepStream(child)
  }

  #copyStorage(storage: CompoundEntry): Storage {
    const copy = new Map<string, Uint8Array | Storage>()
    for (const child of storage.children) {
      const content = child.storage ? this.#copyStorage(child) : this.file.open(child)
      if (content) copy.set(child.name, content)
    }
    return copy
  }

  /** Adds strings as lines and sweeps binary properties: entry ids hold names and addresses as plain text. */
  #strings(properties: readonly Property[], isReadElsewhere: (id: string, text: string) => boolean): void {
    for (const property of properties) {
      const { id, type, entry } = property
      if (/^[01]01[EF]$/.test(type)) this.#addString(property, isReadElsewhere)
      else if (!entry.storage && id !== RTF && !isReadElsewhere(id, '')) this.#sweepStream(entry)
    }
  }

  #addString({ id, type, entry }: Property, isReadElsewhere: (id: string, text: string) => boolean): void {
    if (this.#ownParts.has(entry)) return
    const text = this.#decode(type, entry)
    if (SUBJECT_COPIES.test(id) && isReadElsewhere(id, text.trim())) return
    for (const line of text.split(/\r\n|\r|\n/)) {
      if (line.trim() === '' || !this.file.intake.budget.takeText('properties', line.length)) continue
      this.#metadata.block(line, {}, 'metadata').separate('\n')
    }
  }

  #sweepStream(entry: CompoundEntry): void {
    const bytes = entry.storage ? undefined : this.file.open(entry)
    if (!bytes) return
    this.file.sweep(bytes, entry.path)
    if (bytes.length > 4096) this.file.gap(entry.path, 'partly-unreadable', { feature: 'stream' })
  }

  /** The text of a property. `own`: it becomes a part of its own. */
  #text(properties: readonly Property[], wanted: string, own = false): string {
    const found = properties.find(({ id, type }) => id === wanted && /^001[EF]$/.test(type))
    if (!found) return ''
    if (own) this.#ownParts.add(found.entry)
    return this.#decode(found.type, found.entry)
  }

  /** A string ends at a zero or with its stream; text after a zero is read too, as a further line. */
  #decode(type: string, entry: CompoundEntry): string {
    const bytes = this.file.open(entry) ?? Buffer.alloc(0)
    if (isNoString(type, bytes)) this.file.sweep(bytes, entry.path)
    if (type.endsWith('F')) return bytes.toString('utf16le').replace(/\0+/g, '\n')
    const lines: string[] = []
    for (let start = 0; start < bytes.length;) {
      const zero = bytes.indexOf(0, start)
      const end = zero < 0 ? bytes.length : zero
      lines.push(decodePage(bytes.subarray(start, end), this.#page))
      start = end + 1
    }
    return lines.join('\n')
  }

  #addPart(builder: PartBuilder): void {
    this.file.part(builder)
  }
}

/** True where a string has zeros, controls or characters that no mail has: its bytes may be something else. */
function isNoString(type: string, bytes: Buffer): boolean {
  if (!type.endsWith('F')) return bytes.subarray(0, -1).includes(0) || CONTROLS.test(bytes.toString('latin1'))
  return UNUSUAL.test(bytes.toString('utf16le'))
}

const CONTROLS = /[\x01-\x08\x0e-\x1a\x1c-\x1f]/
const UNUSUAL = /[^\0-\u024f\u2000-\u26ff\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]/

/** Streams `__substg1.0_` with number and type in hex; one of several values is followed by its index. */
function propertiesOf(children: readonly CompoundEntry[]): Property[] {
  return children.flatMap((entry) => {
    const match = /^__substg1\.0_([0-9A-F]{4})([0-9A-F]{4})(-[0-9A-F]{8})?$/i.exec(entry.name)
    return match ? [{ id: match[1]!.toUpperCase(), type: match[2]!.toUpperCase(), entry }] : []
  })
}
