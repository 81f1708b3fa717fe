import { DROPPED, foldTable } from '../../normalise/index.js'

/** Hyphens that may separate two groups of digits of one number. */
export const HYPHENS = '-\u2010\u2011\u2012\u2013\u2014\uff0d\u2212'

/** More invisible characters in a row than this are not part of a number. */
const MAX_INVISIBLE = 8

/** The offset after the invisible characters at `at`. */
export function skipInvisible(text: string, at: number): number {
  const { units } = foldTable()
  const limit = at + MAX_INVISIBLE
  while (at < limit && at < text.length && units[text.charCodeAt(at)] === DROPPED) at++
  return at
}

/** ASCII or full-width. */
export function isDigit(unit: number): boolean {
  return (unit >= 0x30 && unit <= 0x39) || (unit >= 0xff10 && unit <= 0xff19)
}

/**
 * Joins runs of digits that are separated by invisible characters only.
 * @param runs pairs of start and end
 * @returns groups, in the same form
 */
export function joinRuns(text: string, runs: Uint32Array): Uint32Array {
  const groups = new Uint32Array(runs.length)
  let count = 0
  for (let at = 0; at < runs.length; at += 2) {
    const joins = count > 0 && skipInvisible(text, groups[count - 1]!) === runs[at]
    if (!joins) groups[count++] = runs[at]!
    else count--
    groups[count++] = runs[at + 1]!
  }
  return groups.slice(0, count)
}
