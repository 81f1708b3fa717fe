import type { Span } from '../../model/index.js'
import { DROPPED, foldTable } from '../../normalise/index.js'

/**
 * The folded text around a span, bounded regardless of the length of its line. White space is at most two spaces in a
 * row; a border of a line, cell or page is `\n`, `\t` or `\f`. The line and the offsets are computed on first use.
 */
export class Window {
  #line: LineSides | undefined
  #starts: readonly number[] | undefined
  #ends: readonly number[] | undefined

  constructor(
    readonly before: string,
    readonly after: string,
    readonly text: string,
    readonly span: Span,
  ) {}

  /** Start in the text of each unit of `before`. */
  get starts(): readonly number[] {
    return (this.#starts ??= edgesOf(this.text, this.span.start - 1, -1, this.before.length).reverse())
  }

  /** End in the text of each unit of `after`. */
  get ends(): readonly number[] {
    return (this.#ends ??= edgesOf(this.text, this.span.end, 1, this.after.length))
  }

  /** The rest of the span's line or cell. */
  get line(): LineSides {
    return (this.#line ??= lineOf(this.before, this.after))
  }
}

/** The text of a line or cell to the left and to the right of a span, folded. */
export interface LineSides {
  readonly left: string
  readonly right: string
}

/** Folded units kept on each side. */
const REACH = 80
/** Units read on each side to get them, since padding and invisible characters are skipped. */
const MAX_READ = 1024

/**
 * Opens the window around a span. Cost: half a microsecond, at most 2,048 units read.
 * @param reach folded units on each side, at most 1,024
 * @param stops folded units below U+4E00 that end a side early; the unit that ends it is included
 * @param stopCount how many of them it takes
 */
export function openWindow(text: string, span: Span, reach = REACH, stops = '', stopCount = 1): Window {
  const before = unitsBefore(text, span.start, reach, stops, stopCount)
  return new Window(before, unitsAfter(text, span.end, reach, stops, stopCount), text, span)
}

/** The folded text of a span, without white space and borders. */
export function foldedValue(text: string, span: Span): string {
  const { units, spaces } = foldTable()
  let value = ''
  for (let at = span.start; at < span.end; at++) {
    const unit = text.charCodeAt(at)
    if (units[unit] !== DROPPED && spaces[unit] === 0) value += String.fromCharCode(units[unit]!)
  }
  return value
}

export const BORDER = /[\n\t\f]/

function lineOf(before: string, after: string): LineSides {
  const border = after.search(BORDER)
  return { left: before.slice(lastBorder(before) + 1), right: border < 0 ? after : after.slice(0, border) }
}

function lastBorder(text: string): number {
  for (let at = text.length - 1; at >= 0; at--) {
    const unit = text.charCodeAt(at)
    if (unit === 0x0a || unit === 0x09 || unit === 0x0c) return at
  }
  return -1
}

/** Filled by `gather` and read right after it. A new list for each side of each hit took half of the judging time. */
const scratch = new Uint16Array(MAX_READ)
const scratchBytes = Buffer.from(scratch.buffer)

/**
 * Writes the folded units on one side of a span to `scratch`, nearest first, and the far edge of each to `edges`.
 * @returns the number of units
 */
function gather(
  text: string, from: number, step: 1 | -1, reach: number, stops: string, stopCount: number, edges?: number[],
): number {
  const { units, spaces } = foldTable()
  let [count, last, lastButOne, stopped] = [0, NONE, NONE, 0]
  const limit = Math.max(-1, Math.min(text.length, from + step * MAX_READ))
  for (let at = from; at !== limit && at >= 0 && at < text.length && count < reach; at += step) {
    const unit = text.charCodeAt(at)
    const folded = spaces[unit] === 2 ? foldBorder(unit) : units[unit]!
    if (folded === DROPPED || (folded <= SPACE && folded === last && folded === lastButOne)) continue
    scratch[count++] = folded
    edges?.push(step === 1 ? at + 1 : at)
    lastButOne = last
    last = folded
    if (folded < HAN && stops !== '' && stops.includes(String.fromCharCode(folded)) && ++stopped === stopCount) break
  }
  return count
}

function unitsBefore(text: string, start: number, reach: number, stops: string, stopCount: number): string {
  const count = gather(text, start - 1, -1, reach, stops, stopCount)
  scratch.subarray(0, count).reverse()
  return scratchBytes.toString('utf16le', 0, 2 * count)
}

function unitsAfter(text: string, end: number, reach: number, stops: string, stopCount: number): string {
  return scratchBytes.toString('utf16le', 0, 2 * gather(text, end, 1, reach, stops, stopCount))
}

function edgesOf(text: string, from: number, step: 1 | -1, count: number): number[] {
  const edges: number[] = []
  gather(text, from, step, count, '', 1, edges)
  return edges
}

const NONE = -1
const HAN = 0x4e00
const SPACE = 0x20

function foldBorder(unit: number): number {
  if (unit === 0x0d) return DROPPED // In CR LF the LF is the border. Parts hold no CR alone.
  return unit === 0x09 || unit === 0x0c ? unit : 0x0a
}
