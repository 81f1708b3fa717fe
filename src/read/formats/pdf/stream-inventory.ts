import { createHash } from 'node:crypto'
import { isKnownFile, sniff } from '../../sniff/sniff.js'
import { printableReadings } from '../../text/undeclared-text.js'
import type { PdfObject } from './objects.js'
import { CELL_KEYS, DRAWING_KEYS, MACHINE_KEYS, StreamUse } from './stream-use.js'
import { isPicture } from './picture-stream.js'
import type { FoundPages } from './structure-check.js'
import { latin1, Name, type Dictionary, type Value } from './syntax.js'
import { writeValue } from './write-objects.js'
import { looksLikeXml } from './xml.js'

/** What a stream that the normal reading may not have read holds. */
export type StreamContent = 'drawing' | 'picture' | 'file' | 'text' | 'hints' | 'unknown'

/** A stream with its decoded bytes. Drawings, pictures and streams with an unknown filter are as stored. */
export interface ListedStream {
  readonly number: number
  /** Offset of its object. */
  readonly head: number
  readonly dictionary: Dictionary
  readonly bytes: Uint8Array
  readonly content: StreamContent
  /** True for the cell of a pattern and the glyph of a font, which may show on a page. */
  readonly mayShow?: boolean
}

/**
 * Lists the streams of a file that nothing may have read: pdf.js reads only what the pages of the last revision draw.
 * Streams of a known structure without text (fonts, profiles, character maps, cross-references) are not listed.
 * Guarded state.
 */
export class StreamInventory {
  readonly #streams: ListedStream[] = []
  /** The last stream of each number. */
  readonly #last = new Map<number, ListedStream | undefined>()
  /** Numbers that more than one stream has. Which of them the pages use depends on the cross-reference table. */
  readonly #redefined = new Set<number>()
  readonly #forms = new Set<number>()
  readonly #use = new StreamUse()

  /** Adds the references of an object. */
  addReferences(number: number, value: Value): void {
    this.#use.add(number, value)
  }

  /** Adds a stream. `decoded` is undefined where a filter is unknown. */
  addStream(
    { number, head }: Pick<PdfObject, 'number' | 'head'>, dictionary: Dictionary, stored: Uint8Array,
    decoded: Uint8Array | undefined,
  ): void {
    if (this.#last.has(number)) this.#redefined.add(number)
    this.#last.set(number, undefined)
    if (decoded) this.#use.addContent(number, decoded)
    const content = isPicture(dictionary) ? 'picture' : contentOf(dictionary, decoded)
    if (content === undefined || stored.length === 0) return
    if (nameOf(dictionary, 'Subtype') === 'Form') this.#forms.add(number)
    const bytes = STORED.has(content) ? stored : decoded ?? stored
    const listed: ListedStream = { number, head, dictionary, bytes, content }
    this.#streams.push(listed)
    this.#last.set(number, listed)
  }

  /** The streams that the pages of the last revision do not use, in file order. */
  unused(found: FoundPages | undefined): ListedStream[] {
    const roles = this.#use.roles((number) => found?.has(number) !== false, (number) => this.#forms.has(number))
    const isUsed = (stream: ListedStream): boolean => {
      const { number, content } = stream
      if (content === 'drawing' ? this.#redefined.has(number) : this.#last.get(number) !== stream) return false
      return USING_KEYS[content].some((key) => roles.get(number)?.has(key))
    }
    const unused = this.#streams.filter((each) => !isUsed(each))
    if (unused.length === 0) return unused
    const known = new Set(this.#streams.filter((each) => isUsed(each)).map(keyOf))
    const mayShow = ({ number }: ListedStream): boolean => CELL_KEYS.some((key) => roles.get(number)?.has(key))
    return unused.filter((each) => !known.has(keyOf(each))).map((each) => ({ ...each, mayShow: mayShow(each) }))
  }
}

/** Kept as stored: the decoded drawings of all pages take too much memory. */
const STORED: ReadonlySet<StreamContent> = new Set(['drawing', 'picture'])

/** The keys that lead the normal reading to a stream. */
const USING_KEYS: Readonly<Record<StreamContent, readonly string[]>> = {
  drawing: DRAWING_KEYS,
  picture: ['XObject', 'SMask', 'Mask'],
  file: [],
  text: [...DRAWING_KEYS, ...CELL_KEYS],
  hints: [],
  unknown: [...DRAWING_KEYS, ...CELL_KEYS, ...MACHINE_KEYS],
}

/** Undefined for streams without text of their own, whose structure is known. */
function contentOf(dictionary: Dictionary, decoded: Uint8Array | undefined): StreamContent | undefined {
  if (!decoded) return 'unknown'
  if (nameOf(dictionary, 'Type') === 'Sound' || nameOf(dictionary, 'Type') === '3D') return 'unknown'
  if (nameOf(dictionary, 'Type') === 'EmbeddedFile') return 'file'
  if (decoded.length < 4) return undefined
  if (isClaimedStructure(dictionary)) return claimedContent(decoded)
  if (isStructure(decoded)) return undefined
  const drawing = latin1(decoded, 0, decoded.length)
  const showsText = SHOWN_TEXT.test(drawing)
  if (showsText && /\bBT\b/.test(drawing)) return 'drawing'
  if (isDrawing(drawing.slice(0, 1 << 16))) return showsText ? 'drawing' : undefined
  const format = sniff(decoded, '')
  if (format === 'unknown') return isHints(dictionary) ? 'hints' : 'unknown'
  return TEXTS.has(format) ? 'text' : 'file'
}

const TEXTS: ReadonlySet<string> = new Set(['text', 'empty', 'csv', 'markdown', 'xml', 'html', 'eml', 'mbox'])

/** The operators that show text (ISO 32000-1, 9.4.3). */
const SHOWN_TEXT = /[\])>\s](?:T[jJ]|['"])(?=\s|$)/

/** Numbers, names and operators of graphics only (ISO 32000-1, annex A), without text. */
function isDrawing(head: string): boolean {
  const operators = head.replace(/\/[^\s/[\]<>()]+|<[^>]{0,2000}>|\([^)]{0,2000}\)|[-+.\d]+|[[\]\s]/g, ' ').split(/\s+/)
  return operators.every((word) => word === '' || OPERATORS.test(word))
}

const OPERATORS = new RegExp('^(?:[bBfFsSnWqQ]\\*?|cm|re|[mlcvyhwJjMdi]|gs|ri|[rR]g|RG|[gGkK]|cs|CS|scn?|SCN?|sh|Do|'
  + 'BDC|BMC|EMC|MP|DP|BX|EX|BT|ET|T[cwzLfrsdDm*jJ]|d0|d1|>>|<<|BI|ID|EI|true|false|null)$')

/** Cross-references, object streams, functions, shadings, halftones: their bytes have no mark of their own. */
function isClaimedStructure(dictionary: Dictionary): boolean {
  const type = nameOf(dictionary, 'Type')
  return type === 'XRef' || type === 'ObjStm'
    || ['FunctionType', 'ShadingType', 'HalftoneType'].some((key) => dictionary.has(key))
}

/** What only claims to be a structure: a file, or words. */
function claimedContent(bytes: Uint8Array): StreamContent | undefined {
  if (isKnownFile(bytes)) return 'file'
  return printableReadings(bytes).some((text) => /[\u4e00-\u9fff]{2}/.test(text)) ? 'hints' : undefined
}

/** Fonts, colour profiles, character maps: known by their bytes. */
function isStructure(bytes: Uint8Array): boolean {
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

function nameOf(dictionary: Dictionary, key: string): string | undefined {
  const value = dictionary.get(key)
  return value instanceof Name ? value.text : undefined
}

/** Equal only for equal bytes, of drawings also with equal resources. */
function keyOf({ bytes, dictionary, content }: ListedStream): string {
  const hash = createHash('sha256').update(bytes)
  if (content === 'drawing') hash.update(writeValue(dictionary.get('Resources') ?? null))
  return hash.digest('hex')
}
