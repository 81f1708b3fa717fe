import type { TextStyle } from '../../../model/index.js'
import { eachChange } from './changes.js'

/** The character properties that decide whether a run is shown, as bits. */
export const LOOK = {
  hidden: 1, deleted: 2, inserted: 4, data: 8, picture: 16, white: 32, shaded: 64, tiny: 128,
} as const

/** How a run is set, and whether it is shown. A field that is undefined is inherited. */
export interface CharacterLook {
  /** Bits of `LOOK`, and above them the number of a font plus one, and the code of a symbol that is drawn instead. */
  readonly bits: number
  /** Half-points. */
  readonly size: number | undefined
  readonly bold: boolean | undefined
  /** `#rrggbb`; empty for the automatic colour. */
  readonly colour: string | undefined
  /** Number of the font of Chinese characters. */
  readonly asianFont: number | undefined
  /** Of a paragraph style. */
  readonly alignment: TextStyle['alignment'] | undefined
}

export const PLAIN_LOOK: CharacterLook = {
  bits: 0, size: undefined, bold: undefined, colour: undefined, asianFont: undefined, alignment: undefined,
}

const FONT = 0xfff00
const SYMBOL = 0xff00000

/** The looks of one document. Equal looks are one object, so that a document of many runs holds few of them. */
export class LookTable {
  readonly #looks = new Map<string, CharacterLook>()

  intern(look: CharacterLook): CharacterLook {
    const key = `${look.bits}|${look.size}|${look.bold}|${look.colour}|${look.asianFont}|${look.alignment}`
    const known = this.#looks.get(key)
    if (known) return known
    this.#looks.set(key, look)
    return look
  }
}

/** Number of the font of a look in the font table; undefined where it sets none. */
export function fontOf({ bits }: CharacterLook): number | undefined {
  const stored = (bits & FONT) >> 8
  return stored === 0 ? undefined : stored - 1
}

/** Code of the symbol that is drawn in place of a character (sprmCSymbol); 0 where there is none. */
export function symbolOf({ bits }: CharacterLook): number {
  return (bits & SYMBOL) >> 20
}

/** A look over that of a style: bits of both, and each other property of the first that sets it. */
export function lookOver(look: CharacterLook, style: CharacterLook): CharacterLook {
  return {
    bits: (look.bits & FONT) === 0 ? look.bits | style.bits : look.bits | (style.bits & ~(FONT | SYMBOL)),
    size: look.size ?? style.size,
    bold: look.bold ?? style.bold,
    colour: look.colour ?? style.colour,
    asianFont: look.asianFont ?? style.asianFont,
    alignment: look.alignment ?? style.alignment,
  }
}

/** The look after a list of changes ([MS-DOC] 2.6.1) to the one before. `styled` gives that of a character style. */
export function characterLook(
  changes: Buffer, before: CharacterLook, styled: (style: number) => CharacterLook,
): CharacterLook {
  let look = before
  let base = before
  eachChange(changes, (code, value) => {
    if (code === 0x4a30 && value.length >= 2) {
      base = styled(value.readUInt16LE(0))
      look = lookOver(look, base)
    }
    const bits = changedBits(look.bits, code, value, base.bits)
    const change = CHANGES.get(code)?.(value, base)
    if (change || bits !== look.bits) look = { ...look, ...change, bits }
  })
  return look
}

function changedBits(bits: number, code: number, value: Buffer, base: number): number {
  const set = (bit: number, on: boolean): number => (on ? bits | bit : bits & ~bit)
  const bit = SWITCHES.get(code)
  if (bit !== undefined) return set(bit, toggled(value[0] ?? 0, (base & bit) !== 0))
  if (code === 0x4a4f || code === 0x4a51) return withFont(bits, value.length >= 2 ? value.readUInt16LE(0) : 0)
  if (code === 0x6a09 && value.length >= 4) return withFont(bits, value.readUInt16LE(0)) & ~SYMBOL | value[2]! << 20
  if (code === 0x6a03) return set(LOOK.picture, true)
  if (code === 0x2a42) return set(LOOK.white, value[0] === 8)
  if (code === 0x6870 && value.length >= 4) return set(LOOK.white, value.readUInt32LE(0) === 0xffffff)
  if (code === 0x4a43 && value.length >= 2) return set(LOOK.tiny, value.readUInt16LE(0) <= 2)
  const isShade = code === 0x4866 || code === 0xca71
  return isShade ? set(LOOK.shaded, value.some((byte) => byte !== 0 && byte !== 0xff)) : bits
}

function withFont(bits: number, font: number): number {
  return font < 0xffe ? (bits & ~FONT) | (font + 1) << 8 : bits
}

/** Character properties that are on or off. */
const SWITCHES: ReadonlyMap<number, number> = new Map([
  [0x0800, LOOK.deleted], [0x0801, LOOK.inserted], [0x0802, LOOK.hidden], [0x083c, LOOK.hidden], [0x0806, LOOK.data],
])

/** 0x80 leaves it to the style, 0x81 inverts the style's (2.2.2 ToggleOperand). */
function toggled(value: number, styled: boolean): boolean {
  if (value === 0x80) return styled
  return value === 0x81 ? !styled : value !== 0
}

type Change = (value: Buffer, base: CharacterLook) => Partial<CharacterLook>

/** Character properties that say how text is set: bold, size, font of Chinese characters, colour. */
const CHANGES: ReadonlyMap<number, Change> = new Map<number, Change>([
  [0x0835, (value, { bold }) => ({ bold: toggled(value[0] ?? 0, bold === true) })],
  [0x4a43, (value) => (value.length >= 2 ? { size: value.readUInt16LE(0) } : {})],
  [0x4a50, (value) => (value.length >= 2 ? { asianFont: value.readUInt16LE(0) } : {})],
  [0x2a42, (value) => ({ colour: INDEXED_COLOURS[value[0] ?? 0] ?? '' })],
  [0x6870, (value) => (value.length >= 4 ? { colour: colourOf(value) } : {})],
])

/** Colours by index (2.9.119 Ico); 0 is automatic. */
const INDEXED_COLOURS = [
  '', '#000000', '#0000ff', '#00ffff', '#00ff00', '#ff00ff', '#ff0000', '#ffff00', '#ffffff',
  '#000080', '#008080', '#008000', '#800080', '#800000', '#808000', '#808080', '#c0c0c0',
]

/** Red, green, blue; 0xff in the fourth byte is automatic (2.9.43 COLORREF). */
function colourOf(value: Buffer): string {
  return value[3] === 0xff ? '' : `#${value.toString('hex', 0, 3)}`
}
