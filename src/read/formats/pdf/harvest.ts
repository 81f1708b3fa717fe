import type { Gap } from '../../../model/index.js'
import type { Budget } from '../../budget.js'
import { PartBuilder } from '../../parts/part-builder.js'
import { isImage } from './blank-images.js'
import { xmlTexts } from './xml.js'
import { decodeStream } from './decode-stream.js'
import { direct, type PdfObject } from './objects.js'
import { Structure } from './structure.js'
import { latin1, Name, Reference, Syntax, type Dictionary, type Value } from './syntax.js'
import { saysSomething, textReadings } from './text-string.js'
import type { Unlocked } from './unlock.js'

/** A string of the file and the key it stands under. */
interface Found {
  readonly key: string
  readonly text: string
}

/**
 * The net under the reading of pages: every string of every object, whatever it is for, with those inside object
 * streams, property lists of marked content and XML. Guarded: it holds what was found until `parts` sorts it.
 */
export class Harvest {
  readonly #found: Found[] = []
  readonly gaps: Gap[] = []
  readonly structure: Structure
  readonly #defined = new Set<number>()
  readonly #drawable = new Set<number>()
  readonly #wanted = new Map<number, string>()
  #opaque = false

  constructor(readonly bytes: Uint8Array, readonly budget: Budget) {
    this.structure = new Structure(bytes)
  }

  /** Takes in one object of the file. */
  add(object: PdfObject): void {
    this.#add(object, object.stream ? this.bytes.subarray(object.stream.start, object.stream.end) : EMPTY)
  }

  /** Likewise one that is encrypted. */
  addLocked(locked: PdfObject, { open }: Unlocked): void {
    const { stream } = locked
    const { object, stored } = open(locked, stream ? this.bytes.subarray(stream.start, stream.end) : EMPTY)
    this.#add(object, stored)
  }

  #add(object: PdfObject, stored: Uint8Array): void {
    const { number, value, stream } = object
    this.structure.take(object)
    this.#strings(value, '', 0)
    if (stream || !(value instanceof Map)) this.#drawable.add(number)
    this.#defined.add(number)
    if (stream && !stream.closed) this.gaps.push({ piece: `object ${number}`, reason: 'damaged' })
    if (!stream || !(value instanceof Map) || isImage(value)) return
    const piece = `object ${number}`
    const decoded = decodeStream(value, stored, this.budget.inflatable(stored.length))
    if (!decoded) {
      if (nameOf(value, 'Type') === 'ObjStm') this.#opaque = true
      return
    }
    if (!this.budget.takeInflated(piece, decoded.bytes.length, stored.length)) return
    if (!decoded.whole) this.gaps.push({ piece: piece, reason: 'damaged' })
    if (isOpaque(value)) return
    if (nameOf(value, 'Type') === 'ObjStm') this.#packed(value, decoded.bytes)
    else if (looksLikeXml(decoded.bytes)) this.#xml(decoded.bytes)
    else {
      this.structure.takeStream(number, decoded.bytes)
      this.#properties(decoded.bytes)
    }
  }

  /** Objects that pages are made of and that are nowhere in the file: pdf.js takes them for empty. */
  missing(): Gap[] {
    if (this.#opaque) return []
    const isThere = ([number, key]: [number, string]): boolean =>
      (STREAMS.has(key) ? this.#drawable : this.#defined).has(number)
    const numbers = [...this.#wanted].filter((each) => !isThere(each)).map(([number]) => number)
    return numbers.sort((one, other) => one - other).map((number) => ({ piece: `object ${number}`, reason: 'damaged' }))
  }

  /** What no other part has told yet. */
  parts(told: ReadonlySet<string>): PartBuilder[] {
    const builders = {
      alternative: new PartBuilder('alt-text'),
      script: new PartBuilder('markup', 'actions'),
      other: new PartBuilder('custom-data', 'strings'),
    }
    const seen = new Set(told)
    for (const { key, text } of this.#found) {
      if (seen.has(text.trim()) || !this.budget.takeText('', text.length)) continue
      seen.add(text.trim())
      const builder = ALTERNATIVE.has(key) ? builders.alternative : key === 'JS' ? builders.script : builders.other
      builder.block(text, {}, key === 'ActualText' ? 'hidden' : 'metadata').separate('\n')
    }
    return Object.values(builders)
  }

  /** Objects packed into a stream (ISO 32000-1, 7.5.7). */
  #packed(dictionary: Dictionary, bytes: Uint8Array): void {
    const [count, first] = [direct(dictionary, 'N') ?? 0, direct(dictionary, 'First') ?? 0]
    const head = new Syntax(bytes, 0, Math.min(first, bytes.length))
    for (let i = 0; i < count && head.at < head.end; i++) {
      const number = head.value()
      const offset = head.value()
      if (typeof number !== 'number' || typeof offset !== 'number') continue
      const value = new Syntax(bytes, first + offset).value()
      this.#defined.add(number)
      if (!(value instanceof Map)) this.#drawable.add(number)
      this.#strings(value, '', 0)
      this.structure.takePacked(number, value)
    }
  }

  #xml(bytes: Uint8Array): void {
    for (const text of xmlTexts(bytes, this.budget)) this.#keep('XML', text)
  }

  /** Property lists inside page content: text that stands for what is drawn. */
  #properties(bytes: Uint8Array): void {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    for (const key of ['ActualText', 'Alt', 'E']) {
      const mark = Buffer.from(`/${key}`)
      for (let at = buffer.indexOf(mark); at >= 0; at = buffer.indexOf(mark, at + 1)) {
        const value = new Syntax(bytes, at + mark.length).value()
        if (value instanceof Uint8Array) this.#text(key, value)
      }
    }
  }

  #strings(value: Value, key: string, depth: number): void {
    if (depth > 100 || SILENT.has(key)) return
    if (value instanceof Uint8Array) this.#text(key, value)
    else if (value instanceof Reference) {
      if (MATERIAL.has(key)) this.#wanted.set(value.number, key)
    } else if (Array.isArray(value)) for (const each of value as Value[]) this.#strings(each, key, depth + 1)
    else if (value instanceof Map) {
      const dictionary = value as Dictionary
      const isSignature = dictionary.has('ByteRange')
      for (const [name, each] of dictionary) {
        if (isSignature && name === 'Contents') continue
        if (name === 'Contents' && isLost(each)) this.gaps.push({ piece: 'page', reason: 'damaged' })
        if (/[^\x20-\x7e]/.test(name)) this.#text('key', Buffer.from(name, 'latin1'))
        this.#strings(each, key === 'XObject' ? key : name, depth + 1)
      }
    } else if (value instanceof Name && /[^\x20-\x7e]/.test(value.text)) {
      this.#text(key, Buffer.from(value.text, 'latin1'))
    }
  }

  #text(key: string, bytes: Uint8Array): void {
    for (const text of textReadings(bytes)) this.#keep(key, text)
  }

  #keep(key: string, text: string): void {
    if (saysSomething(text)) this.#found.push({ key, text })
  }
}

const EMPTY = new Uint8Array()

/** Keys whose objects a page is drawn from and its text known by. */
const MATERIAL = new Set([
  'Contents', 'Kids', 'XObject', 'Pages', 'DescendantFonts', 'FontDescriptor', 'FontFile', 'FontFile2', 'FontFile3',
  'ToUnicode',
])
const STREAMS = new Set(['Contents', 'XObject'])

const ALTERNATIVE = new Set(['ActualText', 'Alt', 'E', 'TU'])

/** What a page or a note cannot have for its content. */
function isLost(value: Value): boolean {
  return value === null || typeof value === 'number' || value instanceof Name
}

/** Keys whose strings are for machines: identifiers, fonts, dates, keys. */
const SILENT = new Set([
  'ID', 'O', 'U', 'OE', 'UE', 'Perms', 'CharSet', 'FontFamily', 'Panose', 'Registry', 'Ordering', 'CheckSum', 'Cert',
  'Lang', 'DA', 'ModDate', 'CreationDate', 'M', 'NM', 'LastModified', 'OutputConditionIdentifier', 'RegistryName',
  'FontName', 'BaseFont',
])

/**
 * Streams without text of their own, which are only proved whole: fonts, colours, cross-references, character maps,
 * attached files.
 */
function isOpaque(dictionary: Dictionary): boolean {
  const type = nameOf(dictionary, 'Type')
  const subtype = nameOf(dictionary, 'Subtype')
  if (dictionary.has('Length1') || dictionary.has('Length2') || dictionary.has('CMapName')) return true
  if (type === 'XRef' || type === 'EmbeddedFile' || type === 'CMap' || type === 'Metadata') return true
  if (subtype === 'Type1C' || subtype === 'CIDFontType0C' || subtype === 'OpenType') return true
  if (dictionary.has('N') && dictionary.has('Alternate')) return true
  return dictionary.has('FunctionType') || dictionary.has('ShadingType')
}

function nameOf(dictionary: Dictionary, key: string): string | undefined {
  const value = dictionary.get(key)
  return value instanceof Name ? value.text : undefined
}

function looksLikeXml(bytes: Uint8Array): boolean {
  const head = latin1(bytes, 0, Math.min(200, bytes.length))
  return /^(\xef\xbb\xbf)?\s*<(\?xml|xdp|template|config|x?fdf|[a-z]+:|\/?[a-z]+ )/i.test(head)
}
