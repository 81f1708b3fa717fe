import { dismissed, unlikely, type Evidence, type IdentifierMatch } from './evidence.js'
import type { IdentifierIndex } from './identifier-index.js'

/** Finds pairs of plane coordinates and references of the military grid (MGRS). */
export function* gridCoordinates({ text, groups, strings }: IdentifierIndex): Generator<IdentifierMatch> {
  const starts = strings.map((group) => groups[2 * group]!)
  yield* planeCoordinates(text, starts)
  yield* gridReferences(text, starts)
}

function* planeCoordinates(text: string, starts: readonly number[]): Generator<IdentifierMatch> {
  let last = 0
  for (const start of starts) {
    if (start < last || /[0-9.]/.test(text.charAt(start - 1))) continue
    const one = NUMBER.exec(text.slice(start, start + 16))?.[0]
    if (one === undefined) continue
    const afterOne = start + one.length
    const between = BETWEEN.exec(text.slice(afterOne, afterOne + 17))?.[0]
    if (between === undefined) continue
    const from = afterOne + between.length
    const other = NUMBER.exec(text.slice(from, from + 16))?.[0]
    if (other === undefined) continue
    const result = checkPlaneCoordinates(one, other)
    if (result.state === 'refuted') continue
    last = from + other.length
    yield { start, end: last, canonical: `${one},${other}`, ...result }
  }
}

/** One number of a pair. */
const NUMBER = /^[0-9]{6,8}(?:\.[0-9]{1,4})?(?![0-9.])/
/** What may separate the two: the name of the second, a tab, a comma. */
const BETWEEN = /^[^\n\f0-9。;；]{1,16}/

/**
 * Checks two numbers as plane coordinates in China (CGCS2000, 西安80, 北京54; Gauss–Krüger), in metres: the northing has
 * seven digits, the easting six, or eight with the zone (13–23 or 24–45) in front. Only a word near them confirms them.
 */
function checkPlaneCoordinates(one: string, other: string): Evidence {
  const valid = (isNorthing(one) && isEasting(other)) || (isEasting(one) && isNorthing(other))
  return valid ? unlikely('region-known') : dismissed('region-unknown')
}

function isNorthing(number: string): boolean {
  return /^(?:19|[2-5][0-9])[0-9]{5}(?:\.|$)/.test(number)
}

function isEasting(number: string): boolean {
  return /^(?:1[3-9]|[23][0-9]|4[0-5])?[2-7][0-9]{5}(?:\.|$)/.test(number)
}

/** Zone, band and square before four to ten digits: 50SMJ 12345 67890. China lies in zones 43–53 and bands N–U. */
function* gridReferences(text: string, starts: readonly number[]): Generator<IdentifierMatch> {
  for (const from of starts) {
    const square = SQUARE.exec(text.slice(Math.max(0, from - 9), from))
    const digits = EASTING_AND_NORTHING.exec(text.slice(from, from + 12))?.[0]
    if (!square || digits === undefined) continue
    const start = from - square[1]!.length
    const canonical = (square[1]! + digits).replace(/\s/g, '')
    yield { start, end: from + digits.length, canonical, ...unlikely('region-known') }
  }
}

const SQUARE = /(?<![0-9A-Za-z])((?:4[3-9]|5[0-3])[N-U]\s?[A-HJ-NP-Z][A-HJ-NP-V]\s?)$/
const EASTING_AND_NORTHING = /^(?:[0-9]{4}\s?[0-9]{4}|[0-9]{5}\s?[0-9]{5})(?![0-9])/
