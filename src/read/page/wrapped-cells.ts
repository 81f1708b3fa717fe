import type { TextRange } from '../parts/rearranged.js'
import type { Run } from './drawing.js'

/** A run that was written to a part, and the offset of its text there. */
export interface WrittenRun {
  readonly run: Run
  readonly start: number
}

/** Text of one cell on one line. Positions are in points; `ranges` are in the text of the part. */
interface Fragment {
  readonly left: number
  right: number
  readonly across: number
  readonly size: number
  readonly ranges: TextRange[]
  /** Distances to the nearest text above and below. */
  above: number
  below: number
  /** The text below, where it is aligned with this one. */
  next?: Fragment
  /** Number of lines of its cell. */
  lines: number
}

/** Baselines closer than this share of an em are one row. */
const SAME_ROW = 0.3
/** Runs closer than this, in ems, are in one cell. */
const SAME_CELL = 0.25
/** Lines of one cell are not further apart, in ems. */
const LEADING = 1.9
/** The row above and the row below are further away than the lines of a cell, by this factor. */
const ROW_GAP = 1.15
/** Wider text, in ems, is a paragraph. */
const WIDEST = 24
const MOST_LINES = 8
/** At most this many fragments around one are compared with it. */
const NEAR = 300

/**
 * The cells of tables whose text wraps, one list of ranges for each. Raw lines run across the columns, so that a number
 * on two lines of a narrow cell is torn apart. A cell has aligned lines that are closer to each other than to what is
 * above and below, beside a cell with fewer lines: where all columns have as many lines, each line is a row. Only text
 * across the borders of lines is new; the rest are echoes. Cost: O(n log n).
 */
export function wrappedCells(runs: readonly WrittenRun[]): TextRange[][] {
  const fragments = toFragments(runs)
  linkDown(fragments)
  const cells = toCells(fragments)
  for (const cell of cells) for (const each of cell) each.lines = cell.length
  return cells.filter((cell) => isWrapped(cell) && hasShorterNeighbour(cell, fragments)).map(joined)
}

function toFragments(runs: readonly WrittenRun[]): Fragment[] {
  const upright = runs.filter(({ run }) => !run.vertical && run.dx > 0.99 && run.text.trim() !== '')
  upright.sort(({ run: one }, { run: other }) => one.across - other.across)
  const rows: WrittenRun[][] = []
  for (const written of upright) {
    const row = rows.at(-1)
    const { across, size } = written.run
    if (row && across - row[0]!.run.across < SAME_ROW * size) row.push(written)
    else rows.push([written])
  }
  return rows.flatMap(fragmentsOfRow)
}

function fragmentsOfRow(row: WrittenRun[]): Fragment[] {
  row.sort(({ run: one }, { run: other }) => one.at[0]! - other.at[0]!)
  const found: Fragment[] = []
  for (const { run, start } of row) {
    const last = found.at(-1)
    const [left, right] = [run.at[0]!, run.end]
    const lead = run.text.length - run.text.trimStart().length
    const range = { start: start + lead, end: start + run.text.trimEnd().length }
    if (last && left - last.right < SAME_CELL * run.size) {
      last.ranges.push(range)
      last.right = Math.max(last.right, right)
    } else {
      const { across, size } = run
      found.push({ left, right, across, size, ranges: [range], above: Infinity, below: Infinity, lines: 1 })
    }
  }
  return found
}

/** Finds the nearest text below each fragment, in order from the top. */
function linkDown(fragments: readonly Fragment[]): void {
  for (const [i, fragment] of fragments.entries()) {
    for (let j = i + 1; j < fragments.length && j < i + NEAR; j++) {
      const lower = fragments[j]!
      const drop = lower.across - fragment.across
      if (drop < SAME_ROW * fragment.size || lower.left > fragment.right || fragment.left > lower.right) continue
      if (drop > fragment.below * (1 + SAME_ROW)) break
      if (drop < fragment.below) {
        fragment.below = drop
        if (drop <= LEADING * fragment.size && isAligned(fragment, lower)) fragment.next = lower
      }
      lower.above = Math.min(lower.above, drop)
    }
  }
}

function isAligned(one: Fragment, other: Fragment): boolean {
  const near = (a: number, b: number): boolean => Math.abs(a - b) < one.size / 2
  if (Math.abs(one.size - other.size) > one.size / 10) return false
  return near(one.left, other.left) || near(one.right, other.right)
    || near((one.left + one.right) / 2, (other.left + other.right) / 2)
}

/** Chains of fragments at equal distances. */
function toCells(fragments: readonly Fragment[]): Fragment[][] {
  const taken = new Set<Fragment>()
  return fragments.flatMap((first) => {
    if (taken.has(first)) return []
    const cell = [first]
    taken.add(first)
    for (let last = first; last.next && !taken.has(last.next);) {
      if (last !== first && last.below > ROW_GAP * first.below) break
      last = last.next
      cell.push(last)
      taken.add(last)
    }
    return [cell]
  })
}

function isWrapped(cell: readonly Fragment[]): boolean {
  const [first, last] = [cell[0]!, cell.at(-1)!]
  const leading = Math.max(...cell.slice(0, -1).map(({ below }) => below))
  return cell.length > 1 && cell.length <= MOST_LINES
    && first.above > ROW_GAP * leading && last.below > ROW_GAP * leading
    && cell.every(({ left, right, size }) => right - left < WIDEST * size)
}

function hasShorterNeighbour(cell: readonly Fragment[], fragments: readonly Fragment[]): boolean {
  const [first, last] = [cell[0]!, cell.at(-1)!]
  const [left, right] = [Math.min(...cell.map((each) => each.left)), Math.max(...cell.map((each) => each.right))]
  const from = firstBelow(fragments, first.across - SAME_ROW * first.size)
  for (let i = from; i < fragments.length && i < from + NEAR; i++) {
    const other = fragments[i]!
    if (other.across > last.across + SAME_ROW * last.size) return false
    if ((other.right < left || other.left > right) && other.lines < cell.length) return true
  }
  return false
}

/** Index of the first fragment at or below a baseline. */
function firstBelow(fragments: readonly Fragment[], across: number): number {
  let [low, high] = [0, fragments.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (fragments[middle]!.across < across) low = middle + 1
    else high = middle
  }
  return low
}

/** Of each line but the last, the last character is new, so that what crosses the border is a hit of this reading. */
function joined(cell: readonly Fragment[]): TextRange[] {
  return cell.flatMap(({ ranges }, line) => ranges.flatMap(({ start, end }, i): TextRange[] => {
    if (line === cell.length - 1 || i < ranges.length - 1) return [{ start, end, echo: true }]
    return [{ start, end: end - 1, echo: true }, { start: end - 1, end }]
  }).filter(({ start, end }) => end > start))
}
