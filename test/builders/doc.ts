/**
 * Builds .doc files (Word 97).
 *
 *   doc({ body: ['段落', [{ text: '删', deleted: true }, '余']], header: '机密★20年', footnotes: ['注'] })
 *
 * A paragraph is a text or a list of runs; `cells` makes a row of a table. The other stories take paragraphs too.
 */
import { compound, word16, word32, type Streams } from './compound.js'
import { encryptionHeader, padOf, type Cipher } from './xls-encryption.js'

export type DocRun = string | {
  readonly text: string
  readonly deleted?: boolean
  readonly inserted?: boolean
  readonly hidden?: boolean
  readonly white?: boolean
  readonly halfPoints?: number
  readonly picture?: boolean
  /** Number of a font in `fonts`. */
  readonly font?: number
  /** Number of the font of Chinese characters. */
  readonly asianFont?: number
  readonly bold?: boolean
  /** `rrggbb`. */
  readonly colour?: string
  /** Number of a colour in Word's palette. */
  readonly indexedColour?: number
  /** The symbol of this code in the run's font is drawn in place of each character. */
  readonly symbol?: number
}
export type DocParagraph = string | readonly DocRun[] | { readonly cells: readonly string[] } | {
  readonly runs: readonly DocRun[]
  /** Number of a style in `styles`. */
  readonly style?: number
  /** 0 left, 1 centre, 2 right, 3 both. */
  readonly alignment?: number
}

/** A paragraph style. */
export interface DocStyle {
  /** Number of the style that it is based on. */
  readonly base?: number
  readonly characters?: Exclude<DocRun, string>
  readonly alignment?: number
}

export interface DocDescription {
  readonly body?: readonly DocParagraph[]
  readonly footnotes?: readonly DocParagraph[]
  readonly header?: string
  readonly footer?: string
  readonly comments?: readonly DocParagraph[]
  readonly endnotes?: readonly DocParagraph[]
  readonly textboxes?: readonly DocParagraph[]
  readonly commentAuthors?: readonly string[]
  readonly revisionAuthors?: readonly string[]
  readonly bookmarks?: readonly string[]
  /** Lettering of a drawing. */
  readonly lettering?: string
  /** One byte a unit, in Windows 1252. */
  readonly narrow?: boolean
  readonly fonts?: readonly string[]
  readonly styles?: readonly DocStyle[]
  /** Marked as encrypted, without an encryption header. */
  readonly encrypted?: boolean
  readonly encryption?: { readonly cipher: Cipher; readonly password: string }
  /** Further streams of the file. */
  readonly streams?: Streams
}

interface Cut {
  readonly text: string
  readonly changes: Buffer
  /** Properties of its paragraph (PapxInFkp) without the length; empty for a plain one. */
  readonly paragraph: Buffer
}

const TEXT = 2048
/** The number of no piece: the encryption header before them. */
const HEADER = -1
const PAGE = 512

export function doc(description: DocDescription): Buffer {
  const { narrow = false, header, footer } = description
  const margins = header === undefined && footer === undefined ? [] : [[`${header ?? ''}\r`], [`${footer ?? ''}\r`]]
  const stories = [
    cutsOf(description.body ?? []), cutsOf(description.footnotes ?? []), margins.flat().map((text) => ({ text, changes: Buffer.alloc(0), paragraph: Buffer.alloc(0) })), [],
    cutsOf(description.comments ?? []), cutsOf(description.endnotes ?? []), cutsOf(description.textboxes ?? []), [],
  ]
  const cuts = stories.flat()
  const text = Buffer.concat(cuts.map((cut) => Buffer.from(cut.text, narrow ? 'latin1' : 'utf16le')))
  const units = cuts.reduce((sum, cut) => sum + cut.text.length, 0)
  const pages = formattingPages(cuts, narrow ? 1 : 2)
  const first = Math.ceil((TEXT + text.length) / PAGE)
  const headerEnd = (header ?? '').length + 1
  const marginsEnd = headerEnd + (footer ?? '').length + 1
  const { encryption } = description
  const table: [number, Buffer][] = [
    ...headerPieces(encryption),
    [12, Buffer.concat([word32(...pages.starts, TEXT + text.length), ...pages.pages.map((_page, at) => word32(first + 2 * at))])],
    [13, Buffer.concat([word32(...pages.starts, TEXT + text.length), ...pages.pages.map((_page, at) => word32(first + 2 * at + 1))])],
    ...(description.fonts ? [[15, fontTable(description.fonts)] as [number, Buffer]] : []),
    ...(description.styles ? [[1, styleSheet(description.styles)] as [number, Buffer]] : []),
    [33, Buffer.concat([Buffer.of(2), word32(16), word32(0, units), word16(0), word32(narrow ? 2 * TEXT + 0x40000000 : TEXT), word16(0)])],
    ...(margins.length === 0 ? [] : [[11, word32(0, 0, 0, 0, 0, 0, 0, 0, headerEnd, headerEnd, marginsEnd, marginsEnd, marginsEnd, marginsEnd)] as [number, Buffer]]),
    ...([[21, description.bookmarks], [51, description.revisionAuthors]] as const).flatMap(([number, names]): [number, Buffer][] => names ? [[number, stringTable(names)]] : []),
    ...(description.commentAuthors ? [[36, Buffer.concat(description.commentAuthors.map(counted))] as [number, Buffer]] : []),
    ...(description.lettering === undefined ? [] : [[50, drawing(description.lettering)] as [number, Buffer]]),
  ]
  const lengths = stories.map((story) => story.reduce((sum, cut) => sum + cut.text.length, 0))
  const stream = Buffer.concat([
    information(table, lengths, isEncrypted(description)), text, Buffer.alloc(first * PAGE - TEXT - text.length), ...pages.pages.flat(),
  ])
  const tableStream = Buffer.concat(table.map(([, bytes]) => bytes))
  return compound({ ...mainStreams(stream, tableStream, table[0]![1].length, encryption), ...description.streams })
}

function headerPieces(encryption: DocDescription['encryption']): [number, Buffer][] {
  return encryption ? [[HEADER, encryptionHeader(encryption.cipher, encryption.password)]] : []
}

function isEncrypted({ encrypted, encryption }: DocDescription): boolean {
  return encrypted === true || encryption !== undefined
}

function mainStreams(stream: Buffer, table: Buffer, keyLength: number, encryption: DocDescription['encryption']): Streams {
  if (!encryption) return { WordDocument: stream, '1Table': table }
  stream.writeUInt32LE(keyLength, 0x0e)
  return { WordDocument: encryptedFrom(68, stream, encryption), '1Table': encryptedFrom(keyLength, table, encryption) }
}

function encryptedFrom(start: number, stream: Buffer, { cipher, password }: NonNullable<DocDescription['encryption']>): Buffer {
  const pad = padOf(cipher, password, stream.length, 512)
  return Buffer.from(stream.map((byte, at) => (at < start ? byte : byte ^ pad[at]!)))
}

function fontTable(names: readonly string[]): Buffer {
  const fonts = names.map((name) => {
    const font = Buffer.concat([Buffer.alloc(40), Buffer.from(`${name}\0`, 'utf16le')])
    font[0] = font.length - 1
    return font
  })
  return Buffer.concat([word16(names.length, 0), ...fonts])
}

/** A style sheet: no more of its header than numbers and sizes, names without letters. */
function styleSheet(styles: readonly DocStyle[]): Buffer {
  const list = (bytes: Buffer): Buffer => Buffer.concat([word16(bytes.length), bytes, Buffer.alloc(bytes.length & 1)])
  const entries = styles.map(({ base = 0xfff, characters, alignment }, at) => {
    const paragraph = Buffer.concat([word16(at), alignmentOf(alignment)])
    const head = Buffer.concat([word16(0, 1 | base << 4, 2, 0, 0), word16(0, 0)])
    return list(Buffer.concat([head, list(paragraph), list(changesOf(characters ?? { text: '' }))]))
  })
  return Buffer.concat([word16(4, styles.length, 10), ...entries])
}

function alignmentOf(alignment: number | undefined): Buffer {
  return alignment === undefined ? Buffer.alloc(0) : Buffer.of(0x03, 0x24, alignment)
}

function cutsOf(paragraphs: readonly DocParagraph[]): Cut[] {
  const plain = (text: string, paragraph = Buffer.alloc(0)): Cut => ({ text, changes: Buffer.alloc(0), paragraph })
  const row = Buffer.of(0, 0, 0x17, 0x24, 1)
  return paragraphs.flatMap((paragraph) => {
    if (typeof paragraph === 'string') return [plain(`${paragraph}\r`)]
    if ('cells' in paragraph) return [...paragraph.cells.map((cell) => plain(`${cell}\x07`)), plain('\x07', row)]
    const { runs, style, alignment } = 'runs' in paragraph ? paragraph : { runs: paragraph }
    const isPlain = style === undefined && alignment === undefined
    const properties = isPlain ? Buffer.alloc(0) : Buffer.concat([word16(style ?? 0), alignmentOf(alignment)])
    const cuts = runs.map((run): Cut =>
      (typeof run === 'string' ? plain(run, properties) : { text: run.text, changes: changesOf(run), paragraph: properties }))
    return [...cuts, plain('\r', properties)]
  })
}

function changesOf(run: Exclude<DocRun, string>): Buffer {
  return Buffer.concat([
    ...(run.deleted ? [Buffer.of(0x00, 0x08, 1)] : []), ...(run.inserted ? [Buffer.of(0x01, 0x08, 1)] : []),
    ...(run.hidden ? [Buffer.of(0x3c, 0x08, 1)] : []), ...(run.white ? [Buffer.of(0x42, 0x2a, 8)] : []),
    ...(run.halfPoints === undefined ? [] : [Buffer.of(0x43, 0x4a, run.halfPoints, 0)]),
    ...(run.font === undefined ? [] : [Buffer.of(0x4f, 0x4a, run.font, 0, 0x51, 0x4a, run.font, 0)]),
    ...(run.asianFont === undefined ? [] : [Buffer.of(0x50, 0x4a, run.asianFont, 0)]),
    ...(run.bold === undefined ? [] : [Buffer.of(0x35, 0x08, Number(run.bold))]),
    ...(run.indexedColour === undefined ? [] : [Buffer.of(0x42, 0x2a, run.indexedColour)]),
    ...(run.colour === undefined ? [] : [Buffer.concat([Buffer.of(0x70, 0x68), Buffer.from(run.colour, 'hex'), Buffer.of(0)])]),
    ...(run.symbol === undefined ? [] : [Buffer.of(0x09, 0x6a, run.font ?? 0, 0, run.symbol, 0xf0)]),
    ...(run.picture ? [Buffer.of(0x03, 0x6a, 0, 0, 0, 0)] : []),
  ])
}

/** Eight cuts to a page: one page of character properties and one of paragraph properties for each eight. */
function formattingPages(cuts: readonly Cut[], width: number): { starts: number[]; pages: [Buffer, Buffer][] } {
  const starts: number[] = []
  const pages: [Buffer, Buffer][] = []
  let at = TEXT
  for (let from = 0; from < cuts.length; from += 8) {
    const some = cuts.slice(from, from + 8)
    starts.push(at)
    const edges = [at]
    for (const { text } of some) edges.push((at += text.length * width))
    pages.push([
      formattingPage(edges, 1, some.map(({ changes }) => (changes.length === 0 ? undefined : Buffer.concat([Buffer.of(changes.length), changes])))),
      formattingPage(edges, 13, some.map(({ paragraph }) => (paragraph.length === 0 ? undefined : paragraphProperties(paragraph)))),
    ])
  }
  return { starts, pages }
}

/** With its length: in units of two bytes and one less than it is (odd), or after a zero (even). */
function paragraphProperties(bytes: Buffer): Buffer {
  const odd = bytes.length % 2 === 1
  return Buffer.concat([odd ? Buffer.of((bytes.length + 1) / 2) : Buffer.of(0, bytes.length / 2), bytes])
}

function formattingPage(edges: readonly number[], width: number, looks: readonly (Buffer | undefined)[]): Buffer {
  const page = Buffer.alloc(PAGE)
  word32(...edges).copy(page)
  page[PAGE - 1] = looks.length
  let end = PAGE - 2
  looks.forEach((look, at) => {
    if (!look) return
    end = (end - look.length) & ~1
    look.copy(page, end)
    page[4 * edges.length + width * at] = end / 2
  })
  return page
}

function information(table: readonly (readonly [number, Buffer])[], lengths: readonly number[], encrypted: boolean): Buffer {
  const bytes = Buffer.alloc(TEXT)
  for (const [at, word] of [[0, 0xa5ec], [2, 193], [0x0a, encrypted ? 0x300 : 0x200], [0x20, 14], [0x3e, 22], [0x98, 93]] as const) bytes.writeUInt16LE(word, at)
  lengths.forEach((length, at) => bytes.writeUInt32LE(length, 0x4c + 4 * at))
  let start = 0
  for (const [number, piece] of table) {
    if (number !== HEADER) {
      bytes.writeUInt32LE(start, 0x9a + 8 * number)
      bytes.writeUInt32LE(piece.length, 0x9e + 8 * number)
    }
    start += piece.length
  }
  return bytes
}

function counted(text: string): Buffer {
  return Buffer.concat([word16(text.length), Buffer.from(text, 'utf16le')])
}

function stringTable(names: readonly string[]): Buffer {
  return Buffer.concat([word16(0xffff, names.length, 0), ...names.map(counted)])
}

/** A drawing group, then a drawing with one shape that has a text (an Escher property table with one complex value). */
function drawing(text: string): Buffer {
  const value = Buffer.from(`${text}\0`, 'utf16le')
  const record = (head: number, type: number, ...content: readonly Buffer[]): Buffer => {
    const body = Buffer.concat(content)
    return Buffer.concat([word16(head, type), word32(body.length), body])
  }
  const shape = record(0xf, 0xf004, record(0x13, 0xf00b, word16(0xc0c0), word32(value.length), value))
  return Buffer.concat([record(0xf, 0xf000), Buffer.of(0), record(0xf, 0xf002, shape)])
}
