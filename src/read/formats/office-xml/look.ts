import type { TextStyle } from '../../../model/index.js'
import type { XmlElement } from '../../markup/xml/walk.js'
import { isSymbolFont } from '../../text/symbol-font.js'
import { attribute, isOn } from './vocabulary.js'

/** How letters are set, and what decides whether they show; an absent field is inherited. */
export interface Look {
  vanish?: boolean
  white?: boolean
  /** Half-points. */
  size?: number
  /** Something other than white behind the letters. */
  shaded?: boolean
  /** Name of a font whose letters are pictures; empty for any other font. */
  symbolFont?: string
  font?: string
  bold?: boolean
  /** `#rrggbb`. */
  colour?: string
  alignment?: NonNullable<TextStyle['alignment']>
}

/** Half-points: two points and less are not legible. */
const TINY = 4

/** True for letters that do not show: hidden text, white on white, too small to be legible. */
export function unseen(look: Look): boolean {
  if (look.vanish === true || (look.white === true && look.shaded !== true)) return true
  return look.size !== undefined && look.size <= TINY
}

/**
 * Takes one child of `w:rPr`, `w:pPr` or `w:tcPr` into a look. Only properties that decide whether letters show are
 * taken.
 */
export function takeProperty(look: Look, local: string, element: XmlElement): void {
  if (local === 'vanish') look.vanish = isOn(element)
  else if (local === 'color') takeColour(look, element)
  else if (local === 'b') look.bold = isOn(element)
  else if (local === 'jc') takeAlignment(look, attribute(element, 'val') ?? '')
  else if (local === 'sz') takeSize(look, attribute(element, 'val') ?? '')
  else if (local === 'shd') look.shaded = isShade(element)
  else if (local === 'rFonts' || local === 'latin' || local === 'sym') takeFont(look, element)
  else if (local === 'highlight') look.shaded = !/^(none|white)$/.test(attribute(element, 'val') ?? 'none')
}

function takeFont(look: Look, element: XmlElement): void {
  look.symbolFont = symbolFontOf(element, look)
  const font = attribute(element, 'eastAsia') ?? attribute(element, 'ascii') ?? attribute(element, 'typeface')
  if (font !== undefined && !font.startsWith('+')) look.font = font // `+mn-ea` stands for a font of the theme
}

function takeColour(look: Look, element: XmlElement): void {
  const value = attribute(element, 'val') ?? ''
  look.white = isWhite(value, element)
  if (/^[\da-f]{6}$/i.test(value)) look.colour = `#${value.toLowerCase()}`
  else delete look.colour
}

const ALIGNMENTS: Readonly<Record<string, NonNullable<TextStyle['alignment']>>> = {
  left: 'left', start: 'left', center: 'centre', right: 'right', end: 'right',
  both: 'justified', distribute: 'justified',
}

function takeAlignment(look: Look, value: string): void {
  if (Object.hasOwn(ALIGNMENTS, value)) look.alignment = ALIGNMENTS[value]!
}

/** The first symbol font that `w:rFonts`, `a:latin` or `a:sym` names. DrawingML names fonts in several elements. */
function symbolFontOf(element: XmlElement, look: Look): string {
  const names = ['ascii', 'hAnsi', 'cs', 'eastAsia', 'typeface'].map((local) => attribute(element, local) ?? '')
  return names.find(isSymbolFont) ?? (element.local === 'rFonts' ? '' : look.symbolFont ?? '')
}

function isWhite(value: string, element: XmlElement): boolean {
  if (/^(background1|light1|bg1)$/.test(attribute(element, 'themeColor') ?? '')) {
    return attribute(element, 'themeShade') === undefined
  }
  return isNearWhite(value)
}

/** True for a colour, `RRGGBB`, that cannot be told from a white page, such as F8F8F8. */
export function isNearWhite(colour: string): boolean {
  return /^(f[5-9a-f]){3}$/i.test(colour)
}

function takeSize(look: Look, value: string): void {
  const points = /^(\d+(?:\.\d+)?)pt$/.exec(value)?.[1]
  const size = points === undefined ? Number(value) : 2 * Number(points)
  if (Number.isFinite(size) && value !== '') look.size = size
}

function isShade(element: XmlElement): boolean {
  const fill = attribute(element, 'fill') ?? 'auto'
  if (/^solid$/.test(attribute(element, 'val') ?? '')) return true
  return attribute(element, 'themeFill') !== undefined || !/^(auto|f[5-9a-f]f[5-9a-f]f[5-9a-f])$/i.test(fill)
}
