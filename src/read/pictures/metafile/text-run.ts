import type { Run } from '../../page/drawing.js'
import type { Matrix } from '../../page/geometry.js'

/** Text as a record gives it, in logical units. */
export interface PlacedText {
  readonly text: string
  readonly x: number
  readonly y: number
  /** For each UTF-16 unit; empty where the font says. */
  readonly advances: readonly number[]
  readonly size: number
  /** Degrees the line runs, counter-clockwise. */
  readonly turn: number
  /** 0: begins at the point, 2: ends there, 6: is centred on it. */
  readonly side: number
  /** The point is the upper edge of the line, not its base. */
  readonly below: boolean
  readonly matrix: Matrix
  readonly order: number
}

/**
 * The run on the drawing's plane, and how wide it is in logical units. Fonts are not opened: where no advances are
 * given, Chinese characters are taken to be as wide as high and others half as wide.
 */
export function toTextRun(placed: PlacedText): { readonly run: Run; readonly width: number } {
  const { text, size, matrix, order } = placed
  const given = placed.advances.length === text.length ? placed.advances : undefined
  const advances = given ?? Array.from(text, (_, i) =>
    (text.charCodeAt(i) < 0x2e80 && text[i] !== '★' ? size / 2 : size))
  const width = advances.reduce((sum, each) => sum + each, 0)
  const [a, b, c, d, e, f] = matrix
  const angle = (-placed.turn * Math.PI) / 180
  const [ux, uy] = [Math.cos(angle), Math.sin(angle)]
  const scale = Math.hypot(a * ux + c * uy, b * ux + d * uy) || 1
  const [dx, dy] = [(a * ux + c * uy) / scale, (b * ux + d * uy) / scale]
  const back = placed.side === 2 ? width : placed.side === 6 ? width / 2 : 0
  const drop = placed.below ? size * 0.8 : 0
  const [x, y] = [placed.x - back * ux - drop * uy, placed.y - back * uy + drop * ux]
  const [px, py] = [a * x + c * y + e, b * x + d * y + f]
  const start = px * dx + py * dy
  const at: number[] = []
  let end = start
  for (const advance of advances) {
    at.push(end)
    end += advance * scale
  }
  const height = size * (Math.hypot(c * ux - a * uy, d * ux - b * uy) || 1)
  const across = py * dx - px * dy
  return { run: { text, at, end, across, size: height, dx, dy, vertical: false, order, hidden: false }, width }
}
