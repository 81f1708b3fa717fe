import type { Matrix } from '../../page/geometry.js'
import { deltas } from './values.js'

/** Position, size and direction of a text code, in the units of its text object. */
export interface Setting {
  readonly x: number
  readonly y: number
  readonly size: number
  /** Reading direction in degrees, clockwise: 0, 90, 180 or 270. */
  readonly direction: number
  readonly deltaX: string | undefined
  readonly deltaY: string | undefined
}

/** Glyphs on one baseline without wide gaps, in points on the page. */
export interface GlyphRun {
  readonly text: string
  readonly at: readonly number[]
  readonly end: number
  readonly along: number
  readonly across: number
  readonly size: number
  readonly dx: number
  readonly dy: number
  readonly vertical: boolean
}

interface Glyph {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
}

/**
 * Places the glyphs of one text code (GB/T 33190, 11.3) on the page. Fonts are not opened: without offsets, Chinese
 * characters are assumed to be one em wide and others half an em.
 */
export function glyphRuns(text: string, setting: Setting, matrix: Matrix): GlyphRun[] {
  const runs: GlyphRun[] = []
  for (const group of groups(place(text, setting), setting.size)) runs.push(toRun(group, setting.size, matrix))
  return runs
}

function place(text: string, { x, y, size, direction, deltaX, deltaY }: Setting): Glyph[] {
  const characters = [...text]
  const xs = deltas(deltaX ?? '', characters.length)
  const ys = deltas(deltaY ?? '', characters.length)
  const angle = (direction * Math.PI) / 180
  const glyphs: Glyph[] = []
  let [atX, atY] = [x, y]
  characters.forEach((character, index) => {
    const width = character.charCodeAt(0) < 0x2e80 && character !== '★' ? size / 2 : size
    glyphs.push({ text: character, x: atX, y: atY, width })
    const natural = deltaX === undefined && deltaY === undefined
    atX += xs[index] ?? (natural || (xs.length > 0 && ys.length === 0) ? Math.round(Math.cos(angle)) * width : 0)
    atY += ys[index] ?? (natural ? Math.round(Math.sin(angle)) * width : 0)
  })
  return glyphs
}

interface Group {
  readonly glyphs: Glyph[]
  /** True for a vertical group; undefined while it has one glyph. */
  down?: boolean
}

/** Joins a glyph to the previous one where it follows on the same baseline, or below it in the same column. */
function groups(glyphs: readonly Glyph[], size: number): Group[] {
  const found: Group[] = []
  for (const glyph of glyphs) {
    const group = found.at(-1)
    const last = group?.glyphs.at(-1)
    const follows = last && Math.abs(glyph.y - last.y) < 0.05 * size
      && glyph.x >= last.x && glyph.x - last.x - last.width < 1.5 * size
    const below = last && Math.abs(glyph.x - last.x) < 0.05 * size && glyph.y > last.y && glyph.y - last.y < 2 * size
    if (group && follows && group.down !== true) {
      group.down = false
      group.glyphs.push(glyph)
    } else if (group && below && group.down !== false) {
      group.down = true
      group.glyphs.push(glyph)
    } else found.push({ glyphs: [glyph] })
  }
  return found
}

function toRun({ glyphs, down = false }: Group, size: number, [a, b, c, d, e, f]: Matrix): GlyphRun {
  const [ux, uy] = down ? [c, d] : [a, b]
  const scale = Math.hypot(ux, uy) || 1
  const [dx, dy] = [ux / scale, uy / scale]
  const text: string[] = []
  const at: number[] = []
  let [end, across] = [0, 0]
  for (const glyph of glyphs) {
    const gx = glyph.x + (down ? size / 2 : 0)
    const [px, py] = [a * gx + c * glyph.y + e, b * gx + d * glyph.y + f]
    const along = px * dx + py * dy
    if (at.length === 0) across = py * dx - px * dy
    for (let unit = 0; unit < glyph.text.length; unit++) at.push(along)
    text.push(glyph.text)
    end = along + (down ? size : glyph.width) * scale
  }
  const height = size * (down ? Math.hypot(a, b) : Math.hypot(c, d))
  return {
    text: text.join(''),
    at,
    end,
    along: at[0] ?? 0,
    across,
    size: height,
    dx: dx === 0 && dy === 0 ? 1 : dx,
    dy,
    vertical: down,
  }
}
