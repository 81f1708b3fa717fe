import type { Visibility } from '../../model/index.js'
import { runBox, type Paint, type Run } from './drawing.js'
import { holds, touches, type Box } from './geometry.js'
import { splitRun } from './runs.js'

/** A run, or a piece of one, and whether a reader of the page sees it. */
export interface ClassifiedRun {
  readonly run: Run
  readonly visibility: Visibility
}

/** Cells of the grid along each side. */
const CELLS = 24
/** Shapes of a cell that a run is compared with, painted before it and after it: the nearest in painting order. */
const NEAREST = 1000
/** Colours whose channels all differ by less look the same. */
const SIMILAR = 24

/**
 * Finds out which text of a page shows. Text below a later filled shape or image, or inside one of the `redactions`
 * (areas marked for redaction whose text is still there), is covered. Text in the colour of its background is hidden.
 * A run is cut where the visibility changes. Cost: linear; of thousands of shapes at one place, only those painted
 * shortly before and after a run count.
 */
export function classifyRuns(
  runs: readonly Run[],
  paints: readonly Paint[],
  redactions: readonly Box[],
  page: Box,
): ClassifiedRun[] {
  if (paints.length === 0 && redactions.length === 0) return runs.map(onBlankPage)
  const grid = new Grid(paints, page)
  return runs.flatMap((run) => {
    if (run.hidden || run.text === '') return [{ run, visibility: 'hidden' as const }]
    const box = runBox(run)
    const near = grid.near(box, run.order)
    const marks = redactions.filter((each) => touches(each, box))
    if (near.length === 0 && marks.length === 0) return [onBlankPage(run)]
    return splitRun(run, (unit) => visibilityAt(run, unit, near, marks))
      .map(([piece, visibility]) => ({ run: piece, visibility }))
  })
}

function onBlankPage(run: Run): ClassifiedRun {
  return { run, visibility: run.hidden || isSimilar(run.colour, '#ffffff') ? 'hidden' : 'visible' }
}

function visibilityAt(run: Run, unit: number, near: readonly Paint[], redactions: readonly Box[]): Visibility {
  const [left, top, right, bottom] = runBox(run, unit, unit + 1)
  const [x, y] = [(left + right) / 2, (top + bottom) / 2]
  if (redactions.some((box) => holds(box, x, y))) return 'covered'
  let background: Paint | undefined
  for (const paint of near) {
    if (!holds(paint.box, x, y)) continue
    if (paint.order < run.order) background = paint
    else if (paint.opaque) return 'covered'
  }
  if (background && background.colour === undefined) return 'visible'
  return isSimilar(run.colour, background?.colour ?? '#ffffff') ? 'hidden' : 'visible'
}

/** A colour that is unknown is similar to none. */
function isSimilar(one: string | undefined, other: string): boolean {
  if (one === undefined || one.length !== 7) return false
  return [1, 3, 5].every((at) => Math.abs(channel(one, at) - channel(other, at)) < SIMILAR)
}

function channel(colour: string, at: number): number {
  return Number.parseInt(colour.slice(at, at + 2), 16)
}

/** Finds the paints around a box. Each cell keeps its paints in painting order. */
class Grid {
  readonly #cells: Paint[][] = Array.from({ length: CELLS * CELLS }, () => [])

  constructor(paints: readonly Paint[], readonly page: Box) {
    for (const paint of paints) this.#eachCell(paint.box, (cell) => cell.push(paint))
  }

  near(box: Box, order: number): readonly Paint[] {
    const found: Paint[][] = []
    this.#eachCell(box, (cell) => {
      const close = cell.length > 2 * NEAREST ? nearest(cell, order) : cell
      found.push(close.filter((paint) => touches(paint.box, box)))
    })
    if (found.length === 1) return found[0]!
    return [...new Set(found.flat())].sort((one, other) => one.order - other.order)
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

/** The paints of a cell around a place in the painting order. */
function nearest(cell: Paint[], order: number): Paint[] {
  let [low, high] = [0, cell.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (cell[middle]!.order > order) high = middle
    else low = middle + 1
  }
  return cell.slice(Math.max(0, low - NEAREST), low + NEAREST)
}
