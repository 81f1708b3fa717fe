import { DROPPED, foldTable } from '../../normalise/index.js'

/** What may stand between two groups of digits of one number. */
export const HYPHENS = '-\u2010\u2011\u2012\u2013\u2014\uff0d\u2212'

/** Invisible characters tolerated in a row; more is no writing of a number. */
const MOST_DROPPED = 8

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

/**
 * Groups out of runs: those between which nothing but invisible characters stands are one.
 * Both are starts and ends in turn.
 */
export function joinRuns(text: string, runs: Uint32Array): Uint32Array {
  const groups = new Uint32Array(runs.length)
  let count = 0
  for (let at = 0; at < runs.length; at += 2) {
    const joins = count > 0 && skipDropped(text, groups[count - 1]!) === runs[at]
    if (!joins) groups[count++] = runs[at]!
    else count--
    groups[count++] = runs[at + 1]!
  }
  return groups.slice(0, count)
}
