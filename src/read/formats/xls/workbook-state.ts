import type { GapArgs, GapReason } from '../../../model/index.js'
import type { Budget } from '../../budget.js'
import { readDrawings, reportShapeTexts } from '../../containers/compound/office-art.js'
import { PartBuilder } from '../../parts/part-builder.js'
import { ReadoutBuilder } from '../../parts/readout-builder.js'
import type { Readout } from '../../reader.js'
import { decodePage } from '../../text/code-page.js'
import { BiffCursor, type BiffRecord } from './records.js'
import { BiffSheet, type SheetName } from './sheet.js'

/** Versions of Excel 2 to 95 in a `BOF` (2.4.21); strings of later ones are Unicode. */
const OLD_VERSIONS: ReadonlySet<number> = new Set([0x0002, 0x0003, 0x0004, 0x0007, 0x0200, 0x0300, 0x0400, 0x0500])

/** How a workbook stream and what is in it are named. */
export interface BookName {
  /** The piece that its gaps are about. */
  readonly piece: string
  /** What the paths of its members begin with. */
  readonly path: string
}

/** The state of one walk through a workbook stream. Record handlers change it through its methods. */
export class WorkbookState {
  readonly piece: string
  readonly rest: Buffer
  readonly names: PartBuilder
  readonly others: PartBuilder
  readonly #sheets = new Map<number, SheetName>()
  readonly #readout = new ReadoutBuilder()
  readonly #reportedGaps = new Set<string>()
  #files = 0
  #strings: readonly string[] = []
  readonly #shown = new Set<number>()
  /** Sheets open, a chart in a sheet after the sheet. */
  readonly #open: BiffSheet[] = []
  /** The cell whose formula gave a text that comes in the next `STRING`. */
  #awaiting: { readonly row: number; readonly column: number } | undefined
  #unreadRest = false
  #page = 1252
  #object = 0
  /** Excel 97 and later. */
  wide = true
  pictures = 0
  /** Drawing group of the workbook, which goes over many records. */
  readonly group: Buffer[] = []

  constructor(
    stream: Buffer,
    readonly name: BookName,
    readonly budget: Budget,
  ) {
    const { piece } = name
    this.piece = piece
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
  takeUnreadRest(): boolean {
    const unreadRest = this.#unreadRest
    this.#unreadRest = false
    return unreadRest
  }

  blank({ offset, end }: BiffRecord): void {
    this.rest.fill(0, offset, end)
  }

  gap<R extends GapReason>(reason: R, args: GapArgs<R>): void {
    const key = JSON.stringify(args)
    if (!this.#reportedGaps.has(key)) this.#readout.gap(this.piece, reason, args)
    this.#reportedGaps.add(key)
  }

  begin(record: BiffRecord, data: Buffer): void {
    if (data.length < 4) return
    const version = data.readUInt16LE(0)
    // WPS writes data of its own (`ETExtData`) in streams of other versions, 0x100 and 0x601 among them.
    if (OLD_VERSIONS.has(version)) {
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
    if (sheet) this.#readout.part(...sheet.parts())
  }

  /** Pictures become members; the texts of shapes are reported. */
  readDrawings(bytes: Buffer): void {
    if (bytes.length === 0) return
    const { texts, files, pictures } = readDrawings(bytes, { budget: this.budget })
    this.pictures += pictures
    for (const file of files) {
      if (this.budget.takeEntry(this.piece)) this.#readout.member(`${this.name.path}picture-${++this.#files}`, file)
    }
    reportShapeTexts(texts, (kind, text, visibility) => { this.sheet.report(kind, text, visibility) })
  }

  finish(): Readout {
    this.readDrawings(Buffer.concat(this.group))
    while (this.#open.length > 0) this.end()
    const unshown = new PartBuilder('cell', this.piece)
    this.#strings.forEach((text, at) => {
      const isReported = text.trim() === '' || this.#shown.has(at)
      if (!isReported && this.budget.takeText(this.piece, text.length)) unshown.block(text, {}, 'hidden').separate('\n')
    })
    if (this.pictures > 0) this.#readout.gap(this.piece, 'image-not-read')
    return new ReadoutBuilder().part(this.names, this.others, unshown).add(this.#readout.build()).build()
  }

  /** A string with its length of one or two bytes before it, in the way of the version. */
  text(data: Buffer, at: number, size: 1 | 2): string {
    const cursor = new BiffCursor([data], at)
    const text = this.wide ? cursor.string(size).text : decodePage(cursor.bytes(cursor.number(size)), this.#page)
    this.#unreadRest ||= !cursor.done || cursor.short
    return text
  }

  /** Characters whose number stands elsewhere. */
  characters(data: Buffer, at: number, count: number): string {
    if (!this.wide) return decodePage(data.subarray(at, at + count), this.#page)
    return new BiffCursor([data], at + 1).characters(count, ((data[at] ?? 0) & 1) !== 0)
  }

  /** The shared strings of the workbook and their phonetic guides (2.4.265). */
  takeStrings(pieces: readonly Buffer[]): void {
    const cursor = new BiffCursor(pieces, 8)
    const strings: string[] = []
    const count = pieces[0]!.length < 8 ? 0 : pieces[0]!.readUInt32LE(4)
    while (strings.length < count && !cursor.done) {
      const { text, phonetic } = cursor.string(2)
      strings.push(text)
      this.report(this.others, phonetic)
    }
    if (strings.length < count || cursor.short) this.gap('damaged', { detail: 'strings' })
    this.#unreadRest ||= !cursor.done || cursor.short
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
    else this.report(this.others, text)
    this.#awaiting = undefined
  }

  nameSheet(sheet: SheetName): void {
    this.#sheets.set(sheet.position, sheet)
    if (!this.budget.takeText(this.piece, sheet.name.length)) return
    this.names.block(sheet.name, {}, sheet.hidden ? 'hidden' : 'visible').separate('\n')
  }

  report(builder: PartBuilder, text: string): void {
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
  addObjectText(pieces: readonly Buffer[], count: number): void {
    const text = new BiffCursor(pieces, pieces[0]!.length).characters(count, false)
    const width = ((pieces[1]?.[0] ?? 0) & 1) + 1
    if (text.length < count || (pieces[1] && pieces[1].length > 1 + width * count)) {
      this.gap('damaged', { detail: 'text-box' })
      this.#unreadRest = true
    }
    this.sheet.objects.set(this.#object, (this.sheet.objects.get(this.#object) ?? '') + text)
  }
}
