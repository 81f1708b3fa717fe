import type { PartKind } from '../../../model/index.js'
import { readArt, tellArt } from '../../containers/compound/office-art.js'
import { readBox, type CompoundBox } from '../../containers/compound/compound-reading.js'
import { decode } from '../../text/decode.js'
import { PartSet } from '../../parts/part-set.js'
import { readSymbolFonts } from './fonts.js'
import { PIECE, readHeader, type DocHeader } from './header.js'
import {
  characterLook, characterLooks, lookAt, paragraphLooks, type ParagraphLook, type Stretches,
} from './looks.js'
import { tellNames } from './names.js'
import { readDataPictures } from './pictures.js'
import { readPieces, textOf, type TextPiece } from './pieces.js'
import { DocStory } from './story.js'
import { readStyles, type Styles } from './styles.js'
import type { Intake, Readout } from '../../reader.js'

/**
 * Reads Word documents of the binary format (.doc, .dot, .wps; [MS-DOC]): body, notes, headers, footers, comments and
 * text boxes with hidden and deleted text, field codes, names of authors and bookmarks, lettering, properties, macros;
 * embedded objects and pictures in the line become members, other pictures are gaps. Text of Word 6 and 95 is read
 * without its formatting and is the gap `partly-unreadable`. Cost: linear.
 */
export function readDoc(intake: Intake): Promise<Readout> {
  return readBox(intake, (box) => {
    const stream = box.take('WordDocument')
    if (stream) readStream(box, stream)
  })
}

function readStream(box: CompoundBox, stream: Buffer): void {
  const header = readHeader(stream)
  if (header?.encrypted) {
    encrypted(box)
    return
  }
  if (header && header.version < 193) readOld(box, stream)
  else if (!header || !readNew(box, stream, header)) {
    box.sweep(stream, 'WordDocument')
    box.gap('WordDocument', 'damaged', { detail: header ? 'text' : 'header' })
  }
}

/** Nothing in an encrypted document is plain but its properties, if those. */
function encrypted(box: CompoundBox): void {
  for (const name of ['0Table', '1Table', 'Data']) box.take(name)
  box.gap('WordDocument', 'encrypted')
}

/** Word 6 and 95: one stretch of bytes in the code page of its time. */
function readOld(box: CompoundBox, stream: Buffer): void {
  const text = decode(stream.subarray(stream.readUInt32LE(0x18), stream.readUInt32LE(0x1c))).text
  const partSet = new PartSet('WordDocument', box.intake.budget)
  const story = new DocStory('body', partSet)
  for (const line of text.split(/(?<=[\r\x07\x0c])/)) {
    story.add({ text: line, look: 0, rowEnd: line === '\x07', style: 0 })
  }
  story.finish()
  box.parts.push(...partSet.build())
  box.sweep(stream, 'WordDocument')
  box.gap('WordDocument', 'partly-unreadable', { feature: 'word-95' })
}

/** False where there is no piece table. */
function readNew(box: CompoundBox, stream: Buffer, header: DocHeader): boolean {
  const table = box.take(header.table)
  const text = table && pieceOf(table, header, PIECE.text)
  const found = text && readPieces(text, stream)
  if (!found) {
    if (table) box.sweep(table, header.table)
    return false
  }
  const told = stories(header, found.pieces, stream)
  if (!found.whole || told.short) box.gap('WordDocument', 'damaged', { detail: 'text' })
  const partSet = new PartSet('WordDocument', box.intake.budget)
  const pictures = tellStories(told.spans, found.pieces, { stream, table, header, partSet })
  const rest = Buffer.from(table)
  tellNames(header, table, rest, partSet)
  const drawn = tellDrawings(box, pieceOf(table, header, PIECE.drawings), stream, partSet)
  box.parts.push(...partSet.build())
  box.sweep(withoutText(stream, found.pieces), 'WordDocument')
  box.sweep(rest, header.table)
  tellData(box, pictures)
  if (drawn > 0) box.gap('WordDocument', 'image-not-read')
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

/** Where each story lies among the units of all. What lies after the last is told as body. */
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
 * Walks the pieces in the order of their text; a new story begins where its span does. Gives the number of pictures
 * met.
 */
function tellStories(spans: readonly Span[], pieces: readonly TextPiece[], doc: Doc): number {
  const margins = pieceOf(doc.table, doc.header, PIECE.margins)
  const formatting = formattingOf(doc)
  const symbolFonts = readSymbolFonts(pieceOf(doc.table, doc.header, PIECE.fonts))
  let pictures = 0
  let first = 0
  const told = spans.flatMap(({ kind, ...span }) =>
    (kind === 'margin' ? marginsOf(margins, { kind, ...span }) : [{ ...span, kind }]))
  for (const { kind, start, end } of told) {
    const story = new DocStory(kind, doc.partSet, symbolFonts)
    while (first < pieces.length && pieces[first]!.position + pieces[first]!.units <= start) first++
    for (let at = first; at < pieces.length && pieces[at]!.position < end; at++) {
      tellPiece(story, pieces[at]!, start, end, doc.stream, formatting)
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
  readonly characters: Stretches<number>
  readonly paragraphs: Stretches<ParagraphLook | undefined>
  /** What the changes of pieces make of a look, so that no list of them is gone through twice for the same. */
  readonly changed: Map<Buffer, Map<number, number>>
}

function formattingOf({ stream, table, header }: Doc): Formatting {
  const styled = readStyles(pieceOf(table, header, PIECE.styles))
  return {
    styled,
    characters: characterLooks(pieceOf(table, header, PIECE.characterPages), stream, styled),
    paragraphs: paragraphLooks(pieceOf(table, header, PIECE.paragraphPages), stream),
    changed: new Map(),
  }
}

function changedLook({ changes }: TextPiece, before: number, { changed, styled }: Formatting): number {
  if (changes.length === 0) return before
  const known = changed.get(changes) ?? new Map<number, number>()
  changed.set(changes, known)
  const look = known.get(before) ?? characterLook(changes, before, styled)
  known.set(before, look)
  return look
}

/** The part of a piece that lies in a story, cut where a look ends. */
function tellPiece(
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
    const look = changedLook(piece, character.value ?? 0, formatting)
    const style = paragraph.value ? formatting.styled(paragraph.value.style) : 0
    story.add({ text: textOf(piece, stream, at, next), look, rowEnd: paragraph.value?.rowEnd === true, style })
    at = next
  }
}

/**
 * Lettering, names and alternative texts of drawings; their pictures become members. Gives the number of those that
 * cannot be had.
 */
function tellDrawings(box: CompoundBox, drawings: Buffer, store: Buffer, partSet: PartSet): number {
  const { budget } = box.intake
  // Between the group's record and those of the drawings stands one byte that says which drawing it is.
  const { texts, files, pictures } = readArt(drawings, { budget, between: 1, store })
  tellArt(texts, (kind, text, visibility) => { partSet.line(kind, text, {}, visibility, true) })
  files.forEach((bytes, at) => {
    if (budget.takeEntry('WordDocument')) box.accounting.member(`WordDocument/picture-${at + 1}`, bytes)
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
function tellData(box: CompoundBox, pictures: number): void {
  const data = box.take('Data')
  if (data) box.sweep(data, 'Data')
  const { files, whole } = readDataPictures(data ?? Buffer.alloc(0), box.intake.budget)
  files.forEach((bytes, at) => {
    if (box.intake.budget.takeEntry('Data')) box.accounting.member(`Data/picture-${at + 1}`, bytes)
  })
  // Where no picture stands in the text the rest is properties too long for their own place.
  if (pictures > 0 && (!whole || files.length < pictures)) box.gap('Data', 'image-not-read')
}
