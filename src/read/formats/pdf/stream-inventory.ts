import { createHash } from 'node:crypto'
import { sniff } from '../../sniff/sniff.js'
import { isImage } from './blank-images.js'
import { latin1, Name, Reference, type Dictionary, type Value } from './syntax.js'
import { looksLikeXml } from './xml.js'

/** What a stream that the normal reading may not have read holds. */
export type StreamContent = 'drawing' | 'picture' | 'file' | 'text' | 'hints' | 'unknown'

/** A stream with its decoded bytes. Drawings, pictures and streams with an unknown filter are as stored. */
export interface ListedStream {
  readonly number: number
  readonly dictionary: Dictionary
  readonly bytes: Uint8Array
  readonly content: StreamContent
}

/**
 * Lists the streams of a file that nothing may have read: pdf.js reads only what the pages of the last revision draw.
 * Streams of a known structure without text (fonts, profiles, character maps, cross-references) are not listed.
 * Guarded state.
 */
export class StreamInventory {
  readonly #streams: ListedStream[] = []
  /** The last stream of each number, which is the valid one. */
  readonly #valid = new Map<number, ListedStream>()
  /** The keys under which any object refers to a number. */
  readonly #roles = new Map<number, Set<string>>()
  /** The numbers to which an object refers that is a list, or a dictionary of names. */
  readonly #entries = new Map<number, number[]>()

  /** Adds the references of an object. */
  addReferences(number: number, value: Value): void {
    this.#walk(value, '', 0)
    const entries = valuesOf(value).flatMap((each) => (each instanceof Reference ? [each.number] : []))
    if (entries.length > 0) this.#entries.set(number, entries)
  }

  /** Adds a stream. `decoded` is undefined where a filter is unknown. */
  addStream(number: number, dictionary: Dictionary, stored: Uint8Array, decoded: Uint8Array | undefined): void {
    this.#valid.delete(number)
    const content = isImage(dictionary) || isThumbnail(dictionary) ? 'picture' : contentOf(dictionary, decoded)
    if (content === undefined || stored.length === 0) return
    const listed = { number, dictionary, bytes: STORED.has(content) ? stored : decoded ?? stored, content }
    this.#streams.push(listed)
    this.#valid.set(number, listed)
  }

  /** The streams that the pages of the last revision do not use, in file order. */
  unused(): ListedStream[] {
    this.#passOnRoles()
    const unused = this.#streams.filter((each) => !this.#isUsed(each))
    if (unused.length === 0) return unused
    const used = this.#streams.filter((each) => this.#isUsed(each))
    const known = new Set(used.map(({ bytes }) => keyOf(bytes)))
    return unused.filter(({ bytes }) => !known.has(keyOf(bytes)))
  }

  /** Gives the streams of a list or a dictionary of names the key under which it stands: `/XObject 7 0 R`. */
  #passOnRoles(): void {
    for (const [number, roles] of [...this.#roles]) {
      const entries = this.#entries.get(number) ?? []
      for (const key of roles) if (LISTING_KEYS.has(key)) for (const each of entries) this.#addRole(each, key)
    }
  }

  #isUsed(stream: ListedStream): boolean {
    const roles = this.#roles.get(stream.number)
    if (!roles || this.#valid.get(stream.number) !== stream) return false
    return USING_KEYS[stream.content].some((key) => roles.has(key))
  }

  #walk(value: Value, key: string, depth: number): void {
    if (depth > 100) return
    if (value instanceof Reference) this.#addRole(value.number, key)
    else if (Array.isArray(value)) {
      const items = value as Value[]
      const role = items[0] instanceof Name ? items[0].text : key
      for (const each of items) this.#walk(each, role, depth + 1)
    } else if (value instanceof Map) {
      for (const [name, each] of value as Dictionary) {
        this.#walk(each, NAMING_KEYS.has(key) ? key : name, depth + 1)
      }
    }
  }

  #addRole(number: number, key: string): void {
    const roles = this.#roles.get(number)
    if (roles) roles.add(key)
    else this.#roles.set(number, new Set([key]))
  }
}

/** Kept as stored: the decoded drawings of all pages take too much memory. */
const STORED: ReadonlySet<StreamContent> = new Set(['drawing', 'picture'])

/** Keys whose dictionaries have names of the document's own. */
const NAMING_KEYS = new Set(['XObject', 'CharProcs', 'Pattern', 'Font', 'N', 'D', 'R'])

/** Keys that can refer to a list or a dictionary of streams. */
const LISTING_KEYS = new Set(['Contents', 'XObject', 'CharProcs', 'Pattern', 'N'])

/** The keys of streams that draw. */
const DRAWING_KEYS = [...LISTING_KEYS, 'G']

/** The keys that lead the normal reading to a stream. */
const USING_KEYS: Readonly<Record<StreamContent, readonly string[]>> = {
  drawing: DRAWING_KEYS,
  picture: ['XObject', 'SMask', 'Mask'],
  file: [],
  text: DRAWING_KEYS,
  hints: [],
  unknown: [
    ...DRAWING_KEYS, 'ICCBased', 'Indexed', 'CIDToGIDMap', 'CIDSet', 'JBIG2Globals', 'FontFile', 'FontFile2',
    'FontFile3', 'ToUnicode', 'HT', 'TR', 'TR2', 'EF',
  ],
}

function valuesOf(value: Value): readonly Value[] {
  if (Array.isArray(value)) return value as Value[]
  return value instanceof Map ? [...(value as Dictionary).values()] : []
}

/** Undefined for streams without text of their own, whose structure is known. */
function contentOf(dictionary: Dictionary, decoded: Uint8Array | undefined): StreamContent | undefined {
  if (!decoded) return 'unknown'
  if (nameOf(dictionary, 'Type') === 'Sound' || nameOf(dictionary, 'Type') === '3D') return 'unknown'
  if (nameOf(dictionary, 'Type') === 'EmbeddedFile') return 'file'
  if (decoded.length < 4 || isStructure(dictionary, decoded)) return undefined
  const head = latin1(decoded, 0, Math.min(decoded.length, 1 << 16))
  if (/\bBT\b/.test(head) && /[\])>\s](?:T[jJ]|['"])(?=\s|$)/.test(head)) return 'drawing'
  if (isDrawing(head)) return undefined
  const format = sniff(decoded, '')
  if (format === 'unknown') return isHints(dictionary) ? 'hints' : 'unknown'
  return TEXTS.has(format) ? 'text' : 'file'
}

const TEXTS: ReadonlySet<string> = new Set(['text', 'empty', 'csv', 'markdown', 'xml', 'html', 'eml', 'mbox'])

/** Numbers, names and operators of graphics only (ISO 32000-1, annex A), without text. */
function isDrawing(head: string): boolean {
  const operators = head.replace(/\/[^\s/[\]<>()]+|<[^>]*>|\([^)]*\)|[-+.\d]+|[[\]\s]/g, ' ').split(/\s+/)
  return operators.every((word) => word === '' || OPERATORS.test(word))
}

const OPERATORS = new RegExp('^(?:[bBfFsSnWqQ]\\*?|cm|re|[mlcvyhwJjMdi]|gs|ri|[rR]g|RG|[gGkK]|cs|CS|scn?|SCN?|sh|Do|'
  + 'BDC|BMC|EMC|MP|DP|BX|EX|BT|ET|T[cwzLfrsdDm*jJ]|d0|d1|>>|<<|BI|ID|EI|true|false|null)$')

/** Fonts, colour profiles, character maps, cross-references, functions: known by their bytes where they have a mark. */
function isStructure(dictionary: Dictionary, bytes: Uint8Array): boolean {
  const type = nameOf(dictionary, 'Type')
  if (type === 'XRef' || type === 'ObjStm') return true
  if (['FunctionType', 'ShadingType', 'HalftoneType'].some((key) => dictionary.has(key))) return true
  const head = latin1(bytes, 0, Math.min(bytes.length, 4096))
  if (/^(?:%!(?:PS-AdobeFont|FontType)|\x80\x01|\0\x01\0\0|true|OTTO|ttcf|\x01\0[\x04-\x20])/.test(head)) return true
  if (head.slice(36, 40) === 'acsp' || head.includes('begincmap')) return true
  return looksLikeXml(bytes) // the string collector reads it
}

/** The offsets that a linearized file gives its first page (ISO 32000-1, annex F.4). */
function isHints(dictionary: Dictionary): boolean {
  return typeof dictionary.get('S') === 'number' && [...dictionary.keys()].every((key) => HINT_KEYS.has(key))
}

const HINT_KEYS = new Set([
  'S', 'T', 'O', 'A', 'E', 'V', 'I', 'C', 'L', 'R', 'B', 'Length', 'Filter', 'DecodeParms',
])

/** A thumbnail need not say that it is a picture (ISO 32000-1, 12.3.4). */
function isThumbnail(dictionary: Dictionary): boolean {
  return ['Width', 'Height'].every((key) => dictionary.has(key))
}

function nameOf(dictionary: Dictionary, key: string): string | undefined {
  const value = dictionary.get(key)
  return value instanceof Name ? value.text : undefined
}

/** Equal for equal bytes only. */
function keyOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
