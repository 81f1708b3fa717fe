import type { TextStyle } from '../../../model/index.js'
import { eachChange } from './changes.js'
import { characterLook, PLAIN_LOOK, type CharacterLook, type LookTable } from './character-look.js'

/** The properties of a paragraph. */
export interface ParagraphLook {
  /** Style number. */
  readonly style: number
  readonly rowEnd: boolean
  readonly alignment: TextStyle['alignment'] | undefined
}

/** Ends of stretches of the stream, ascending, and what holds up to each. */
export interface Stretches<T> {
  readonly ends: readonly number[]
  readonly values: readonly T[]
}

const PAGE = 512

/**
 * Looks of characters by byte of the stream ([MS-DOC] 2.9.33 ChpxFkp). `styled` gives the look of a character style.
 */
export function characterLooks(
  plc: Buffer, stream: Buffer, styled: (style: number) => CharacterLook, looks: LookTable,
): Stretches<CharacterLook> {
  return stretches(plc, stream, 1, PLAIN_LOOK, (page, offset) => {
    const length = page[offset] ?? 0
    return looks.intern(characterLook(page.subarray(offset + 1, offset + 1 + length), PLAIN_LOOK, styled))
  })
}

/** Looks of paragraphs by byte of the stream (2.9.175 PapxFkp). */
export function paragraphLooks(plc: Buffer, stream: Buffer): Stretches<ParagraphLook | undefined> {
  return stretches<ParagraphLook | undefined>(plc, stream, 13, undefined, (page, offset) => {
    const first = page[offset] ?? 0
    const start = first === 0 ? offset + 2 : offset + 1
    const length = first === 0 ? 2 * (page[offset + 1] ?? 0) : 2 * first - 1
    const properties = page.subarray(start, start + length)
    if (properties.length < 2) return undefined
    const changes = properties.subarray(2)
    let rowEnd = false
    eachChange(changes, (code, value) => {
      if (code === 0x2417 || code === 0x244c) rowEnd = value[0] === 1
    })
    return { style: properties.readUInt16LE(0), rowEnd, alignment: alignmentIn(changes) }
  })
}

/** Alignment by its number (2.6.2 sprmPJc80 and sprmPJc); the others distribute or justify. */
const ALIGNMENTS = ['left', 'centre', 'right'] as const

/** The alignment that a list of changes to a paragraph sets. */
export function alignmentIn(changes: Buffer): TextStyle['alignment'] | undefined {
  let alignment: TextStyle['alignment'] | undefined
  eachChange(changes, (code, value) => {
    if (code === 0x2403 || code === 0x2461) alignment = ALIGNMENTS[value[0] ?? 0] ?? 'justified'
  })
  return alignment
}

/** Pages of formatting, each with its runs; a page is read once however often it is named. */
function stretches<T>(
  plc: Buffer, stream: Buffer, width: number, plain: T, look: (page: Buffer, offset: number) => T,
): Stretches<T> {
  const count = Math.floor((plc.length - 4) / 8)
  const found: { end: number; value: T }[] = []
  const seen = new Set<number>()
  for (let row = 0; row < count; row++) {
    const number = plc.readUInt32LE(4 * count + 4 + 4 * row) & 0x3fffff
    const page = stream.subarray(number * PAGE, number * PAGE + PAGE)
    if (page.length < PAGE || seen.has(number)) continue
    seen.add(number)
    const runs = page[PAGE - 1]!
    const table = 4 * runs + 4
    if (table + width * runs > PAGE) continue
    for (let run = 0; run < runs; run++) {
      const offset = 2 * page[table + width * run]!
      found.push({ end: page.readUInt32LE(4 * run + 4), value: offset === 0 ? plain : look(page, offset) })
    }
  }
  found.sort((one, other) => one.end - other.end)
  return { ends: found.map(({ end }) => end), values: found.map(({ value }) => value) }
}

/** What holds at a byte of the stream. */
export function lookAt<T>(
  stretches: Stretches<T>, byte: number,
): { readonly value: T | undefined; readonly end: number } {
  const { ends, values } = stretches
  let low = 0
  let high = ends.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (ends[middle]! > byte) high = middle
    else low = middle + 1
  }
  return { value: values[low], end: ends[low] ?? Infinity }
}
