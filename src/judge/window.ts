import type { Span } from '../model/index.js'
import { DROPPED, foldTable } from '../normalise/index.js'

/**
 * What stands around a span, folded: enough to judge it by, and bounded however long its line is. White space is at
 * most two spaces in a row, a border is `\n`, `\t` or `\f`.
 */
export interface Window {
  readonly before: string
  readonly after: string
  /** Start in the text of each unit of `before`. */
  readonly starts: readonly number[]
  /** End in the text of each unit of `after`. */
  readonly ends: readonly number[]
}

/** Folded units kept on each side, and text looked at for them: padding and invisible characters are read over. */
const REACH = 80
const MOST_READ = 1024

/** Opens the window around a span. Cost: about a microsecond, at most two thousand characters read. */
export function openWindow(text: string, span: Span, reach = REACH): Window {
  const left = gather(text, span.start - 1, -1, reach)
  const right = gather(text, span.end, 1, reach)
  return {
    before: String.fromCharCode.apply(undefined, left.units.reverse()),
    starts: left.offsets.reverse(),
    after: String.fromCharCode.apply(undefined, right.units),
    ends: right.offsets,
  }
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

/** What stands on the span's own line or cell: the rest of it to the left and to the right. */
export function ownLine(window: Window): { readonly left: string; readonly right: string } {
  const border = window.after.search(BORDER)
  return {
    left: window.before.slice(lastBorder(window.before) + 1),
    right: border < 0 ? window.after : window.after.slice(0, border),
  }
}

export const BORDER = /[\n\t\f]/

function lastBorder(text: string): number {
  return Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\t'), text.lastIndexOf('\f'))
}

/** The folded units beside a span, nearest first, each with its far edge in the text. */
function gather(text: string, from: number, step: 1 | -1, reach: number): { units: number[]; offsets: number[] } {
  const { units: fold, spaces } = foldTable()
  const units: number[] = []
  const offsets: number[] = []
  const last = Math.max(-1, Math.min(text.length, from + step * MOST_READ))
  for (let at = from; at !== last && at >= 0 && at < text.length && units.length < reach; at += step) {
    const unit = text.charCodeAt(at)
    const folded = spaces[unit] === 2 ? border(unit) : fold[unit]!
    if (folded === DROPPED) continue
    if (folded <= SPACE && folded === units.at(-1) && folded === units.at(-2)) continue
    units.push(folded)
    offsets.push(step === 1 ? at + 1 : at)
  }
  return { units, offsets }
}

const SPACE = 0x20

function border(unit: number): number {
  if (unit === 0x0d) return DROPPED // of CR LF the LF is the border; CR alone ends no line in any format read here
  return unit === 0x09 || unit === 0x0c ? unit : 0x0a
}
