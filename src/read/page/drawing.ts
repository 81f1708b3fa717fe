import type { Box } from './geometry.js'

/** Glyphs that one text operator drew side by side, with one look. */
export interface Run {
  readonly text: string
  /** Where each UTF-16 unit begins, along the writing direction, in points; ascending but for overlaps. */
  readonly at: readonly number[]
  /** Where the last one ends. */
  readonly end: number
  /** The base line, across the writing direction. */
  readonly across: number
  /** Height of an em on the page. */
  readonly size: number
  /** Writing direction on the page, a unit vector; (1, 0) is the usual. */
  readonly dx: number
  readonly dy: number
  readonly vertical: boolean
  /** When it was painted: later covers earlier. */
  readonly order: number
  /** `#rrggbb`; absent for patterns. */
  readonly colour?: string | undefined
  /** Known not to show by itself: mode, layer, size, place, clip. What lies over or under it is judged later. */
  readonly hidden: boolean
  /** The annotation whose appearance it is part of. */
  readonly owner?: string | undefined
}

/** A filled shape or an image. */
export interface Paint {
  readonly box: Box
  readonly order: number
  /** `#rrggbb`; absent for images and patterns. */
  readonly colour?: string | undefined
  /** True when nothing under the whole box shows through. */
  readonly opaque: boolean
}

export interface Picture {
  /** In samples; 0 when not told. */
  readonly width: number
  readonly height: number
  /** What shows of it, when nothing is painted later. */
  readonly box: Box
  /** False where the page's operators let only a part of it show. */
  readonly whole: boolean
  readonly order: number
}

/** All that one page draws. */
export interface Drawing {
  readonly runs: readonly Run[]
  readonly paints: readonly Paint[]
  readonly pictures: readonly Picture[]
  /** True when any operator leaves a mark: text, image, path. */
  readonly draws: boolean
  /** Glyphs whose character is not known. */
  readonly unreadable: number
}

/** The box around units `from..to` of a run; `to` at most the text's length. */
export function runBox(run: Run, from = 0, to: number = run.text.length): Box {
  const start = run.at[from]!
  const end = to < run.at.length ? run.at[to]! : run.end
  const low = run.vertical ? run.across - run.size / 2 : run.across - run.size * 0.85
  const high = run.vertical ? run.across + run.size / 2 : run.across + run.size * 0.2
  if (run.dx === 1) return [Math.min(start, end), low, Math.max(start, end), high]
  const x = (along: number, across: number): number => along * run.dx - across * run.dy
  const y = (along: number, across: number): number => along * run.dy + across * run.dx
  const xs = [x(start, low), x(start, high), x(end, low), x(end, high)]
  const ys = [y(start, low), y(start, high), y(end, low), y(end, high)]
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

/** Smaller pictures are rules, bullets and icons. */
const SMALLEST_PICTURE = 32

export function isPicture({ width, height }: { readonly width: number; readonly height: number }): boolean {
  return width > SMALLEST_PICTURE && height > SMALLEST_PICTURE
}
