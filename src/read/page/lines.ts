import { runBox, type Run } from './drawing.js'
import { union, type Box } from './geometry.js'
import { needsSpace } from './runs.js'

/** Runs that form one piece of a line, in reading order. */
export interface Segment {
  readonly runs: readonly Run[]
  /** For each run, the space in front of it or an empty string. */
  readonly spaces: readonly string[]
  readonly box: Box
}

/** The cells of a row, which are segments drawn one after another; often only one. */
export type Line = readonly Segment[]

/** Baselines closer than this share of an em are one row: text objects of one line can differ by rounding. */
const SAME_ROW = 0.3
/** A wider gap, in ems, separates columns. Letter-spaced marks have smaller gaps (秘　　密: two ems). */
const COLUMN = 3
/** At most this many layers of overprinted text are kept apart. */
const MAX_LAYERS = 12

/**
 * Groups runs into lines as a person reads them. Text on one baseline is one line, in whatever order it was drawn.
 * Overprinted text (simulated bold, a mask over text) gives lines of its own. Lines are sorted by their first drawn
 * run, which keeps columns apart. Cost: O(n log n).
 */
export function toLines(runs: readonly Run[]): Line[] {
  const segments = rows(runs).flatMap((row) => split(row))
  segments.sort((one, other) => firstOrder(one) - firstOrder(other))
  return joinCells(joinColumns(segments.map(toSegment)))
}

/** Groups runs that have the same direction and the same baseline. */
function rows(runs: readonly Run[]): Run[][] {
  const byDirection = new Map<string, Run[]>()
  for (const run of runs) {
    const key = `${run.vertical ? 'v' : 'h'}${Math.round(Math.atan2(run.dy, run.dx) * 60)}`
    const group = byDirection.get(key)
    if (group) group.push(run)
    else byDirection.set(key, [run])
  }
  return [...byDirection.values()].flatMap(byBaseline)
}

function byBaseline(runs: Run[]): Run[][] {
  runs.sort((one, other) => one.across - other.across || one.order - other.order)
  const found: Run[][] = []
  let row: Run[] = []
  for (const run of runs) {
    const first = row[0]
    if (first && run.across - first.across > SAME_ROW * Math.max(0.1, Math.min(first.size, run.size))) {
      found.push(row)
      row = []
    }
    row.push(run)
  }
  if (row.length > 0) found.push(row)
  return found
}

/**
 * Splits one row into chains. Each run joins the chain whose end is nearest in front of it. Where all chains extend
 * beyond its start, it begins a new one.
 */
function split(row: Run[]): Run[][] {
  row.sort((one, other) => one.at[0]! - other.at[0]! || one.order - other.order)
  const done: Run[][] = []
  let chains: Run[][] = []
  for (const run of row) {
    const chain = nearest(chains, run)
    if (chain) chain.push(run)
    else {
      chains.push([run])
      if (chains.length > MAX_LAYERS) done.push(chains.shift()!)
    }
    if (chains.length > 1) {
      const [far, near] = partition(chains, (each) => run.at[0]! - each.at(-1)!.end > COLUMN * run.size * 2)
      done.push(...far)
      chains = near
    }
  }
  return [...done, ...chains]
}

function nearest(chains: readonly Run[][], run: Run): Run[] | undefined {
  let best: Run[] | undefined
  let bestGap = Infinity
  for (const chain of chains) {
    const last = chain.at(-1)!
    const gap = run.at[0]! - last.end
    const em = Math.min(last.size, run.size) || 1
    if (gap < -0.4 * em || gap > COLUMN * Math.max(last.size, run.size)) continue
    // Prefer the text drawn just before to text that is only near.
    const cost = Math.abs(gap) + Math.min(5, Math.abs(run.order - last.order) * 0.01) * em
    if (cost < bestGap) [best, bestGap] = [chain, cost]
  }
  return best
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  const [yes, no]: [T[], T[]] = [[], []]
  for (const item of items) (test(item) ? yes : no).push(item)
  return [yes, no]
}

function firstOrder(runs: readonly Run[]): number {
  let least = Infinity
  for (const run of runs) least = Math.min(least, run.order)
  return least
}

function toSegment(runs: readonly Run[]): Segment {
  const spaces = runs.map((run, i) => {
    const before = runs[i - 1]
    if (!before) return ''
    return needsSpace(before.text, run.text, run.at[0]! - before.end, Math.min(before.size, run.size)) ? ' ' : ''
  })
  return { runs, spaces, box: runs.map((run) => runBox(run)).reduce(union) }
}

/** Joins single upright Chinese characters that stand one below the other to a vertical line. */
function joinColumns(segments: readonly Segment[]): Segment[] {
  const joined: Segment[] = []
  for (const segment of segments) {
    const last = joined.at(-1)
    if (last && isBelow(last, segment)) {
      joined[joined.length - 1] = {
        runs: [...last.runs, ...segment.runs],
        spaces: [...last.spaces, ...segment.spaces],
        box: union(last.box, segment.box),
      }
    } else joined.push(segment)
  }
  return joined
}

const SINGLE = /^[\u2605\u2606\u2e80-\u9fff\uf900-\ufaff\d]{1,2}$/

function isBelow(upper: Segment, lower: Segment): boolean {
  const [last, next] = [upper.runs.at(-1)!, lower.runs[0]!]
  if (lower.runs.length !== 1 || !SINGLE.test(next.text) || !SINGLE.test(last.text)) return false
  if (next.vertical || next.dx < 0.99 || last.dx < 0.99) return false
  if (upper.runs.length > 1 && upper.runs[0]!.across === last.across) return false
  const [drop, size] = [next.across - last.across, next.size]
  const middle = (run: Run): number => (run.at[0]! + run.end) / 2
  return drop > 0.5 * size && drop < 2 * size && Math.abs(middle(next) - middle(last)) < 0.3 * size
}

/** Joins segments of one row that were drawn one after another, left to right, to one line with cells. */
function joinCells(segments: readonly Segment[]): Line[] {
  const lines: Segment[][] = []
  for (const segment of segments) {
    const last = lines.at(-1)
    const [before, next] = [last?.at(-1)?.runs.at(-1), segment.runs[0]!]
    if (last && before && isNextCell(before, next)) last.push(segment)
    else lines.push([segment])
  }
  return lines
}

function isNextCell(before: Run, next: Run): boolean {
  return before.vertical === next.vertical
    && Math.abs(before.dx - next.dx) + Math.abs(before.dy - next.dy) < 0.02
    && Math.abs(next.across - before.across) <= SAME_ROW * Math.min(before.size, next.size)
    && next.at[0]! >= before.end
}
