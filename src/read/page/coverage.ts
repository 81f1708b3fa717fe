import { runBox, type Paint, type Run } from './drawing.js'
import { holds, touches, type Box } from './geometry.js'
import { splitRun } from './runs.js'

export type Sight = 'visible' | 'hidden' | 'covered'

/** A run, or a piece of one, and whether a reader of the page sees it. */
export interface SeenRun {
  readonly run: Run
  readonly sight: Sight
}

/** Cells of the grid along each side: pages with tens of thousands of shapes stay linear. */
const CELLS = 24
/** Channels that differ by less are one colour to the eye. */
const ALIKE = 24

/**
 * Judges what lies over and under each run: text below a later filled shape or image, or inside one of the `redactions`
 * (areas marked to be blacked out that still hold their text), is covered; text in the colour of what it was painted on
 * is hidden. Cuts a run where the answer changes.
 */
export function judgeSight(
  runs: readonly Run[],
  paints: readonly Paint[],
  redactions: readonly Box[],
  page: Box,
): SeenRun[] {
  if (paints.length === 0 && redactions.length === 0) return runs.map((run) => ({ run, sight: alone(run) }))
  const grid = new Grid(paints, page)
  return runs.flatMap((run) => {
    if (run.hidden || run.text === '') return [{ run, sight: 'hidden' as const }]
    const box = runBox(run)
    const near = grid.near(box)
    const marks = redactions.filter((each) => touches(each, box))
    if (near.length === 0 && marks.length === 0) return [{ run, sight: alone(run) }]
    return splitRun(run, (unit) => sightAt(run, unit, near, marks)).map(([piece, sight]) => ({ run: piece, sight }))
  })
}

function alone(run: Run): Sight {
  return run.hidden || isAlike(run.colour, '#ffffff') ? 'hidden' : 'visible'
}

function sightAt(run: Run, unit: number, near: readonly Paint[], redactions: readonly Box[]): Sight {
  const [left, top, right, bottom] = runBox(run, unit, unit + 1)
  const [x, y] = [(left + right) / 2, (top + bottom) / 2]
  if (redactions.some((box) => holds(box, x, y))) return 'covered'
  let ground: Paint | undefined
  for (const paint of near) {
    if (!holds(paint.box, x, y)) continue
    if (paint.order < run.order) ground = paint
    else if (paint.opaque) return 'covered'
  }
  if (ground && ground.colour === undefined) return 'visible'
  return isAlike(run.colour, ground?.colour ?? '#ffffff') ? 'hidden' : 'visible'
}

function isAlike(one: string | undefined, other: string): boolean {
  if (one === undefined || one.length !== 7) return false
  return [1, 3, 5].every((at) => Math.abs(channel(one, at) - channel(other, at)) < ALIKE)
}

function channel(colour: string, at: number): number {
  return Number.parseInt(colour.slice(at, at + 2), 16)
}

/** Finds the paints around a box; each cell keeps them in painting order. */
class Grid {
  readonly #cells: Paint[][] = Array.from({ length: CELLS * CELLS }, () => [])

  constructor(paints: readonly Paint[], readonly page: Box) {
    for (const paint of paints) this.#eachCell(paint.box, (cell) => cell.push(paint))
  }

  near(box: Box): readonly Paint[] {
    const found = new Set<Paint>()
    this.#eachCell(box, (cell) => {
      for (const paint of cell) if (touches(paint.box, box)) found.add(paint)
    })
    return [...found].sort((one, other) => one.order - other.order)
  }

  #eachCell(box: Box, visit: (cell: Paint[]) => void): void {
    const column = (x: number): number => this.#index((x - this.page[0]) / (this.page[2] - this.page[0] || 1))
    const row = (y: number): number => this.#index((y - this.page[1]) / (this.page[3] - this.page[1] || 1))
    for (let r = row(box[1]); r <= row(box[3]); r++) {
      for (let c = column(box[0]); c <= column(box[2]); c++) visit(this.#cells[r * CELLS + c]!)
    }
  }

  #index(share: number): number {
    return Number.isNaN(share) ? 0 : Math.min(CELLS - 1, Math.max(0, Math.floor(share * CELLS)))
  }
}
