/** The character properties of a run that decide whether and how it shows, as bits. */
export const LOOK = {
  hidden: 1, deleted: 2, inserted: 4, data: 8, picture: 16, white: 32, shaded: 64, tiny: 128,
} as const

/** Besides its bits, a look holds the number of a font plus one, and the code of a symbol that is drawn instead. */
const FONT = 0xfff00
const SYMBOL = 0xff00000

/** Number of the font of a look in the font table; undefined where it sets none. */
export function fontOf(look: number): number | undefined {
  const stored = (look & FONT) >> 8
  return stored === 0 ? undefined : stored - 1
}

/** Code of the symbol that is drawn in place of a character (sprmCSymbol); 0 where there is none. */
export function symbolOf(look: number): number {
  return (look & SYMBOL) >> 20
}

/** A look over that of a style: bits of both, the font of the first that sets one. */
export function lookOver(look: number, style: number): number {
  return (look & FONT) === 0 ? look | style : look | (style & ~(FONT | SYMBOL))
}

function withFont(look: number, font: number): number {
  return font < 0xffe ? (look & ~FONT) | (font + 1) << 8 : look
}

/** The properties of a paragraph. */
export interface ParagraphLook {
  /** Style number. */
  readonly style: number
  readonly rowEnd: boolean
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
export function characterLooks(plc: Buffer, stream: Buffer, styled: (style: number) => number): Stretches<number> {
  return stretches(plc, stream, 1, 0, (page, offset) => {
    const length = page[offset] ?? 0
    return characterLook(page.subarray(offset + 1, offset + 1 + length), 0, styled)
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
    let rowEnd = false
    eachChange(properties.subarray(2), (code, value) => {
      if (code === 0x2417 || code === 0x244c) rowEnd = value[0] === 1
    })
    return { style: properties.readUInt16LE(0), rowEnd }
  })
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

/** The look after a list of changes to the one before. */
export function characterLook(changes: Buffer, before: number, styled: (style: number) => number): number {
  let look = before
  let base = before
  const set = (bit: number, on: boolean): void => { look = on ? look | bit : look & ~bit }
  eachChange(changes, (code, value) => {
    if (code === 0x4a30 && value.length >= 2) {
      base = styled(value.readUInt16LE(0))
      look = lookOver(look, base)
    }
    const bit = SWITCHES.get(code)
    if (bit !== undefined) set(bit, toggled(value[0] ?? 0, (base & bit) !== 0))
    else if (code === 0x4a4f || code === 0x4a51) look = withFont(look, value.length >= 2 ? value.readUInt16LE(0) : 0)
    else if (code === 0x6a09 && value.length >= 4) {
      look = withFont(look, value.readUInt16LE(0)) & ~SYMBOL | value[2]! << 20
    } else if (code === 0x6a03) set(LOOK.picture, true)
    else if (code === 0x2a42) set(LOOK.white, value[0] === 8)
    else if (code === 0x6870 && value.length >= 4) set(LOOK.white, value.readUInt32LE(0) === 0xffffff)
    else if (code === 0x4a43 && value.length >= 2) set(LOOK.tiny, value.readUInt16LE(0) <= 2)
    else if (code === 0x4866 || code === 0xca71) set(LOOK.shaded, value.some((byte) => byte !== 0 && byte !== 0xff))
  })
  return look
}

/** Character properties (2.6.1) that are on or off. */
const SWITCHES: ReadonlyMap<number, number> = new Map([
  [0x0800, LOOK.deleted], [0x0801, LOOK.inserted], [0x0802, LOOK.hidden], [0x083c, LOOK.hidden], [0x0806, LOOK.data],
])

/** 0x80 leaves it to the style, 0x81 inverts the style's (2.2.2 ToggleOperand). */
function toggled(value: number, styled: boolean): boolean {
  if (value === 0x80) return styled
  return value === 0x81 ? !styled : value !== 0
}

/** Sizes of operands by the top three bits of a code (2.2.5.1); -1: the length stands in the first byte. */
const OPERANDS: readonly number[] = [1, 1, 2, 4, 2, 2, -1, 3]

function eachChange(changes: Buffer, take: (code: number, value: Buffer) => void): void {
  for (let at = 0; at + 2 < changes.length;) {
    const code = changes.readUInt16LE(at)
    const fixed = OPERANDS[code >> 13]!
    // A table's definition (sprmTDefTable) has its length in two bytes, and counts one of them.
    const wide = code === 0xd608
    const start = at + 2 + (fixed >= 0 ? 0 : wide ? 2 : 1)
    const length = fixed >= 0 ? fixed
      : wide && at + 4 <= changes.length ? changes.readUInt16LE(at + 2) - 1 : changes[at + 2]!
    take(code, changes.subarray(start, start + length))
    at = start + Math.max(0, length)
  }
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
