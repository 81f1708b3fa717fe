import type { PartKind, Visibility } from '../../../model/index.js'
import type { Budget } from '../../budget.js'
import { blipOf, isBlip } from './blip.js'

/** A text that a drawing holds, and which property of its shape holds it. */
export interface ShapeText {
  readonly property: 'lettering' | 'name' | 'description' | 'link' | 'file'
  readonly text: string
}

/** What was read of a stretch of drawing records. */
export interface Drawings {
  readonly texts: readonly ShapeText[]
  /** Pictures it holds, as files. */
  readonly files: readonly Buffer[]
  /** Number of pictures that cannot be read as files. */
  readonly pictures: number
}

/** Properties of shapes whose value is a text ([MS-ODRAW] 2.3). */
const TEXTS: ReadonlyMap<number, ShapeText['property']> = new Map([
  [0xc0, 'lettering'], [0x105, 'file'], [0x380, 'name'],
  [0x381, 'description'], [0x390, 'description'], [0x382, 'link'],
])

/** Containers in containers; Office nests groups fewer than 20 deep. */
const DEPTH = 64

/** What reading drawing records needs besides them. */
export interface DrawingSource {
  readonly budget: Budget
  /** Bytes that stand before each record after the first of the outermost. */
  readonly between?: number
  /** The stream that holds pictures which stand outside their entries of the store. */
  readonly store?: Buffer
}

/**
 * Reads drawing records ([MS-ODRAW] 2.2): the texts of shapes (WordArt lettering, names, alternative texts, links, file
 * names) and the pictures. Records that lie about their length end with the bytes there are. Cost: linear.
 */
export function readDrawings(bytes: Buffer, { budget, between = 0, store }: DrawingSource): Drawings {
  const texts: ShapeText[] = []
  const files: Buffer[] = []
  let pictures = 0
  const take = (blip: Buffer | 'none' | undefined): void => {
    if (blip === undefined) pictures++
    else if (blip !== 'none') files.push(blip)
  }
  const walk = (from: number, to: number, depth: number): void => {
    for (let at = from; at + 8 <= to;) {
      const head = bytes.readUInt16LE(at)
      const type = bytes.readUInt16LE(at + 2)
      const end = Math.min(to, at + 8 + bytes.readUInt32LE(at + 4))
      if (type === 0xf007) take(entryOf(bytes.subarray(at + 8, end), budget, store))
      else if (isBlip(type)) take(blipOf(type, head >> 4, bytes.subarray(at + 8, end), budget))
      const isText = type === 0xf00b || type === 0xf121 || type === 0xf122
      if (isText) texts.push(...textsOf(bytes.subarray(at + 8, end), head >> 4))
      else if ((head & 0xf) === 0xf && depth < DEPTH) walk(at + 8, end, depth + 1)
      at = end + (depth === 0 ? between : 0)
    }
  }
  walk(0, bytes.length, 0)
  return { texts, files, pictures }
}

/**
 * The picture of an entry of the store (2.2.32): after 36 bytes and a name, or elsewhere in a stream; an entry may be
 * an empty place.
 */
function entryOf(entry: Buffer, budget: Budget, store: Buffer | undefined): Buffer | 'none' | undefined {
  const at = 36 + (entry[33] ?? 0)
  if (at + 8 <= entry.length) return recordOf(entry, at, budget)
  if (entry.length < 32) return undefined
  const [size, elsewhere] = [entry.readUInt32LE(20), entry.readUInt32LE(28)]
  if (size === 0 || elsewhere === 0xffffffff) return 'none'
  return store && elsewhere + 8 <= store.length ? recordOf(store, elsewhere, budget) : undefined
}

function recordOf(bytes: Buffer, at: number, budget: Budget): Buffer | undefined {
  const end = at + 8 + bytes.readUInt32LE(at + 4)
  return blipOf(bytes.readUInt16LE(at + 2), bytes.readUInt16LE(at) >> 4, bytes.subarray(at + 8, end), budget)
}

/** Reports each text as the kind of part that it is: WordArt is on the page, the other texts are not. */
export function reportShapeTexts(
  texts: readonly ShapeText[],
  report: (kind: PartKind, text: string, visibility: Visibility) => void,
): void {
  const mark = texts.some(({ property, text }) => property === 'name' && /watermark/i.test(text))
  for (const { property, text } of texts) {
    if (property === 'lettering') report(mark ? 'watermark' : 'textbox', text, 'visible')
    else report(property === 'link' ? 'link' : 'alt-text', text, 'metadata')
  }
}

/** A table of properties: 6 bytes each, then the values of the complex ones in their order (2.2.7). */
export function textsOf(table: Buffer, count: number): ShapeText[] {
  const texts: ShapeText[] = []
  let at = 6 * count
  for (let row = 0; row < count && 6 * row + 6 <= table.length; row++) {
    const id = table.readUInt16LE(6 * row)
    if ((id & 0x8000) === 0) continue
    const length = table.readUInt32LE(6 * row + 2)
    const property = TEXTS.get(id & 0x3fff)
    const value = table.subarray(at, at + length)
    if (property) texts.push({ property, text: wide(property === 'link' ? value.subarray(value.length & 1) : value) })
    at += length
  }
  return texts.filter(({ text }) => text !== '')
}

/** The readable runs of UTF-16: a text up to its zero, the addresses within a link object. */
function wide(value: Buffer): string {
  const runs = value.subarray(0, value.length & ~1).toString('utf16le').split(/[\0-\x08\x0e-\x1f\ud800-\uffff]+/)
  return runs.filter((run) => run.trim() !== '').join(' ')
}
