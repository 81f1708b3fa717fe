import type { Gap, Part } from '../../../model/index.js'
import type { Budget } from '../../budget.js'
import { readArt, tellArt } from '../../containers/compound/office-art.js'
import { decodePage } from '../../text/code-page.js'
import { PartBuilder } from '../../parts/part-builder.js'
import { marginText } from '../../text/sheet-margin.js'
import { boolOrError, digitsOf, packedNumber } from './number.js'
import { BiffCursor, recordsOf, type BiffRecord } from './records.js'
import { BiffSheet, type SheetName } from './sheet.js'

/** What a workbook stream says. */
export interface Book {
  readonly parts: readonly Part[]
  readonly gaps: readonly Gap[]
  /** The stream with all that has been told blanked, to be swept; empty for an encrypted one. */
  readonly rest: Buffer
  /** Files of pictures. */
  readonly files: readonly Buffer[]
}

/**
 * Reads a workbook stream ([MS-XLS] 2.1.7.20), of Excel 97 and later, or 5 and 95 as far as their records are alike.
 * Cost: linear.
 */
export function readBook(stream: Buffer, piece: string, budget: Budget): Book {
  const walk = new BookWalk(stream, piece, budget)
  if (stream.length > 0 && !BEGINNINGS.has(stream.readUInt16LE(0))) walk.gap('damaged', { detail: 'record' })
  for (const record of recordsOf(stream)) {
    if (record.cut) walk.gap('damaged', { detail: 'record' })
    if (record.type === 0x2f) {
      return { parts: walk.finish(), gaps: [{ piece: piece, reason: 'encrypted' }], rest: Buffer.alloc(0), files: [] }
    }
    const act = ACTS.get(record.type)
    if (!act) continue
    const told = act(walk, record, record.pieces[0]!)
    if (told !== 'more' && !walk.takeLoose() && !record.cut) walk.blank(record)
  }
  const parts = walk.finish()
  return { parts, gaps: walk.gaps, rest: walk.rest, files: walk.files }
}

/** `BOF` of each version: what a workbook begins with. */
const BEGINNINGS: ReadonlySet<number> = new Set([0x809, 0x409, 0x209, 0x009])

type Act = (walk: BookWalk, record: BiffRecord, data: Buffer) => 'more' | undefined

/** The walk through a workbook stream. Guarded state; its methods are what the table of acts calls. */
class BookWalk {
  readonly gaps: Gap[] = []
  readonly rest: Buffer
  readonly names: PartBuilder
  readonly others: PartBuilder
  readonly #sheets = new Map<number, SheetName>()
  readonly #parts: Part[] = []
  #strings: readonly string[] = []
  readonly #shown = new Set<number>()
  /** Sheets open, a chart in a sheet after the sheet. */
  readonly #open: BiffSheet[] = []
  /** The cell whose formula gave a text that comes in the next `STRING`. */
  #awaiting: { readonly row: number; readonly column: number } | undefined
  #loose = false
  #page = 1252
  #object = 0
  /** Excel 97 and later. */
  wide = true
  pictures = 0
  readonly files: Buffer[] = []
  /** Drawing group of the workbook, which goes over many records. */
  readonly group: Buffer[] = []

  constructor(
    stream: Buffer,
    readonly piece: string,
    readonly budget: Budget,
  ) {
    this.rest = Buffer.from(stream)
    this.names = new PartBuilder('sheet-name', piece)
    this.others = new PartBuilder('metadata', piece)
  }

  get sheet(): BiffSheet {
    const top = this.#open.at(-1)
    if (top) return top
    const made = new BiffSheet(undefined, this.piece, this.budget)
    this.#open.push(made)
    return made
  }

  /**
   * True where a string of the last record ended before the record did: a length that lies, and the rest is to be
   * swept.
   */
  takeLoose(): boolean {
    const loose = this.#loose
    this.#loose = false
    return loose
  }

  blank({ offset, end }: BiffRecord): void {
    this.rest.fill(0, offset, end)
  }

  gap(reason: Gap['reason'], args: NonNullable<Gap['args']>): void {
    const isKnown = this.gaps.some((gap) => JSON.stringify(gap.args) === JSON.stringify(args))
    if (!isKnown) this.gaps.push({ piece: this.piece, reason, args })
  }

  begin(record: BiffRecord, data: Buffer): void {
    if (data.length < 4) return
    const version = data.readUInt16LE(0)
    // WPS writes what is its own in a stream of version 0x100, with records that Excel does not know.
    if (version !== 0x600 && version !== 0x100) {
      this.wide = false
      this.gap('partly-unreadable', { feature: 'excel-95' })
    }
    this.#awaiting = undefined
    const inner = this.#open.at(-1)
    const found = this.#sheets.get(record.offset)
    if (this.#open.length >= 64 || !this.budget.takeEntry(this.piece)) return
    this.#open.push(new BiffSheet(found ?? inner?.sheet, this.piece, this.budget))
  }

  end(): void {
    const sheet = this.#open.pop()
    if (sheet) this.#parts.push(...sheet.parts())
  }

  finish(): Part[] {
    drawings(this, Buffer.concat(this.group))
    while (this.#open.length > 0) this.end()
    const unshown = new PartBuilder('cell', this.piece)
    this.#strings.forEach((text, at) => {
      const isTold = text.trim() === '' || this.#shown.has(at)
      if (!isTold && this.budget.takeText(this.piece, text.length)) unshown.block(text, {}, 'hidden').separate('\n')
    })
    if (this.pictures > 0) this.gaps.push({ piece: this.piece, reason: 'image-not-read' })
    const builders = [this.names, this.others, unshown].filter((builder) => !builder.empty)
    return builders.map((builder) => builder.build()).concat(this.#parts)
  }

  /** A string with its length of one or two bytes before it, in the way of the version. */
  text(data: Buffer, at: number, size: 1 | 2): string {
    const cursor = new BiffCursor([data], at)
    const text = this.wide ? cursor.string(size).text : decodePage(cursor.bytes(cursor.number(size)), this.#page)
    this.#loose ||= !cursor.done || cursor.short
    return text
  }

  /** Characters whose number stands elsewhere. */
  characters(data: Buffer, at: number, count: number): string {
    if (!this.wide) return decodePage(data.subarray(at, at + count), this.#page)
    return new BiffCursor([data], at + 1).characters(count, ((data[at] ?? 0) & 1) !== 0)
  }

  /** Strings and what is said beside them, all of the workbook's (2.4.265). */
  takeStrings(pieces: readonly Buffer[]): void {
    const cursor = new BiffCursor(pieces, 8)
    const strings: string[] = []
    const count = pieces[0]!.length < 8 ? 0 : pieces[0]!.readUInt32LE(4)
    while (strings.length < count && !cursor.done) {
      const { text, phonetic } = cursor.string(2)
      strings.push(text)
      this.tell(this.others, phonetic)
    }
    if (strings.length < count || cursor.short) this.gap('damaged', { detail: 'strings' })
    this.#loose ||= !cursor.done || cursor.short
    this.#strings = strings
  }

  shared(row: number, column: number, index: number): void {
    const text = this.#strings[index]
    if (text === undefined) this.gap('damaged', { detail: 'shared-string' })
    this.#shown.add(index)
    this.sheet.cell(row, column, text ?? '')
  }

  await(row: number, column: number): void {
    this.#awaiting = { row, column }
  }

  result(text: string): void {
    if (this.#awaiting) this.sheet.cell(this.#awaiting.row, this.#awaiting.column, text)
    else this.tell(this.others, text)
    this.#awaiting = undefined
  }

  nameSheet(sheet: SheetName): void {
    this.#sheets.set(sheet.position, sheet)
    if (!this.budget.takeText(this.piece, sheet.name.length)) return
    this.names.block(sheet.name, {}, sheet.hidden ? 'hidden' : 'visible').separate('\n')
  }

  tell(builder: PartBuilder, text: string): void {
    if (text.trim() === '' || !this.budget.takeText(this.piece, text.length)) return
    builder.block(text, {}, 'metadata').separate('\n')
  }

  set page(page: number) {
    this.#page = page
  }

  beginObject(number: number): void {
    this.#object = number
  }

  /** Text of an object and the formatting runs after it, in records of their own ([MS-XLS] 2.4.329). */
  boxed(pieces: readonly Buffer[], count: number): void {
    const text = new BiffCursor(pieces, pieces[0]!.length).characters(count, false)
    const width = ((pieces[1]?.[0] ?? 0) & 1) + 1
    if (text.length < count || (pieces[1] && pieces[1].length > 1 + width * count)) {
      this.gap('damaged', { detail: 'text-box' })
      this.#loose = true
    }
    this.sheet.objects.set(this.#object, (this.sheet.objects.get(this.#object) ?? '') + text)
  }
}

function cellOf(data: Buffer): { row: number; column: number } {
  return { row: data.readUInt16LE(0), column: data.readUInt16LE(2) }
}

/** Acts on a cell of at least so many bytes. */
function cell(least: number, act: (walk: BookWalk, data: Buffer, row: number, column: number) => void): Act {
  return (walk, _record, data) => {
    if (data.length < least) return 'more'
    const { row, column } = cellOf(data)
    act(walk, data, row, column)
    return undefined
  }
}

function margin(kind: 'header' | 'footer'): Act {
  return (walk, _record, data) => {
    if (data.length > 0) walk.sheet.tell(kind, marginText(walk.text(data, 0, walk.wide ? 2 : 1)), 'visible')
    return undefined
  }
}

/** Swept all the same: a record may bear another's number. */
const silent: Act = () => 'more'

/** What is done with a record, by its type. Those that are not here are swept. */
const ACTS: ReadonlyMap<number, Act> = new Map<number, Act>([
  [0x809, (walk, record, data) => { walk.begin(record, data); return undefined }],
  [0x0a, (walk) => { walk.end(); return undefined }],
  [0x42, (walk, _record, data) => { walk.page = data.length >= 2 ? data.readUInt16LE(0) : 1252; return undefined }],
  [0x85, (walk, _record, data) => {
    if (data.length < 8) return 'more'
    walk.nameSheet({ position: data.readUInt32LE(0), hidden: (data[4]! & 3) !== 0, name: walk.text(data, 6, 1) })
    return undefined
  }],
  [0xfc, (walk, record) => { walk.takeStrings(record.pieces); return undefined }],
  [0xfd, cell(10, (walk, data, row, column) => { walk.shared(row, column, data.readUInt32LE(6)) })],
  [0x204, cell(8, (walk, data, row, column) => { walk.sheet.cell(row, column, walk.text(data, 6, 2)) })],
  [0xd6, cell(8, (walk, data, row, column) => { walk.sheet.cell(row, column, walk.text(data, 6, 2)) })],
  [0x203, cell(14, (walk, data, row, column) => { walk.sheet.cell(row, column, digitsOf(data.readDoubleLE(6))) })],
  [0x27e, cell(10, (walk, data, row, column) => { walk.sheet.cell(row, column, packedNumber(data, 6)) })],
  [0xbd, cell(6, (walk, data, row, column) => {
    for (let at = 6; at + 6 <= data.length; at += 6) walk.sheet.cell(row, column + (at - 6) / 6, packedNumber(data, at))
  })],
  [0x205, cell(8, (walk, data, row, column) => { walk.sheet.cell(row, column, boolOrError(data[6]!, data[7] !== 0)) })],
  [0x06, (walk, _record, data) => {
    if (data.length < 14) return 'more'
    const { row, column } = cellOf(data)
    if (data.readUInt16LE(12) !== 0xffff) walk.sheet.cell(row, column, digitsOf(data.readDoubleLE(6)))
    else if (data[6] === 0) walk.await(row, column)
    else if (data[6]! < 3) walk.sheet.cell(row, column, boolOrError(data[8]!, data[6] === 2))
    return 'more' // words within the formula
  }],
  [0x207, (walk, record) => {
    walk.result(walk.wide ? new BiffCursor(record.pieces).string(2).text : walk.text(record.pieces[0]!, 0, 2))
    return undefined
  }],
  [0x7d, (walk, _record, data) => {
    if (data.length >= 10 && ((data.readUInt16LE(8) & 1) !== 0 || data.readUInt16LE(4) === 0)) {
      walk.sheet.hideColumns(data.readUInt16LE(0), data.readUInt16LE(2))
    }
    return undefined
  }],
  [0x208, (walk, _record, data) => {
    if (data.length >= 14 && (data[12]! & 0x20) !== 0) walk.sheet.hideRow(data.readUInt16LE(0))
    return undefined
  }],
  [0x14, margin('header')],
  [0x15, margin('footer')],
  [0x18, (walk, _record, data) => {
    if (data.length > 15) walk.tell(walk.others, walk.characters(data, 14, data[3]!))
    return 'more' // what the name stands for
  }],
  [0x5c, (walk, _record, data) => {
    if (walk.wide && data.length > 3) walk.tell(walk.others, walk.text(data, 0, 2).slice(0, 109))
    return undefined
  }],
  [0x41e, (walk, _record, data) => {
    if (data.length > 4) walk.tell(walk.others, walk.text(data, 2, walk.wide ? 2 : 1))
    return undefined
  }],
  [0x5d, (walk, _record, data) => {
    if (data.length >= 8 && walk.wide) walk.beginObject(data.readUInt16LE(6))
    return 'more'
  }],
  [0x1b6, (walk, record, data) => {
    if (data.length >= 12) walk.boxed(record.pieces, data.readUInt16LE(10))
    return undefined
  }],
  [0x1c, (walk, _record, data) => {
    if (data.length < 8) return 'more'
    const { row, column } = cellOf(data)
    const place = walk.sheet.place(row, column)
    if (!walk.wide) walk.sheet.tell('comment', walk.text(data, 4, 2), 'visible', place)
    else {
      const number = data.readUInt16LE(6)
      walk.sheet.tell('comment', walk.sheet.objects.get(number) ?? '', 'visible', place)
      walk.sheet.objects.delete(number)
      walk.sheet.tell('comment', walk.text(data, 8, 2), 'metadata')
    }
    return undefined
  }],
  [0x100d, (walk, _record, data) => {
    const visibility = walk.sheet.sheet?.hidden ? 'hidden' : 'visible'
    if (data.length > 4) walk.sheet.tell('chart', walk.text(data, 2, 1), visibility)
    return undefined
  }],
  [0xeb, (walk, record) => { walk.group.push(...record.pieces); return undefined }],
  [0xec, (walk, record) => { drawings(walk, Buffer.concat(record.pieces)); return undefined }],
  // Numbers alone: formats of cells, empty cells, indexes.
  ...[0xe0, 0x201, 0xbe, 0xd7, 0x20b, 0xff, 0x200, 0x87c, 0x87d].map((type): [number, Act] => [type, silent]),
])

function drawings(walk: BookWalk, bytes: Buffer): void {
  if (bytes.length === 0) return
  const { texts, files, pictures } = readArt(bytes, { budget: walk.budget })
  walk.pictures += pictures
  for (const file of files) if (walk.budget.takeEntry(walk.piece)) walk.files.push(file)
  tellArt(texts, (kind, text, visibility) => { walk.sheet.tell(kind, text, visibility) })
}
