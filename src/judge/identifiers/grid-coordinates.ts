import { evidence, oddly, type Evidence } from './evidence.js'
import type { Found } from './found.js'
import type { Leads } from './leads.js'

/** A number of a pair with decimals, as it is written. */
const NUMBER = /^[0-9]{6,8}(?:\.[0-9]{1,4})?(?![0-9.])/
/** What may stand between the two: the name of the second, a tab, a comma. */
const BETWEEN = /^[^\n\f0-9。;；]{1,16}/

/**
 * Judges two numbers as plane coordinates in China (CGCS2000, 西安80, 北京54; Gauss–Krüger): metres from the equator, seven
 * digits, and from the meridian, six digits, or eight with the zone before them (13–23 or 24–45).
 * Only words make them that.
 */
export function checkPlaneCoordinates(one: string, other: string): Evidence {
  const sound = (isNorthing(one) && isEasting(other)) || (isEasting(one) && isNorthing(other))
  return sound ? oddly('region-known') : { ...evidence('refuted', 'region-unknown'), odd: true }
}

function isNorthing(number: string): boolean {
  return /^(?:19|[2-5][0-9])[0-9]{5}(?:\.|$)/.test(number)
}

function isEasting(number: string): boolean {
  return /^(?:1[3-9]|[23][0-9]|4[0-5])?[2-7][0-9]{5}(?:\.|$)/.test(number)
}

/** Pairs of plane coordinates, and references of the military grid (MGRS). */
export function* gridCoordinates({ text, groups, strings }: Leads): Generator<Found> {
  let last = 0
  for (const group of strings) {
    const start = groups[2 * group]!
    if (start < last || /[0-9.]/.test(text.charAt(start - 1))) continue
    const one = NUMBER.exec(text.slice(start, start + 16))?.[0]
    if (one === undefined) continue
    const behind = start + one.length
    const between = BETWEEN.exec(text.slice(behind, behind + 17))?.[0]
    if (between === undefined) continue
    const from = behind + between.length
    const other = NUMBER.exec(text.slice(from, from + 16))?.[0]
    if (other === undefined || checkPlaneCoordinates(one, other).state === 'refuted') continue
    last = from + other.length
    yield { start, end: last, canonical: `${one},${other}`, ...checkPlaneCoordinates(one, other) }
  }
  yield* gridReferences(text, strings.map((group) => groups[2 * group]!))
}

/** Zone, band and square before four to ten digits: 50SMJ 12345 67890. China lies in zones 43–53 and bands N–U. */
function* gridReferences(text: string, starts: readonly number[]): Generator<Found> {
  for (const from of starts) {
    const square = SQUARE.exec(text.slice(Math.max(0, from - 9), from))
    const digits = EVEN.exec(text.slice(from, from + 12))?.[0]
    if (!square || digits === undefined) continue
    const start = from - square[1]!.length
    const canonical = (square[1]! + digits).replace(/\s/g, '')
    yield { start, end: from + digits.length, canonical, ...oddly('region-known') }
  }
}

const SQUARE = /(?<![0-9A-Za-z])((?:4[3-9]|5[0-3])[N-U]\s?[A-HJ-NP-Z][A-HJ-NP-V]\s?)$/
const EVEN = /^(?:[0-9]{4}\s?[0-9]{4}|[0-9]{5}\s?[0-9]{5})(?![0-9])/
