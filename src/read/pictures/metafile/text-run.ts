import type { Run } from '../../page/drawing.js'
import type { Matrix } from '../../page/geometry.js'

/** Text of one record, in logical units. */
export interface PlacedText {
  readonly text: string
  readonly x: number
  readonly y: number
  /** Width of each UTF-16 unit; empty where the record gives none. */
  readonly advances: readonly number[]
  readonly size: number
  /** Direction of the line in degrees, counter-clockwise. */
  readonly angle: number
  /** Where the point is: 0 at the start, 2 at the end, 6 in the centre of the line. */
  readonly alignment: number
  /** True where the point is on the upper edge of the line, not on its baseline. */
  readonly fromTop: boolean
  readonly matrix: Matrix
  readonly order: number
}

/**
 * Makes a run in the coordinates of the drawing. `width` is in logical units. Fonts are not opened: without advances,
 * Chinese characters are assumed to be one em wide and others half an em.
 */
export function toTextRun(placed: PlacedText): { readonly run: Run; readonly width: number } {
  const { text, size, matrix, order } = placed
  const given = placed.advances.length === text.length ? placed.advances : undefined
  const advances = given ?? Array.from(text, (_, i) =>
    (text.charCodeAt(i) < 0x2e80 && text[i] !== '★' ? size / 2 : size))
  const width = advances.reduce((sum, each) => sum + each, 0)
  const [a, b, c, d, e, f] = matrix
  const angle = (-placed.angle * Math.PI) / 180
  const [ux, uy] = [Math.cos(angle), Math.sin(angle)]
  const scale = Math.hypot(a * ux + c * uy, b * ux + d * uy) || 1
  const [dx, dy] = [(a * ux + c * uy) / scale, (b * ux + d * uy) / scale]
  const back = placed.alignment === 2 ? width : placed.alignment === 6 ? width / 2 : 0
  const drop = placed.fromTop ? size * 0.8 : 0
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
