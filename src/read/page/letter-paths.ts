import { area, boxOf, holds, intersect, NOWHERE, union, type Box, type Matrix } from './geometry.js'

/** Fewer strokes draw no word of two characters; moves count as strokes. */
const FEWEST_STROKES = 60
/** A drawing about as wide as high with fewer strokes than this is an icon or a logo. */
const ICON_STROKES = 400
/** A line of text is this many times wider than high, or higher than wide. */
const LINE_RATIO = 1.8
/** Larger figures, in points, are frames, maps and charts. */
const LARGEST_FIGURE = 300
/** Longer straight upright lines, in points, are rulings. */
const LONGEST_STROKE = 40
/** Letters have slanted or curved strokes, at least this share of all … */
const SLANTED = 0.2
/** … or are hatched: so many upright strokes for each square point. Tables have a third of it. */
const HATCHED = 0.012
/** Figures this far apart, in their own longer sides and in points, belong to one drawing. */
const SPACING = 0.6
const WIDEST_SPACING = 40
/** Side of a cell of the grid, in points, and the most cells along a side of the page. */
const CELL = 8
const MOST_CELLS = 400
/** Regions of one page that are looked at; with more, the area around all of them is. */
const MOST_REGIONS = 40

/** Path operators in the packed form of pdf.js: the operator's number, then its coordinates. */
const MOVE = 0
const LINE = 1
const CURVE = 2

/** What one figure of a path is made of. */
interface Strokes {
  readonly box: Box
  readonly count: number
  /** How many of them are slanted or curved. */
  readonly slanted: number
}

/**
 * Finds where the paths of a page could be letters: figures of some strokes near each other, more than an icon has.
 * Rulings, frames and single shapes are left out; charts, maps and logos of many strokes are not. Guarded state.
 * Cost: linear in the paths and in the cells of the grid.
 */
export class LetterPaths {
  readonly #size: number
  readonly #columns: number
  readonly #rows: number
  readonly #cells = new Map<number, { box: Box; count: number; slanted: number }>()

  constructor(readonly page: Box) {
    const [width, height] = [page[2] - page[0], page[3] - page[1]]
    this.#size = Math.max(CELL, Math.max(width, height) / MOST_CELLS)
    this.#columns = Math.max(1, Math.ceil(width / this.#size))
    this.#rows = Math.max(1, Math.ceil(height / this.#size))
  }

  /** Adds a packed path. One that only clips is letters where more than rectangles are in it. */
  add(path: ArrayLike<number>, matrix: Matrix, clip: Box, isPainted: boolean): void {
    const visible = intersect(this.page, clip)
    eachFigure(path, matrix, ({ box, count, slanted }) => {
      const [width, height] = [box[2] - box[0], box[3] - box[1]]
      const isStraight = slanted === 0 && count <= 5
      if (Math.max(width, height) > (isStraight ? LONGEST_STROKE : LARGEST_FIGURE)) return
      if (isStraight && !isPainted) return
      const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]
      if (holds(visible, x, y)) this.#count(this.#indexOf(x, y), { box, count: isStraight ? 1 : count, slanted })
    })
  }

  /** The areas of drawings that could be letters, in points. */
  get regions(): readonly Box[] {
    const regions = this.#drawings().filter(couldBeLetters).map(({ box }) => box)
    return regions.length > MOST_REGIONS ? [regions.reduce(union, NOWHERE)] : regions
  }

  #count(cell: number, { box, count, slanted }: Strokes): void {
    const known = this.#cells.get(cell)
    if (!known) this.#cells.set(cell, { box, count, slanted })
    else {
      known.box = union(known.box, box)
      known.count += count
      known.slanted += slanted
    }
  }

  /** Joins the strokes of cells near each other. */
  #drawings(): Drawn[] {
    const owners = new Map<number, number>()
    const parents: number[] = []
    const rootOf = (at: number): number => {
      while (parents[at] !== at) at = parents[at] = parents[parents[at]!]!
      return at
    }
    const all = [...this.#cells.values()]
    for (const [i, { box }] of all.entries()) {
      parents.push(i)
      this.#eachCell(grown(box), (cell) => {
        const owner = owners.get(cell)
        if (owner === undefined) owners.set(cell, i)
        else parents[rootOf(i)] = rootOf(owner)
      })
    }
    const found = new Map<number, Drawn>()
    for (const [i, { box, count, slanted }] of all.entries()) {
      const before = found.get(rootOf(i)) ?? { box: NOWHERE, count: 0, slanted: 0, covered: 0 }
      found.set(rootOf(i), {
        box: union(before.box, box), count: before.count + count, slanted: before.slanted + slanted, covered: 0,
      })
    }
    for (const owner of owners.values()) found.get(rootOf(owner))!.covered += this.#size ** 2
    return [...found.values()]
  }

  #eachCell([left, top, right, bottom]: Box, visit: (cell: number) => void): void {
    const last = this.#indexOf(right, bottom)
    const first = this.#indexOf(left, top)
    const [from, to] = [first % this.#columns, last % this.#columns]
    for (let row = Math.floor(first / this.#columns); row <= Math.floor(last / this.#columns); row++) {
      for (let column = from; column <= to; column++) visit(row * this.#columns + column)
    }
  }

  #indexOf(x: number, y: number): number {
    const column = Math.floor((x - this.page[0]) / this.#size)
    const row = Math.floor((y - this.page[1]) / this.#size)
    return clamp(row, this.#rows) * this.#columns + clamp(column, this.#columns)
  }
}

interface Drawn extends Strokes {
  /** Area of the cells on and around the strokes, in square points. */
  covered: number
}

function couldBeLetters({ box, count, slanted, covered }: Drawn): boolean {
  const ratio = (box[2] - box[0]) / Math.max(box[3] - box[1], 1e-6)
  const isLine = ratio >= LINE_RATIO || ratio <= 1 / LINE_RATIO
  return count >= (isLine ? FEWEST_STROKES : ICON_STROKES)
    && area(box) > 0 && (slanted >= SLANTED * count || count >= HATCHED * covered)
}

function eachFigure(path: ArrayLike<number>, matrix: Matrix, visit: (figure: Strokes) => void): void {
  let [left, bottom, right, top] = NOWHERE
  let [count, slanted, x, y] = [0, 0, 0, 0]
  const goTo = (px: number, py: number): void => {
    left = Math.min(left, px)
    right = Math.max(right, px)
    bottom = Math.min(bottom, py)
    top = Math.max(top, py)
    x = px
    y = py
  }
  const close = (): void => {
    if (count > 1) visit({ box: boxOf(matrix, left, bottom, right, top), count, slanted });
    [left, bottom, right, top] = NOWHERE
    count = slanted = 0
  }
  for (let i = 0; i < path.length;) {
    const kind = path[i]!
    if (kind !== MOVE && kind !== LINE && kind !== CURVE) {
      i++
      continue
    }
    if (kind === MOVE) close()
    const [px, py] = kind === CURVE ? [path[i + 5]!, path[i + 6]!] : [path[i + 1]!, path[i + 2]!]
    if (kind === CURVE || (kind === LINE && px !== x && py !== y)) slanted++
    goTo(px, py)
    count++
    i += kind === CURVE ? 7 : 3
  }
  close()
}

function grown([left, top, right, bottom]: Box): Box {
  const by = Math.min(WIDEST_SPACING, SPACING * Math.max(right - left, bottom - top))
  return [left - by, top - by, right + by, bottom + by]
}

function clamp(index: number, count: number): number {
  return Number.isNaN(index) ? 0 : Math.min(count - 1, Math.max(0, index))
}
