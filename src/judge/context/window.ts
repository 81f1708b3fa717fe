import type { Span } from '../../model/index.js'
import { DROPPED, foldTable } from '../../normalise/index.js'

/**
 * What stands around a span, folded: enough to judge it by, and bounded however long its line is. White space is at
 * most two spaces in a row, a border is `\n`, `\t` or `\f`. Guarded state: its line and its way back to the text, found
 * when they are first asked for.
 */
export class Window {
  #line: Sides | undefined
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

  /** What stands on the span's own line or cell. */
  get line(): Sides {
    return (this.#line ??= lineOf(this.before, this.after))
  }
}

/** The rest of a line to the left and to the right of a span. */
export interface Sides {
  readonly left: string
  readonly right: string
}

/** Folded units kept on each side, and text looked at for them: padding and invisible characters are read over. */
const REACH = 80
const MOST_READ = 1024

/**
 * Opens the window around a span. Cost: half a microsecond, at most two thousand characters read.
 * @param reach at most 1,024
 * @param until folded units below U+4E00 of which the one that comes as `times` says ends a side early,
 * itself part of it
 */
export function openWindow(text: string, span: Span, reach = REACH, until = '', times = 1): Window {
  const before = unitsBefore(text, span.start, reach, until, times)
  return new Window(before, unitsAfter(text, span.end, reach, until, times), text, span)
}

/** The folded text of a span itself, without white space and borders. */
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

function lineOf(before: string, after: string): Sides {
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

/** Filled by one call and read at once: a list for each side of each hit cost half of the judging. */
const scratch = new Uint16Array(MOST_READ)
const scratchBytes = Buffer.from(scratch.buffer)

/**
 * Puts the folded units beside a span into `scratch`, nearest first, and the far edge of each into `edges`;
 * says how many.
 */
function gather(
  text: string, from: number, step: 1 | -1, reach: number, until: string, times: number, edges?: number[],
): number {
  const { units, spaces } = foldTable()
  let [count, last, lastButOne, ends] = [0, NONE, NONE, 0]
  const stop = Math.max(-1, Math.min(text.length, from + step * MOST_READ))
  for (let at = from; at !== stop && at >= 0 && at < text.length && count < reach; at += step) {
    const unit = text.charCodeAt(at)
    const folded = spaces[unit] === 2 ? border(unit) : units[unit]!
    if (folded === DROPPED || (folded <= SPACE && folded === last && folded === lastButOne)) continue
    scratch[count++] = folded
    edges?.push(step === 1 ? at + 1 : at)
    lastButOne = last
    last = folded
    if (folded < HAN && until !== '' && until.includes(String.fromCharCode(folded)) && ++ends === times) break
  }
  return count
}

function unitsBefore(text: string, start: number, reach: number, until: string, times: number): string {
  const count = gather(text, start - 1, -1, reach, until, times)
  scratch.subarray(0, count).reverse()
  return scratchBytes.toString('utf16le', 0, 2 * count)
}

function unitsAfter(text: string, end: number, reach: number, until: string, times: number): string {
  return scratchBytes.toString('utf16le', 0, 2 * gather(text, end, 1, reach, until, times))
}

function edgesOf(text: string, from: number, step: 1 | -1, count: number): number[] {
  const edges: number[] = []
  gather(text, from, step, count, '', 1, edges)
  return edges
}

const NONE = -1
const HAN = 0x4e00
const SPACE = 0x20

function border(unit: number): number {
  if (unit === 0x0d) return DROPPED // of CR LF the LF is the border; CR alone ends no line in any format read here
  return unit === 0x09 || unit === 0x0c ? unit : 0x0a
}
