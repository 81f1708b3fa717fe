import { boxOf, type Box, type Matrix } from './geometry.js'

/** A closed figure of a path. */
export interface Figure {
  readonly box: Box
  /** True where it fills most of its box. */
  readonly full: boolean
}

/** Path operators in the packed form of pdf.js: the operator's number, then its coordinates. */
const MOVE = 0
const LINE = 1
const CURVE = 2
const FULL = 0.7
const MAX_FIGURES = 20_000

/**
 * The figures of a packed path. A figure is `full` where the area inside its corners is at least 0.7 of its box:
 * rectangles, rounded rectangles, ellipses; not frames, arrows or letters.
 */
export function figures(path: ArrayLike<number>, matrix: Matrix): Figure[] {
  const found: Figure[] = []
  let corners: number[] = []
  const close = (): void => {
    if (corners.length >= 6 && found.length < MAX_FIGURES) found.push(figure(corners, matrix))
    corners = []
  }
  for (let i = 0; i < path.length;) {
    const kind = path[i]!
    if (kind === MOVE) close()
    if (kind === MOVE || kind === LINE) {
      corners.push(path[i + 1]!, path[i + 2]!)
      i += 3
    } else if (kind === CURVE) {
      const [x, y] = [corners.at(-2) ?? 0, corners.at(-1) ?? 0]
      corners.push(...halfway(x, y, path, i + 1), path[i + 5]!, path[i + 6]!)
      i += 7
    } else i++
  }
  close()
  return found
}

/** The midpoint of a cubic curve (t = 0.5), so that a circle is measured as an octagon. */
function halfway(x: number, y: number, path: ArrayLike<number>, at: number): [number, number] {
  const mid = (from: number, k: number): number =>
    (from + 3 * path[at + k]! + 3 * path[at + 2 + k]! + path[at + 4 + k]!) / 8
  return [mid(x, 0), mid(y, 1)]
}

function figure(corners: readonly number[], matrix: Matrix): Figure {
  let [left, bottom, right, top, area] = [Infinity, Infinity, -Infinity, -Infinity, 0]
  for (let i = 0; i < corners.length; i += 2) {
    const [x, y] = [corners[i]!, corners[i + 1]!]
    const j = (i + 2) % corners.length
    area += x * corners[j + 1]! - corners[j]! * y
    left = Math.min(left, x)
    right = Math.max(right, x)
    bottom = Math.min(bottom, y)
    top = Math.max(top, y)
  }
  const upright = Math.abs(matrix[1] * matrix[2]) < 1e-6 || Math.abs(matrix[0] * matrix[3]) < 1e-6
  const full = upright && Math.abs(area) / 2 >= FULL * (right - left) * (top - bottom)
  return { box: boxOf(matrix, left, bottom, right, top), full }
}
