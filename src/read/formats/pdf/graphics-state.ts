import { IDENTITY, type Box, type Matrix } from '../../page/geometry.js'

/** The properties of a pdf.js font that are used (`FontFaceObject` with `fontExtraProperties`). */
export interface Font {
  /** Without the prefix of a subset. */
  readonly name?: string
  readonly bold?: boolean
  readonly vertical?: boolean
  /** True for ZapfDingbats and its variants, which have their own encoding. */
  readonly isDingbats?: boolean
  /** Name of a font with symbols for letters (Wingdings, Symbol), as the tables have it. */
  readonly symbols?: string
  /** What the codes 0 to 31 of a TeX font draw. */
  readonly controls?: readonly string[]
  readonly composite?: boolean
  /** Names of glyphs by character code, where the document gives its own encoding. */
  readonly differences?: Readonly<Record<number, string | undefined>>
  /** Names of glyphs by character code, in the encoding that the document names or that the font has by default. */
  readonly defaultEncoding?: readonly string[]
  readonly fontMatrix?: readonly number[]
  readonly defaultVMetrics?: readonly number[]
  readonly toUnicode?: { has(code: number): boolean; readonly firstChar?: number }
}

/** The part of the graphics state (ISO 32000-1, 8.4 and 9.3) that gives the place, style and visibility of text. */
export interface State {
  ctm: Matrix
  clip: Box
  fill: string | undefined
  /** True where a tiling pattern that may hold text fills paths. */
  tiled: boolean
  stroke: string | undefined
  alpha: number
  blend: string
  font: Font | undefined
  size: number
  charSpacing: number
  wordSpacing: number
  scale: number
  leading: number
  rise: number
  mode: number
  /** True inside a soft mask, whose text does not show itself. */
  masked: boolean
  textMatrix: Matrix
  x: number
  y: number
  lineX: number
  lineY: number
}

export function startState(ctm: Matrix, clip: Box): State {
  return {
    ctm, clip, fill: '#000000', tiled: false, stroke: '#000000', alpha: 1, blend: 'source-over',
    font: undefined, size: 0, charSpacing: 0, wordSpacing: 0, scale: 1, leading: 0, rise: 0, mode: 0, masked: false,
    textMatrix: IDENTITY, x: 0, y: 0, lineX: 0, lineY: 0,
  }
}
