import type { Box } from './geometry.js'

/** Glyphs that one text operator drew next to each other, in one style. */
export interface Run {
  readonly text: string
  /** Start of each UTF-16 unit along the writing direction, in points. Ascending, except where glyphs overlap. */
  readonly at: readonly number[]
  /** End of the last unit. */
  readonly end: number
  /** Position of the baseline across the writing direction, in points. */
  readonly across: number
  /** Size of an em on the page, in points. */
  readonly size: number
  /** Writing direction on the page as a unit vector; (1, 0) is left to right. */
  readonly dx: number
  readonly dy: number
  readonly vertical: boolean
  /** Position in the painting order: a later paint covers an earlier one. */
  readonly order: number
  /** `#rrggbb`; absent for patterns. */
  readonly colour?: string | undefined
  readonly font?: string | undefined
  readonly bold?: boolean | undefined
  /** True where mode, layer, size, position or clip hide it. `classifyRuns` adds what other paints hide. */
  readonly hidden: boolean
  /** Identifier of the annotation whose appearance draws it. */
  readonly owner?: string | undefined
}

/** A filled shape or an image. */
export interface Paint {
  readonly box: Box
  readonly order: number
  /** `#rrggbb`; absent for images and patterns. */
  readonly colour?: string | undefined
  /** True where nothing under the box shows through. */
  readonly opaque: boolean
}

export interface Picture {
  /** In samples; 0 where unknown. */
  readonly width: number
  readonly height: number
  /** The area of it that shows, unless something is painted over it later. */
  readonly box: Box
  /** False where it is clipped, so that only a part of it shows. */
  readonly whole: boolean
  readonly order: number
}

/** Everything that one page draws. */
export interface Drawing {
  readonly runs: readonly Run[]
  readonly paints: readonly Paint[]
  readonly pictures: readonly Picture[]
  /** True where anything is painted: text, images, paths. */
  readonly draws: boolean
  /** Number of glyphs whose characters are unknown. */
  readonly unreadable: number
}

/** The box around the UTF-16 units `from..to` of a run. `to` is at most the length of its text. */
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

/** Pictures this small, in samples, are rules, bullets and icons. */
const LARGEST_ICON = 32

/** False for pictures that are too small to hold legible text. */
export function mayHoldText({ width, height }: { readonly width: number; readonly height: number }): boolean {
  return width > LARGEST_ICON && height > LARGEST_ICON
}
