import { constants, inflateRawSync, inflateSync } from 'node:zlib'
import type { GapDetail, GapFeature, PartKind, Visibility } from '../../../model/index.js'
import type { Budget } from '../../budget.js'
import { reportShapeTexts, textsOf } from '../../containers/compound/office-art.js'
import { PartSet } from '../../parts/part-set.js'
import { ReadoutBuilder } from '../../parts/readout-builder.js'
import type { Readout } from '../../reader.js'
import { readEdits, readOrder, type SlideOrder } from './edits.js'
import { DEPTH, recordsIn, type PptRecord } from './records.js'

/** What was read of a presentation's stream. */
export interface Deck {
  /** Embedded objects are its members: compound files, named by their offset. */
  readonly readout: Readout
  readonly pictures: number
  /** The stream with everything that was read blanked; empty for an encrypted one. */
  readonly rest: Buffer
}

const PIECE = 'PowerPoint Document'

/**
 * Reads the main stream of a presentation ([MS-PPT] 2.1.2) with the stream that points at its last save. Cost: linear.
 */
export function readDeck(stream: Buffer, current: Buffer | undefined, budget: Budget): Deck {
  const edits = readEdits(stream, current)
  if (edits.encrypted) {
    const readout = new ReadoutBuilder().gap(PIECE, 'encrypted').build()
    return { readout, pictures: 0, rest: Buffer.alloc(0) }
  }
  const live = new Set(edits.offsets.values())
  const state = new DeckState(stream, budget, readOrder(stream, edits))
  const isOld = ({ type, offset }: PptRecord): boolean => live.size > 0 && SAVED.has(type) && !live.has(offset)
  for (const old of [false, true]) {
    for (const record of recordsIn(stream, 0, stream.length)) if (isOld(record) === old) state.enter(record, old)
  }
  const { partSet, readout, pictures, rest } = state
  return { readout: readout.part(...partSet.build()).build(), pictures, rest }
}

const SLIDE = 0x03ee
const NOTES = 0x03f0

/** Records that are saved anew with each save: document, slide, notes, master, handout, object. */
const SAVED: ReadonlySet<number> = new Set([0x03e8, SLIDE, NOTES, 0x03f8, 0x0fc9, 0x1011])

/** The atom that hides a slide is its second record or its third. */
const FIRST = 64

/** Where a record stands. */
interface Context {
  readonly kind: PartKind
  readonly hidden: boolean
  readonly page: number | undefined
  /** Type of the record around. */
  readonly parent: number
  readonly depth: number
}

/** The state through the records. */
class DeckState {
  readonly partSet: PartSet
  readonly readout = new ReadoutBuilder()
  readonly rest: Buffer
  pictures = 0
  readonly #reported = new Set<string>()
  readonly #hiddenPages = new Set<number>()
  /** Details and features of gaps that have been reported. */
  readonly #reportedGaps = new Set<string>()
  #old = false

  constructor(
    readonly stream: Buffer,
    readonly budget: Budget,
    readonly order: SlideOrder,
  ) {
    this.partSet = new PartSet(PIECE, budget)
    this.rest = Buffer.from(stream)
    for (const [offset, page] of order.byOffset) if (this.#hides(offset)) this.#hiddenPages.add(page)
  }

  /** An outermost record. Of an old one, only texts are reported that the last save does not have. */
  enter(record: PptRecord, old: boolean): void {
    this.#old = old
    this.#readRecord(record, { kind: 'metadata', hidden: false, page: undefined, parent: 0, depth: 0 })
  }

  #hides(offset: number): boolean {
    const [slide] = offset < 0 ? [] : recordsIn(this.stream, offset, this.stream.length)
    if (slide?.type !== SLIDE) return false
    let looked = 0
    for (const { type, start, end } of recordsIn(this.stream, slide.start, slide.end)) {
      if (type === 0x03f9 && end - start >= 12) return (this.stream[start + 10]! & 4) !== 0
      if (++looked > FIRST) break
    }
    return false
  }

  #readRecord(record: PptRecord, context: Context): void {
    const handle = atomHandlers.get(record.type)
    if (record.cut) this.#damaged('record')
    // A tag's data (2.11.14) is a container without the mark of one: comments stand there.
    if (record.container || record.type === 0x138b) {
      if (context.depth < DEPTH) this.#readChildren(record, this.#within(record, context))
      else this.#damaged('depth')
    } else if (handle) {
      handle(this, record, context)
      if (record.type !== 0x1011 && !record.cut) this.rest.fill(0, record.offset, record.end)
    }
  }

  #readChildren(record: PptRecord, context: Context): void {
    let page = context.page
    let listed = 0
    for (const child of recordsIn(this.stream, record.start, record.end)) {
      if (record.type === 0x0ff0 && child.type === 0x03f3) page = this.#listedPage(record, child, ++listed)
      const hidden = record.type === 0x0ff0 && page !== undefined && this.#hiddenPages.has(page)
      this.#readRecord(child, { ...context, page, hidden: context.hidden || hidden })
    }
  }

  /** The page that the texts after an entry of a list of slides belong to; notes name none. */
  #listedPage(list: PptRecord, entry: PptRecord, listed: number): number | undefined {
    if (list.instance !== 0) return undefined
    const id = entry.end - entry.start >= 16 ? this.stream.readUInt32LE(entry.start + 12) : -1
    return this.order.bySlideId.get(id) ?? listed
  }

  #within(record: PptRecord, context: Context): Context {
    const inside = { ...context, parent: record.type, depth: context.depth + 1 }
    if (record.type === SLIDE) {
      const page = this.order.byOffset.get(record.offset)
      return { ...inside, kind: 'body', page, hidden: this.#hides(record.offset) }
    }
    if (record.type === NOTES) {
      const page = this.#notesPage(record)
      return { ...inside, kind: page === undefined ? 'template' : 'notes', page }
    }
    if (record.type === 0x03f8 || record.type === 0x0fc9) return { ...inside, kind: 'template' }
    if (record.type === 0x0ff0) return { ...inside, kind: LISTS[record.instance] ?? 'metadata' }
    return inside
  }

  #notesPage(notes: PptRecord): number | undefined {
    for (const { type, start, end } of recordsIn(this.stream, notes.start, notes.end)) {
      if (type === 0x03f1 && end - start >= 4) return this.order.bySlideId.get(this.stream.readUInt32LE(start))
    }
    return undefined
  }

  /** Text with its paragraphs (0x0D) and lines (0x0B). */
  addText(kind: PartKind, text: string, context: Context, visibility: Visibility): void {
    for (const line of text.replace(/(?<!\0)\0+$/, '').split('\r')) {
      const plain = line.replaceAll('\x0b', '\n')
      if (plain.trim() === '' || (this.#old && this.#reported.has(plain))) continue
      this.#reported.add(plain)
      const place = context.page === undefined ? {} : { page: context.page }
      if (this.#old) this.partSet.line('revision', plain, {}, 'deleted')
      else this.partSet.line(kind, plain, place, visibility === 'visible' && context.hidden ? 'hidden' : visibility)
    }
  }

  data({ start, end }: PptRecord): Buffer {
    return this.stream.subarray(start, end)
  }

  /** An embedded object: a compound file, mostly packed (2.10.34). */
  object(record: PptRecord): void {
    if (!this.budget.takeEntry(PIECE)) return
    const data = this.data(record)
    const name = `${PIECE}/object-${record.offset}`
    // The stream often ends without its checksum; its length stands before it.
    const packed = record.instance === 1 && data.length >= 4
    const { bytes, whole } = packed
      ? unpack(data.subarray(4), this.budget.inflatable(data.length))
      : { bytes: data, whole: true }
    const short = !whole || bytes === undefined || (packed && bytes.length < data.readUInt32LE(0))
    if (short) this.readout.gap(name, 'damaged', { detail: 'object' })
    if (bytes && this.budget.takeInflated(name, bytes.length, data.length)) this.readout.member(name, bytes)
    this.rest.fill(0, record.offset, record.end)
  }

  #damaged(detail: GapDetail<'damaged'>): void {
    if (this.#reportedGaps.has(detail)) return
    this.#reportedGaps.add(detail)
    this.readout.gap(PIECE, 'damaged', { detail })
  }

  notSupported(feature: GapFeature<'part-not-supported'>): void {
    if (this.#reportedGaps.has(feature)) return
    this.#reportedGaps.add(feature)
    this.readout.gap(PIECE, 'part-not-supported', { feature })
  }
}

/** What the lists of texts are of, by their instance (2.4.14.3, 2.4.14.1, 2.4.14.6). */
const LISTS: readonly PartKind[] = ['body', 'template', 'notes']

type AtomHandler = (state: DeckState, record: PptRecord, context: Context) => void

/** What is done with an atom, by its type. Those that are not here are swept. */
const atomHandlers: ReadonlyMap<number, AtomHandler> = new Map<number, AtomHandler>([
  [0x0fa0, (state, record, context) => { state.addText(context.kind, wide(state.data(record)), context, 'visible') }],
  [0x0fa8, (state, record, context) => {
    state.addText(context.kind, state.data(record).toString('latin1'), context, 'visible')
  }],
  [0x0fba, (state, record, context) => {
    const [kind, visibility] = stringRole(record, context)
    state.addText(kind, wide(state.data(record)), context, visibility)
  }],
  [0x1011, (state, record) => { state.object(record) }],
  [0x07e7, (state) => { state.notSupported('sound') }],
  [0xf007, (state) => { state.pictures++ }],
  ...[0xf00b, 0xf121, 0xf122].map((type): [number, AtomHandler] => [type, (state, record, context) => {
    reportShapeTexts(textsOf(state.data(record), record.instance), (kind, text, visibility) => {
      state.addText(kind, text, context, visibility)
    })
  }]),
])

/** The kind of a string outside shapes depends on the record around it, then on its instance. */
function stringRole({ instance }: PptRecord, { parent }: Context): readonly [PartKind, Visibility] {
  if (parent === 0x2ee0) return ['comment', instance === 1 ? 'visible' : 'metadata']
  if (parent === 0x0fd9) return [instance === 2 ? 'footer' : 'header', 'visible']
  if (parent === 0x0fd7) return ['link', 'metadata']
  return ['metadata', 'metadata']
}

function wide(bytes: Buffer): string {
  return bytes.subarray(0, bytes.length & ~1).toString('utf16le')
}

/** What cannot pass its checksum may still be inflated to its end, and is then not called whole. */
function unpack(packed: Buffer, limit: number): { readonly bytes?: Buffer; readonly whole: boolean } {
  if (limit < 1) return { whole: false }
  const options = { maxOutputLength: limit, finishFlush: constants.Z_SYNC_FLUSH }
  try {
    return { bytes: inflateSync(packed, options), whole: true }
  } catch { /* once more, without it */ }
  try {
    return { bytes: inflateRawSync(packed.subarray(2), options), whole: false }
  } catch {
    return { whole: false }
  }
}
