import type { PartKind } from '../../../model/index.js'
import { readDrawings, reportShapeTexts } from '../../containers/compound/office-art.js'
import { readCompoundFile, type CompoundReading } from '../../containers/compound/compound-reading.js'
import { decode } from '../../text/decode.js'
import { PartSet } from '../../parts/part-set.js'
import { TextStyles } from '../../parts/text-styles.js'
import { characterLook, LookTable, PLAIN_LOOK, type CharacterLook } from './character-look.js'
import { openStreams, type DocStreams } from './decrypt.js'
import { readFonts } from './fonts.js'
import { PIECE, readHeader, type DocHeader } from './header.js'
import { characterLooks, lookAt, paragraphLooks, type ParagraphLook, type Stretches } from './looks.js'
import { readNames } from './names.js'
import { readDataPictures } from './pictures.js'
import { readPieces, textOf, type TextPiece } from './pieces.js'
import { DocStory } from './story.js'
import { readStyles, type Styles } from './styles.js'
import type { Intake, Readout } from '../../reader.js'

/**
 * Reads Word documents of the binary format (.doc, .dot, .wps; [MS-DOC]).
 *
 * Anatomy: a compound file. The stream `WordDocument` begins with the file information block (2.5), which says where
 * everything lies; behind it stand pieces of text and pages of formatting. `0Table` or `1Table` holds the piece table
 * (which bytes are which characters), the style sheet, the font table and lists of names. All stories (body, footnotes,
 * headers, comments, endnotes, text boxes) are one run of characters, cut by the lengths in the block. Fields, cells
 * and pictures are marked by control characters. `Data` holds pictures that stand in the line.
 *
 * Read: all stories with hidden and deleted text and the style of each run, field codes, names of authors and
 * bookmarks, WordArt, properties, macros; embedded objects and pictures become members. Gaps: encrypted documents,
 * pictures of unknown kinds, Word 6 and 95 (text without formatting), lengths that do not fit the text. Cost: linear.
 */
export function readDoc(intake: Intake): Promise<Readout> {
  return readCompoundFile(intake, (reading) => {
    const stream = reading.take('WordDocument')
    if (stream) readStream(reading, stream)
  })
}

function readStream(reading: CompoundReading, stream: Buffer): void {
  const plain = readHeader(stream)
  const streams = plain && openStreams(reading, stream, plain)
  const document = streams?.document ?? stream
  const header = readHeader(document)
  if (plain && !streams) encrypted(reading)
  else if (header && header.version < 193) readOld(reading, document)
  else if (!header || !streams || !readNew(reading, streams, header)) {
    reading.sweep(document, 'WordDocument')
    reading.gap('WordDocument', 'damaged', { detail: header ? 'text' : 'header' })
  }
}

/** Nothing in an encrypted document is plain but its properties, if those. */
function encrypted(reading: CompoundReading): void {
  for (const name of ['0Table', '1Table', 'Data']) reading.take(name)
  reading.gap('WordDocument', 'encrypted')
}

/** Word 6 and 95: one stretch of bytes in the code page of its time. */
function readOld(reading: CompoundReading, stream: Buffer): void {
  const text = decode(stream.subarray(stream.readUInt32LE(0x18), stream.readUInt32LE(0x1c))).text
  const partSet = new PartSet('WordDocument', reading.intake.budget)
  const story = new DocStory('body', partSet)
  for (const line of text.split(/(?<=[\r\x07\x0c])/)) {
    story.add({ text: line, look: PLAIN_LOOK, rowEnd: line === '\x07', style: PLAIN_LOOK })
  }
  story.finish()
  reading.part(...partSet.build())
  reading.sweep(stream, 'WordDocument')
  reading.gap('WordDocument', 'partly-unreadable', { feature: 'word-95' })
}

/** False where there is no piece table. */
function readNew(reading: CompoundReading, streams: DocStreams, header: DocHeader): boolean {
  const stream = streams.document
  const table = streams.take(header.table)
  const text = table && pieceOf(table, header, PIECE.text)
  const found = text && readPieces(text, stream)
  if (!found) {
    if (table) reading.sweep(table, header.table)
    return false
  }
  const layout = stories(header, found.pieces, stream)
  if (!found.whole || layout.short) reading.gap('WordDocument', 'damaged', { detail: 'text' })
  const partSet = new PartSet('WordDocument', reading.intake.budget)
  const pictures = readStories(layout.spans, found.pieces, { stream, table, header, partSet })
  const rest = Buffer.from(table)
  readNames(header, table, rest, partSet)
  const drawn = readShapes(reading, pieceOf(table, header, PIECE.drawings), stream, partSet)
  reading.part(...partSet.build())
  reading.sweep(withoutText(stream, found.pieces), 'WordDocument')
  reading.sweep(rest, header.table)
  readDataStream(reading, streams, pictures)
  if (drawn > 0) reading.gap('WordDocument', 'image-not-read')
  return true
}

function pieceOf(table: Buffer, header: DocHeader, number: number): Buffer {
  const { start, length } = header.piece(number)
  return table.subarray(start, start + length)
}

interface Span {
  readonly kind: PartKind | 'margin'
  readonly start: number
  readonly end: number
}

/** Where each story lies among the units of all. Text after the last story is body. */
function stories(
  header: DocHeader, pieces: readonly TextPiece[], stream: Buffer,
): { spans: readonly Span[]; short: boolean } {
  const last = pieces.reduce((most, { position, units }) => Math.max(most, position + units), 0)
  const spans: Span[] = []
  let start = 0
  for (const [kind, units] of header.stories) {
    if (units > 0) spans.push({ kind, start, end: start + units })
    start += units
  }
  // One unit more than the stories have closes the last of them.
  if (last > start + 1) spans.push({ kind: 'body', start, end: last })
  const whole = spans.every(({ end }) => endsParagraph(pieces, stream, end - 1))
  return { spans, short: last < start || !whole }
}

/** Every story ends with a paragraph ([MS-DOC] 2.4.1); where one does not, its length is not its own. */
function endsParagraph(pieces: readonly TextPiece[], stream: Buffer, at: number): boolean {
  const piece = pieces.find(({ position, units }) => at >= position && at < position + units)
  return piece === undefined || /[\r\f\x07]/.test(textOf(piece, stream, at - piece.position, at - piece.position + 1))
}

interface Doc {
  readonly stream: Buffer
  readonly table: Buffer
  readonly header: DocHeader
  readonly partSet: PartSet
}

/**
 * Walks the pieces in the order of their text; a new story begins where its span does. Returns the number of
 * pictures in the line.
 */
function readStories(spans: readonly Span[], pieces: readonly TextPiece[], doc: Doc): number {
  const margins = pieceOf(doc.table, doc.header, PIECE.margins)
  const formatting = formattingOf(doc)
  const fonts = readFonts(pieceOf(doc.table, doc.header, PIECE.fonts))
  const textStyles = new TextStyles()
  let pictures = 0
  let first = 0
  const parts = spans.flatMap(({ kind, ...span }) =>
    (kind === 'margin' ? marginsOf(margins, { kind, ...span }) : [{ ...span, kind }]))
  for (const { kind, start, end } of parts) {
    const story = new DocStory(kind, doc.partSet, fonts, textStyles)
    while (first < pieces.length && pieces[first]!.position + pieces[first]!.units <= start) first++
    for (let at = first; at < pieces.length && pieces[at]!.position < end; at++) {
      addPiece(story, pieces[at]!, start, end, doc.stream, formatting)
    }
    story.finish()
    pictures += story.pictures
  }
  return pictures
}

interface MarginSpan {
  readonly kind: PartKind
  readonly start: number
  readonly end: number
}

/**
 * Headers and footers ([MS-DOC] 2.8.22): six separators of notes, then for each section the headers and footers of
 * even, odd and first pages.
 */
function marginsOf(plc: Buffer, span: Span): MarginSpan[] {
  const spans: MarginSpan[] = []
  let start = span.start
  for (let at = 1; 4 * at + 4 <= plc.length && start < span.end; at++) {
    const end = Math.min(span.end, span.start + plc.readUInt32LE(4 * at))
    const turn = (at - 7) % 6
    const kind = at < 7 ? 'footnote' : turn === 0 || turn === 1 || turn === 4 ? 'header' : 'footer'
    if (end > start) spans.push({ kind, start, end })
    start = Math.max(start, end)
  }
  if (start < span.end) spans.push({ kind: 'header', start, end: span.end })
  return spans
}

interface Formatting {
  readonly styled: Styles
  readonly looks: LookTable
  readonly characters: Stretches<CharacterLook>
  readonly paragraphs: Stretches<ParagraphLook | undefined>
  /**
   * The look after the changes of a piece, by the look before, so that no list of changes is applied twice to the same
   * look.
   */
  readonly changed: Map<Buffer, Map<CharacterLook, CharacterLook>>
}

function formattingOf({ stream, table, header }: Doc): Formatting {
  const looks = new LookTable()
  const styled = readStyles(pieceOf(table, header, PIECE.styles), looks)
  return {
    styled,
    looks,
    characters: characterLooks(pieceOf(table, header, PIECE.characterPages), stream, styled, looks),
    paragraphs: paragraphLooks(pieceOf(table, header, PIECE.paragraphPages), stream),
    changed: new Map(),
  }
}

function changedLook({ changes }: TextPiece, before: CharacterLook, formatting: Formatting): CharacterLook {
  const { changed, looks, styled } = formatting
  if (changes.length === 0) return before
  const known = changed.get(changes) ?? new Map<CharacterLook, CharacterLook>()
  changed.set(changes, known)
  const look = known.get(before) ?? looks.intern(characterLook(changes, before, styled))
  known.set(before, look)
  return look
}

/** The part of a piece that lies in a story, cut where a look ends. */
function addPiece(
  story: DocStory, piece: TextPiece, start: number, end: number, stream: Buffer, formatting: Formatting,
): void {
  const width = piece.narrow ? 1 : 2
  const from = Math.max(0, start - piece.position)
  const to = Math.min(piece.units, end - piece.position)
  for (let at = from; at < to;) {
    const byte = piece.start + at * width
    const character = lookAt(formatting.characters, byte)
    const paragraph = lookAt(formatting.paragraphs, byte)
    const next = Math.min(to, at + Math.max(1, Math.ceil((Math.min(character.end, paragraph.end) - byte) / width)))
    const look = changedLook(piece, character.value ?? PLAIN_LOOK, formatting)
    const style = paragraph.value ? formatting.styled(paragraph.value.style) : PLAIN_LOOK
    const { rowEnd = false, alignment } = paragraph.value ?? {}
    story.add({ text: textOf(piece, stream, at, next), look, rowEnd, style, alignment })
    at = next
  }
}

/**
 * WordArt, names and alternative texts of drawings; their pictures become members. Returns the number of pictures that
 * cannot be read.
 */
function readShapes(reading: CompoundReading, drawings: Buffer, store: Buffer, partSet: PartSet): number {
  const { budget } = reading.intake
  // Between the group's record and those of the drawings stands one byte, the number of the drawing.
  const { texts, files, pictures } = readDrawings(drawings, { budget, between: 1, store })
  reportShapeTexts(texts, (kind, text, visibility) => { partSet.line(kind, text, {}, visibility, true) })
  files.forEach((bytes, at) => {
    if (budget.takeEntry('WordDocument')) reading.member(`WordDocument/picture-${at + 1}`, bytes)
  })
  return pictures
}

function withoutText(stream: Buffer, pieces: readonly TextPiece[]): Buffer {
  const rest = Buffer.from(stream)
  for (const { start, units, narrow } of pieces) rest.fill(0, start, start + units * (narrow ? 1 : 2))
  return rest
}

/**
 * The stream of pictures and of what stands behind fields: links and form fields are plain text, pictures are files of
 * their own.
 */
function readDataStream(reading: CompoundReading, streams: DocStreams, pictures: number): void {
  const data = streams.take('Data')
  if (data) reading.sweep(data, 'Data')
  const { files, whole } = readDataPictures(data ?? Buffer.alloc(0), reading.intake.budget)
  files.forEach((bytes, at) => {
    if (reading.intake.budget.takeEntry('Data')) reading.member(`Data/picture-${at + 1}`, bytes)
  })
  // Where no picture stands in the text the rest is properties too long for their own place.
  if (pictures > 0 && (!whole || files.length < pictures)) reading.gap('Data', 'image-not-read')
}
