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
 * Reads an Outlook item ([MS-OXMSG]): subject and plain and HTML body; every other string property, of recipients and
 * attachments too, as metadata. Attachments, items in it and the RTF body are members. Cost: linear; the budget bounds
 * what its streams add up to.
 */
export function readMsg(intake: Intake): Promise<Readout> {
  return readCompoundFile(intake, (box) => { new Item(box).read() })
}

/** Properties by their number ([MS-OXPROPS]). */
const SUBJECT = '0037'
const BODY = '1000'
const HTML = '1013'
const RTF = '1009'
const DATA = '3701'
/** Names of an attachment, best first: long, short, display. */
const NAMES = ['3707', '3704', '3001']
/** Repeat the subject, with or without its prefix. */
const SUBJECT_AGAIN = /^(0E1D|0070)$/i

interface Property {
  readonly id: string
  /** Type, with the index of a value of many left out. */
  readonly type: string
  readonly entry: CompoundEntry
}

class Item {
  readonly #page: number
  readonly #metadata = new PartBuilder('metadata', 'properties')
  /** Strings that stand in a part of their own; another of the same number does not. */
  readonly #told = new Set<CompoundEntry>()

  constructor(readonly box: CompoundReading) {
    this.#page = this.#codePage()
  }

  read(): void {
    const { children } = this.box.compound.root
    const properties = propertiesOf(children)
    const subject = this.#text(properties, SUBJECT, true)
    this.#keep(new PartBuilder('body', 'subject').block(subject.trim()).separate('\n'))
    this.#body(properties)
    this.#strings(properties, (id, text) =>
      id === SUBJECT || id === BODY || id === HTML || (SUBJECT_AGAIN.test(id) && subject.includes(text)))
    for (const entry of children) {
      if (!entry.storage || !/^__(attach|recip|nameid)_version1\.0/i.test(entry.name)) continue
      this.box.takeStorage(entry)
      if (/^__attach_version1\.0_/i.test(entry.name)) this.#attachment(entry)
      else if (/^__recip_version1\.0_/i.test(entry.name)) this.#recipient(entry)
      else entry.children.forEach((child) => { this.#swept(child) })
    }
    this.#keep(this.#metadata)
  }

  /**
   * PidTagInternetCodepage or PidTagMessageCodepage among the fixed properties; those of an item in an item have a
   * shorter head.
   */
  #codePage(): number {
    const fixed = this.box.take('__properties_version1.0') ?? Buffer.alloc(0)
    for (const wanted of [0x3ffd0003, 0x3fde0003]) {
      for (let at = fixed.length % 16 === 8 ? 24 : 32; at + 16 <= fixed.length; at += 16) {
        if (fixed.readUInt32LE(at) === wanted) return fixed.readUInt32LE(at + 8)
      }
    }
    return 1252
  }

  #body(properties: readonly Property[]): void {
    const plain = this.#text(properties, BODY, true)
    if (plain.trim() !== '' && this.box.intake.budget.takeText('body', plain.length)) {
      this.box.parts.push(wholeText(new PartBuilder('body', 'body'), plain))
    }
    for (const { id, type, entry } of properties) {
      if (id === HTML) this.#told.add(entry)
      if (id === HTML) this.#html(this.box.open(entry), type)
      if (id === RTF && type === '0102') this.#rtf(entry)
    }
  }

  #html(bytes: Buffer | undefined, type: string): void {
    if (!bytes) return
    const decoded = type === '001F' ? undefined : decode(bytes, declaredCharset(bytes))
    const source = decoded?.text ?? bytes.toString('utf16le')
    if (!this.box.intake.budget.takeText('html', source.length)) return
    const { parts, gaps, members } = htmlParts(this.box.intake, source, 'html')
    const outside = this.box.intake.document.path.length + 1
    const inside = members.map(({ path, bytes: content }) => ({ path: path.slice(outside), bytes: content }))
    this.box.add({ parts, gaps, members: inside })
    const lines = decoded?.damagedLines ?? 0
    if (lines > 0) this.box.gap('html', 'partly-unreadable', { feature: 'encoding', lines })
  }

  #rtf(entry: CompoundEntry): void {
    const packed = this.box.open(entry)
    if (!packed || packed.length === 0) return
    const rtf = unpackRtf(packed)
    if (!rtf) this.box.gap(entry.path, 'damaged', { detail: 'rtf' })
    else if (this.box.intake.budget.takeInflated(entry.path, rtf.length, packed.length)) {
      this.box.accounting.member('body.rtf', rtf)
    }
  }

  #recipient(storage: CompoundEntry): void {
    this.#strings(propertiesOf(storage.children), () => false)
    this.#fixed(storage)
  }

  #attachment(storage: CompoundEntry): void {
    const properties = propertiesOf(storage.children)
    const name = NAMES.map((id) => this.#text(properties, id).trim()).find((text) => text !== '') ?? storage.name
    for (const { id, entry } of properties) {
      if (id !== DATA) continue
      const bytes = entry.storage ? writeCompound(this.#copy(entry)) : this.box.open(entry)
      const ending = entry.storage && !/\.msg$/i.test(name) ? '.msg' : ''
      if (bytes) this.box.accounting.member(`${name}${ending}`, bytes)
    }
    this.#strings(properties, (id) => id === DATA)
    this.#fixed(storage)
  }

  /** Numbers and times, which say nothing. */
  #fixed(storage: CompoundEntry): void {
    for (const child of storage.children) if (/^__properties_version1\.0$/i.test(child.name)) this.#swept(child)
  }

  #copy(storage: CompoundEntry): Storage {
    const copy = new Map<string, Uint8Array | Storage>()
    for (const child of storage.children) {
      const content = child.storage ? this.#copy(child) : this.box.open(child)
      if (content) copy.set(child.name, content)
    }
    return copy
  }

  /** Strings become lines; what is binary is swept: ids, in which names and addresses stand plainly. */
  #strings(properties: readonly Property[], elsewhere: (id: string, text: string) => boolean): void {
    for (const property of properties) {
      const { id, type, entry } = property
      if (/^[01]01[EF]$/.test(type)) this.#tell(property, elsewhere)
      else if (!entry.storage && id !== RTF && !elsewhere(id, '')) this.#swept(entry)
    }
  }

  #tell({ id, type, entry }: Property, elsewhere: (id: string, text: string) => boolean): void {
    if (this.#told.has(entry)) return
    const text = this.#decoded(type, entry)
    if (SUBJECT_AGAIN.test(id) && elsewhere(id, text.trim())) return
    for (const line of text.split(/\r\n|\r|\n/)) {
      if (line.trim() === '' || !this.box.intake.budget.takeText('properties', line.length)) continue
      this.#metadata.block(line, {}, 'metadata').separate('\n')
    }
  }

  #swept(entry: CompoundEntry): void {
    const bytes = entry.storage ? undefined : this.box.open(entry)
    if (!bytes) return
    this.box.sweep(bytes, entry.path)
    if (bytes.length > 4096) this.box.gap(entry.path, 'partly-unreadable', { feature: 'stream' })
  }

  /** `own`: it stands in a part of its own. */
  #text(properties: readonly Property[], wanted: string, own = false): string {
    const found = properties.find(({ id, type }) => id === wanted && /^001[EF]$/.test(type))
    if (!found) return ''
    if (own) this.#told.add(found.entry)
    return this.#decoded(found.type, found.entry)
  }

  /** Strings end with a zero or the stream; what stands behind a zero is told too. */
  #decoded(type: string, entry: CompoundEntry): string {
    const bytes = this.box.open(entry) ?? Buffer.alloc(0)
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

  #keep(builder: PartBuilder): void {
    if (!builder.empty) this.box.parts.push(builder.build())
  }
}

/** `__substg1.0_` and eight hex digits: number and type; a value of many has its index behind. */
function propertiesOf(children: readonly CompoundEntry[]): Property[] {
  return children.flatMap((entry) => {
    const match = /^__substg1\.0_([0-9A-F]{4})([0-9A-F]{4})(-[0-9A-F]{8})?$/i.exec(entry.name)
    return match ? [{ id: match[1]!.toUpperCase(), type: match[2]!.toUpperCase(), entry }] : []
  })
}
