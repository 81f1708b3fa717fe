import { DROPPED, foldTable } from '../../normalise/index.js'

/** Where digits stand in a text: the groups that all searches for numbers start from, found in one pass. */
export interface DigitGroups {
  readonly text: string
  readonly count: number
  /** Start of each group, ascending. */
  readonly starts: Uint32Array
  /** One past the last digit of each group. */
  readonly ends: Uint32Array
  /** At most how many digits a reader could join from the group's start on, over single spaces, hyphens and line ends. */
  readonly reach: Uint8Array
}

/**
 * All groups of digits: ASCII or full-width, with nothing but invisible characters between them.
 * Cost: linear, two nanoseconds a character: as much as matching itself; nine bytes a group.
 */
export function digitGroups(text: string): DigitGroups {
  const length = text.length
  const room = 64 + (length >>> 6)
  let starts = new Uint32Array(room)
  let ends = new Uint32Array(room)
  let count = 0
  for (let at = 0; at < length; at++) {
    const unit = text.charCodeAt(at)
    if (unit < 0x3a ? unit < 0x30 : unit < 0xff10 || unit > 0xff19) continue
    if (count === starts.length) [starts, ends] = [doubled(starts), doubled(ends)]
    starts[count] = at
    at = groupEnd(text, at)
    ends[count++] = at
  }
  return { text, count, starts, ends, reach: reaches(text, count, starts, ends) }
}

/** Never too little: invisible characters count as digits, and what stands after a separator is not looked at. Most dates end here. */
function reaches(text: string, count: number, starts: Uint32Array, ends: Uint32Array): Uint8Array {
  const { units, spaces } = foldTable()
  const reach = new Uint8Array(count)
  for (let group = count - 1; group >= 0; group--) {
    const end = ends[group]!
    const unit = text.charCodeAt(end)
    const joins = starts[group + 1]! - end <= MOST_BETWEEN && group + 1 < count
      && (spaces[unit] !== 0 || units[unit] === DROPPED || HYPHENS.includes(text.charAt(end)))
    reach[group] = Math.min(MOST_REACH, end - starts[group]! + (joins ? reach[group + 1]! : 0))
  }
  return reach
}

/** What may stand between two groups of one number. */
export const HYPHENS = '-\u2010\u2011\u2012\u2013\u2014\uff0d\u2212'
const MOST_REACH = 255
/** A separator, CR LF, and invisible characters on both sides. */
const MOST_BETWEEN = 27

/** Invisible characters tolerated in a row; more is no writing of a number. */
const MOST_DROPPED = 8

/** One past the last digit of the group that starts here. */
export function groupEnd(text: string, start: number): number {
  let end = start
  for (let at = start; isDigit(text.charCodeAt(at)); at = skipDropped(text, end)) end = at + 1
  return end
}

/** Past invisible characters. */
export function skipDropped(text: string, at: number): number {
  const { units } = foldTable()
  const most = at + MOST_DROPPED
  while (at < most && at < text.length && units[text.charCodeAt(at)] === DROPPED) at++
  return at
}

/** ASCII or full-width. */
export function isDigit(unit: number): boolean {
  return (unit >= 0x30 && unit <= 0x39) || (unit >= 0xff10 && unit <= 0xff19)
}

function doubled(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const twice = new Uint32Array(array.length * 2)
  twice.set(array)
  return twice
}
