import { STRUCK_ELEMENTS, UNSHOWN_ELEMENTS } from './elements.js'
import { isSymbolFont } from '../../text/symbol-font.js'
import type { Declarations } from './styles.js'

/** How text inside an element is shown: inherited, and changed by the element's tag, attributes and styles. */
export interface Look {
  readonly hidden: boolean
  readonly deleted: boolean
  readonly inserted: boolean
  /** Text and background colour as `rrggbb`, to recognise white on white. */
  readonly color: string
  readonly ground: string
  /** Name of a symbol font; else empty. */
  readonly symbolFont: string
  /** A directional override: the text is shown from right to left, letter by letter. */
  readonly reversed: boolean
}

export const PLAIN_LOOK: Look = {
  hidden: false, deleted: false, inserted: false, color: '000000', ground: 'ffffff', symbolFont: '', reversed: false,
}

/** The look inside an element, given the look around it. */
export function lookInside(outer: Look, tag: string, attributes: Declarations, styles: Declarations): Look {
  const ground = colorOf(styles['background-color'] ?? styles.background ?? attributes.bgcolor) ?? outer.ground
  const named = styles.color ?? attributes.color ?? (tag === 'body' ? attributes.text : undefined)
  const color = colorOf(named) ?? outer.color
  return {
    // `visibility: visible` inside could show text again, but `display: none` cannot be undone.
    hidden: outer.hidden || isUnshown(tag, attributes) || isConcealed(styles),
    deleted: outer.deleted || STRUCK_ELEMENTS.has(tag),
    inserted: outer.inserted || tag === 'ins',
    color,
    ground,
    symbolFont: symbolFontOf(attributes, styles) ?? outer.symbolFont,
    reversed: isReversed(outer, tag, attributes, styles),
  }
}

/** `bdo` (HTML 4.5.25) or its CSS: `unicode-bidi` overrides the order, `direction` sets the direction. */
function isReversed(outer: Look, tag: string, attributes: Declarations, styles: Declarations): boolean {
  if (tag !== 'bdo' && !/override/.test(styles['unicode-bidi'] ?? '')) return outer.reversed
  return (styles.direction ?? attributes.dir ?? '').toLowerCase() === 'rtl'
}

/** A symbol font where an element sets one, empty where it sets another font, undefined where it sets none. */
function symbolFontOf(attributes: Declarations, styles: Declarations): string | undefined {
  const fonts = styles['mso-symbol-font-family'] ?? styles['font-family'] ?? attributes.face
  if (fonts === undefined) return undefined
  const first = fonts.split(',')[0]!
  return isSymbolFont(first) ? first : ''
}

/** The visibility of text with this look. */
export function visibilityOf(look: Look): 'visible' | 'hidden' | 'deleted' {
  if (look.deleted) return 'deleted'
  return look.hidden || look.color === look.ground ? 'hidden' : 'visible'
}

function isUnshown(tag: string, attributes: Declarations): boolean {
  if (UNSHOWN_ELEMENTS.has(tag) || attributes.hidden !== undefined) return true
  return tag === 'dialog' && attributes.open === undefined
}

function isConcealed(styles: Declarations): boolean {
  const { display, visibility, position, overflow } = styles
  if (display === 'none' || styles['mso-hide'] === 'all') return true
  if (visibility === 'hidden' || visibility === 'collapse') return true
  if (isAtMost(styles.opacity, 0.05) || isAtMost(styles['font-size'], 1)) return true
  if (/^-\d{3,}/.test(styles['text-indent'] ?? '')) return true
  if (overflow === 'hidden' && (isAtMost(styles.height, 1) || isAtMost(styles.width, 1))) return true
  const placed = position === 'absolute' || position === 'fixed'
  return placed && ['left', 'top', 'right', 'bottom'].some((side) => /^-\d{3,}/.test(styles[side] ?? ''))
}

/** True for a length or number up to `most`. The size of relative units is unknown, so these must be zero. */
function isAtMost(value: string | undefined, most: number): boolean {
  const found = /^([\d.]+)\s*(px|pt|%|em|rem|)$/.exec(value ?? '')
  return found !== null && Number(found[1]) <= (found[2] === 'px' || found[2] === 'pt' || found[2] === '' ? most : 0)
}

const NAMED: Readonly<Record<string, string>> = {
  white: 'ffffff', black: '000000', red: 'ff0000', blue: '0000ff', green: '008000', yellow: 'ffff00',
  gray: '808080', grey: '808080',
  silver: 'c0c0c0', snow: 'fffafa', ivory: 'fffff0', whitesmoke: 'f5f5f5', navy: '000080', transparent: 'transparent',
}

/** A colour as `rrggbb`, near-white as white, since it is as illegible. Undefined for an unknown notation. */
function colorOf(value: string | undefined): string | undefined {
  const text = (value ?? '').trim().toLowerCase()
  const word = text.split(/\s+/)[0] ?? ''
  if (Object.hasOwn(NAMED, word)) return NAMED[word] === 'transparent' ? undefined : nearWhiteAsWhite(NAMED[word]!)
  const long = /#?([\da-f]{6})\b/.exec(text)?.[1]
  if (long !== undefined) return nearWhiteAsWhite(long)
  const short = /#([\da-f])([\da-f])([\da-f])\b/.exec(text)
  if (short) return nearWhiteAsWhite(short.slice(1).map((digit) => digit + digit).join(''))
  const channels = /rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})/.exec(text)
  if (!channels) return undefined
  return nearWhiteAsWhite(channels.slice(1).map((n) => Math.min(255, Number(n)).toString(16).padStart(2, '0')).join(''))
}

function nearWhiteAsWhite(color: string): string {
  return /^f[a-f\d]f[a-f\d]f[a-f\d]$/.test(color) ? 'ffffff' : color
}
