import { numberedPiece, type Gap } from '../../../model/index.js'
import type { Budget } from '../../budget.js'
import { PartBuilder } from '../../parts/part-builder.js'
import { holdsFile } from '../../sniff/within.js'
import { isImage } from './blank-images.js'
import { decodeStream } from './decode-stream.js'
import type { Decryptor } from './decryptor.js'
import { outsidePacked, packedObjects } from './object-table.js'
import type { PdfObject } from './objects.js'
import { isPicture, unclaimedOfPicture } from './picture-stream.js'
import { StreamInventory } from './stream-inventory.js'
import { StructureCheck } from './structure-check.js'
import { Name, Reference, ValueParser, type Dictionary, type Value } from './syntax.js'
import { decodeTextString, isReadable, isWords } from './text-string.js'
import { looksLikeXml, xmlTexts } from './xml.js'

/** A string of the file and its dictionary key. */
interface FoundString {
  readonly key: string
  readonly text: string
}

/**
 * Collects every string of every object, including those in object streams, in property lists of marked content and in
 * XML, so that no text is lost that the pages do not show. It also checks the structure of the file. Guarded state.
 */
export class StringCollector {
  readonly #strings: FoundString[] = []
  readonly gaps: Gap[] = []
  /** Strings with more than a few bytes that are no text, and bytes around the objects of object streams. */
  readonly unclaimed: Uint8Array[] = []
  readonly structure = new StructureCheck()
  readonly inventory = new StreamInventory()
  /** Numbers of all objects. */
  readonly #defined = new Set<number>()
  /** Numbers of streams and other objects that may refer to streams. */
  readonly #streams = new Set<number>()
  /** Objects that pages need, with the key that refers to them. */
  readonly #needed = new Map<number, string>()
  /** True where an object stream could not be decoded, so that missing objects may be in it. */
  #hasUnreadObjects = false

  constructor(readonly bytes: Uint8Array, readonly budget: Budget) {}

  /** Adds one object of the file. Objects must be added in file order. */
  add(object: PdfObject): Promise<void> {
    return this.#add(object, object.stream ? this.bytes.subarray(object.stream.start, object.stream.end) : EMPTY)
  }

  /** Adds a trailer outside a stream (ISO 32000-1, 7.5.5). */
  addTrailer(trailer: Value): void {
    this.#collect(trailer, '', 0)
  }

  /** Adds an encrypted object. */
  addEncrypted(encrypted: PdfObject, { decrypt }: Decryptor): Promise<void> {
    const { stream } = encrypted
    const { object, stored } = decrypt(encrypted, stream ? this.bytes.subarray(stream.start, stream.end) : EMPTY)
    return this.#add(object, stored)
  }

  async #add(object: PdfObject, stored: Uint8Array): Promise<void> {
    const { number, value, stream } = object
    this.structure.add(object)
    this.#collect(value, '', 0)
    this.inventory.addReferences(number, value)
    if (stream || !(value instanceof Map)) this.#streams.add(number)
    this.#defined.add(number)
    if (stream && !stream.closed) this.gaps.push({ piece: numberedPiece('object', number), reason: 'damaged' })
    if (!stream || !(value instanceof Map)) return
    if (isPicture(value)) this.unclaimed.push(...unclaimedOfPicture(value, stored, this.budget))
    if (isImage(value)) {
      this.inventory.addStream(object, value, stored, undefined)
      return
    }
    const piece = numberedPiece('object', number)
    const decoded = decodeStream(value, stored, this.budget.inflatable(stored.length))
    if (!decoded) {
      this.inventory.addStream(object, value, stored, undefined)
      if (nameOf(value, 'Type') === 'ObjStm') this.#hasUnreadObjects = true
      return
    }
    if (!this.budget.takeInflated(piece, decoded.bytes.length, stored.length)) return
    if (!decoded.whole) this.gaps.push({ piece, reason: 'damaged' })
    this.inventory.addStream(object, value, stored, decoded.bytes)
    if (hasNoText(value)) return
    if (nameOf(value, 'Type') === 'ObjStm') this.#addObjectStream(value, decoded.bytes)
    else if (looksLikeXml(decoded.bytes)) await this.#addXml(decoded.bytes)
    else {
      this.structure.addContent(number, decoded.bytes)
      this.#addPropertyLists(decoded.bytes)
    }
  }

  /** Objects that pages need and that the file does not have. pdf.js treats them as empty. */
  missingObjects(): Gap[] {
    if (this.#hasUnreadObjects) return []
    const exists = ([number, key]: [number, string]): boolean =>
      (STREAM_KEYS.has(key) ? this.#streams : this.#defined).has(number)
    const numbers = [...this.#needed].filter((each) => !exists(each)).map(([number]) => number)
    return numbers.sort((one, other) => one - other)
      .map((number) => ({ piece: numberedPiece('object', number), reason: 'damaged' }))
  }

  /** Parts of the collected strings that are not among `reported`. */
  parts(reported: ReadonlySet<string>): PartBuilder[] {
    const builders = {
      alternative: new PartBuilder('alt-text'),
      script: new PartBuilder('markup', 'actions'),
      other: new PartBuilder('custom-data', 'strings'),
    }
    const seen = new Set(reported)
    for (const { key, text } of this.#strings) {
      if (seen.has(text.trim()) || !this.budget.takeText('', text.length)) continue
      seen.add(text.trim())
      const builder = ALTERNATIVE_KEYS.has(key) ? builders.alternative : key === 'JS' ? builders.script : builders.other
      builder.block(text, {}, key === 'ActualText' ? 'hidden' : 'metadata').separate('\n')
    }
    return Object.values(builders)
  }

  /** Adds the objects of an object stream (ISO 32000-1, 7.5.7). */
  #addObjectStream(dictionary: Dictionary, bytes: Uint8Array): void {
    this.unclaimed.push(...outsidePacked(dictionary, bytes))
    for (const [number, value] of packedObjects(dictionary, bytes)) {
      this.#defined.add(number)
      if (!(value instanceof Map)) this.#streams.add(number)
      this.#collect(value, '', 0)
      this.inventory.addReferences(number, value)
      this.structure.addPacked(number, value)
    }
  }

  async #addXml(bytes: Uint8Array): Promise<void> {
    for (const text of await xmlTexts(bytes, this.budget)) this.#keep('XML', text)
  }

  /** Adds the texts of property lists inside page content (ISO 32000-1, 14.6.2): replacements for what is drawn. */
  #addPropertyLists(bytes: Uint8Array): void {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    for (const key of ['ActualText', 'Alt', 'E']) {
      const mark = Buffer.from(`/${key}`)
      for (let at = buffer.indexOf(mark); at >= 0; at = buffer.indexOf(mark, at + 1)) {
        const value = new ValueParser(bytes, at + mark.length).read()
        if (value instanceof Uint8Array) this.#keep(key, decodeTextString(value))
      }
    }
  }

  #collect(value: Value, key: string, depth: number): void {
    if (depth > 100) return
    if (value instanceof Uint8Array) this.#addString(key, value)
    else if (value instanceof Reference) {
      if (PAGE_KEYS.has(key)) this.#needed.set(value.number, key)
    } else if (Array.isArray(value)) this.#addArray(key, value as Value[], depth)
    else if (value instanceof Map) {
      const dictionary = value as Dictionary
      const isSignature = dictionary.has('ByteRange')
      for (const [name, each] of dictionary) {
        if (isSignature && name === 'Contents' && each instanceof Uint8Array) {
          if (!isDer(each) || holdsFile(each)) this.unclaimed.push(each)
          continue
        }
        if (name === 'Contents' && isNoContent(each)) this.gaps.push({ piece: 'page', reason: 'damaged' })
        if (/[^\x20-\x7e]/.test(name)) this.#keep('key', decodeTextString(Buffer.from(name, 'latin1')))
        this.#collect(each, key === 'XObject' ? key : name, depth + 1)
      }
    } else if (value instanceof Name && /[^\x20-\x7e]/.test(value.text)) {
      this.#keep(key, decodeTextString(Buffer.from(value.text, 'latin1')))
    }
  }

  /** Strings of one array are read together too: a text or a file may be divided. */
  #addArray(key: string, values: readonly Value[], depth: number): void {
    for (const each of values) this.#collect(each, key, depth + 1)
    if (values.length < 2 || !values.every((each) => each instanceof Uint8Array)) return
    const joined = Buffer.concat(values)
    if (holdsFile(joined)) this.unclaimed.push(joined)
    else if (isWords(joined)) this.#keep(key, decodeTextString(joined))
  }

  #addString(key: string, value: Uint8Array): void {
    const isForPrograms = MACHINE_KEYS.has(key)
    if (value.length >= FEWEST_FILE_BYTES && holdsFile(value)) this.unclaimed.push(value)
    else if (!isForPrograms || isWords(value)) this.#keep(key, decodeTextString(value))
  }

  #keep(key: string, text: string): void {
    if (isReadable(text)) this.#strings.push({ key, text })
  }
}

const EMPTY = new Uint8Array()
/** No file is shorter. */
const FEWEST_FILE_BYTES = 20

/** Keys of the objects that pages consist of, and that give their text. */
const PAGE_KEYS = new Set([
  'Contents', 'Kids', 'XObject', 'Pages', 'DescendantFonts', 'FontDescriptor', 'FontFile', 'FontFile2', 'FontFile3',
  'ToUnicode',
])
const STREAM_KEYS = new Set(['Contents', 'XObject'])

const ALTERNATIVE_KEYS = new Set(['ActualText', 'Alt', 'E', 'TU'])

/** A sequence of DER (ITU-T X.690, 8.1) that the string holds with zeros behind it, as signatures are (7.4 of CMS). */
function isDer(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x30 || bytes.length < 6) return false
  const first = bytes[1]!
  const count = first < 0x80 ? 0 : first & 0x7f
  const length = count === 0 ? first : bytes.subarray(2, 2 + count).reduce((sum, byte) => sum * 256 + byte, 0)
  // A length of zero bytes means that two zeros end the sequence.
  const end = first === 0x80 ? bytes.length : 2 + count + length
  return count <= 4 && end <= bytes.length && bytes.subarray(end).every((byte) => byte === 0)
}

/** True for values that cannot be the content of a page or of an annotation. */
function isNoContent(value: Value): boolean {
  return value === null || typeof value === 'number' || value instanceof Name
}

/**
 * Keys of strings for programs: identifiers, fonts, dates, keys. Their strings are text only if they are words, and a
 * dictionary under such a key is read: `O` can be an action.
 */
const MACHINE_KEYS = new Set([
  'ID', 'O', 'U', 'OE', 'UE', 'Perms', 'CharSet', 'FontFamily', 'Panose', 'Registry', 'Ordering', 'CheckSum', 'Cert',
  'Lang', 'DA', 'ModDate', 'CreationDate', 'M', 'NM', 'LastModified', 'OutputConditionIdentifier', 'RegistryName',
  'FontName', 'BaseFont',
])

/**
 * True for streams without text of their own: fonts, colours, cross-references, character maps, attached files. They
 * are only checked for damage.
 */
function hasNoText(dictionary: Dictionary): boolean {
  const type = nameOf(dictionary, 'Type')
  const subtype = nameOf(dictionary, 'Subtype')
  if (dictionary.has('Length1') || dictionary.has('Length2') || dictionary.has('CMapName')) return true
  if (type === 'XRef' || type === 'EmbeddedFile' || type === 'CMap') return true
  if (subtype === 'Type1C' || subtype === 'CIDFontType0C' || subtype === 'OpenType') return true
  if (dictionary.has('N') && dictionary.has('Alternate')) return true
  return dictionary.has('FunctionType') || dictionary.has('ShadingType')
}

function nameOf(dictionary: Dictionary, key: string): string | undefined {
  const value = dictionary.get(key)
  return value instanceof Name ? value.text : undefined
}
