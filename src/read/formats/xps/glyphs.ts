import type { XmlElement } from '../../markup/xml/walk.js'
import type { Run } from '../../page/drawing.js'
import type { Matrix } from '../../page/geometry.js'

/** One `Glyphs` element (ECMA-388, 12.1), in its own units. */
export interface Setting {
  readonly text: string
  readonly indices: string
  readonly x: number
  readonly y: number
  readonly size: number
  /** The origin is at the right end of the text. */
  readonly fromRight: boolean
}

type GlyphRun = Omit<Run, 'order' | 'hidden'>

/** The text that glyphs stand for. `{}` before it is no part of it. */
export function wordsOf(element: XmlElement): string {
  const value = element.attributes.find(({ local }) => local === 'UnicodeString')?.value ?? ''
  return value.startsWith('{}') ? value.slice(2) : value
}

/** A gap of this many ems after a character ends a run: what follows is another column. */
const WIDE = 2

/**
 * Places the text of one element on the page, in points. Fonts are not opened: where `Indices` gives no advance,
 * Chinese characters are assumed to be one em wide and others half an em. `unreadable`: glyphs without a character.
 */
export function glyphRuns(
  { text, indices, x, y, size, fromRight }: Setting, matrix: Matrix,
): { readonly runs: readonly GlyphRun[]; readonly unreadable: number } {
  const unreadable = text.trim() === '' ? glyphCount(indices) : text.match(/[\ufffd\ue000-\uf8ff]/g)?.length ?? 0
  const advances = advancesOf(text, indices).map((advance) => advance * size)
  const start = fromRight ? x - advances.reduce((sum, advance) => sum + advance, 0) : x
  const runs: GlyphRun[] = []
  let from = 0
  let position = start
  let at: number[] = []
  advances.forEach((advance, unit) => {
    at.push(position)
    position += advance
    const isLast = unit === advances.length - 1
    if (!isLast && advance <= WIDE * size) return
    const end = isLast ? position : at.at(-1)! + size
    if (text.slice(from, unit + 1).trim() !== '') {
      runs.push(placed(text.slice(from, unit + 1), at, end, { y, size }, matrix))
    }
    from = unit + 1
    at = []
  })
  return { runs, unreadable }
}

function placed(
  text: string, at: readonly number[], end: number, { y, size }: { readonly y: number; readonly size: number },
  [a, b, c, d, e, f]: Matrix,
): GlyphRun {
  const scale = Math.hypot(a, b) || 1
  const [dx, dy] = [a / scale, b / scale]
  const along = (x: number): number => (a * x + c * y + e) * dx + (b * x + d * y + f) * dy
  const [px, py] = [a * at[0]! + c * y + e, b * at[0]! + d * y + f]
  return {
    text, at: at.map(along), end: along(end), across: py * dx - px * dy, size: size * Math.hypot(c, d), dx, dy,
    vertical: false,
  }
}

/** An entry of `Indices`: a cluster `(units:glyphs)`, the glyph, its advance in hundredths of an em. */
const ENTRY = /^\s*(?:\((\d{1,4})(?::(\d{1,4}))?\)\s*)?(?:\d+\s*)?(?:,\s*(\d*\.?\d*(?:e[-+]?\d+)?))?/i

/** The advance of each UTF-16 unit, in ems. In a cluster the first unit has all of it. */
function advancesOf(text: string, indices: string): number[] {
  const advances = [...text].flatMap((character) => {
    const natural = character >= '\u2e80' || character === '★' ? 1 : 0.5
    return character.length === 1 ? [natural] : [natural, 0]
  })
  let unit = 0
  let glyphsLeft = 0
  let target = 0
  for (const entry of indices === '' ? [] : indices.split(';')) {
    if (unit >= advances.length && glyphsLeft === 0) break
    const [, units = '1', glyphs = '1', stated = ''] = ENTRY.exec(entry) ?? []
    const advance = Number(stated) / 100
    const isStated = stated !== '' && Number.isFinite(advance)
    if (glyphsLeft > 0) {
      if (isStated) advances[target]! += advance
      glyphsLeft--
      continue
    }
    target = unit
    glyphsLeft = Math.max(0, Number(glyphs) - 1)
    if (isStated) advances[target] = advance
    for (let other = 1; other < Number(units) && target + other < advances.length; other++) advances[target + other] = 0
    unit += Math.max(1, Number(units))
  }
  return advances
}

/** Glyphs that `Indices` names; blanks without a number are none. */
function glyphCount(indices: string): number {
  return indices.split(';').filter((entry) => /^\s*(\(\d+(:\d+)?\)\s*)?\d+/.test(entry)).length
}
