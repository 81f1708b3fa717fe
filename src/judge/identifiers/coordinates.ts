import type { Span } from '../../model/index.js'
import { fold } from '../../normalise/index.js'
import { dismissed, evidence, unlikely, type Evidence, type IdentifierMatch } from './evidence.js'
import type { IdentifierIndex } from './identifier-index.js'

/** Finds pairs of adjacent angles. Cost: linear in the groups of digits. */
export function* coordinates(index: IdentifierIndex): Generator<IdentifierMatch> {
  let previous: Angle | undefined
  for (const angle of angles(index)) {
    const match = previous && matchPair(index.text, previous, angle)
    if (match) yield match
    previous = match ? undefined : angle
  }
}

/** An angle as written: degrees with four decimals and more, or degrees, minutes and seconds. */
interface Angle extends Span {
  readonly degrees: number
  /** False where seconds are written but rounded to half minutes (120°56′30″): a boundary rather than a place. */
  readonly fine: boolean
  /** Written with a degree sign. Without one it may be any number. */
  readonly signed: boolean
}

/** Two angles as coordinates, if they are close together on one line and at least one is fine. */
function matchPair(text: string, first: Angle, second: Angle): IdentifierMatch | undefined {
  if (second.start - first.end > MAX_GAP || !(first.fine || second.fine)) return undefined
  const between = text.slice(first.end, second.start)
  if (!BETWEEN.test(between)) return undefined
  const before = fold(text.slice(Math.max(0, first.start - 12), first.start)).text
  const named = (first.signed && second.signed) || NAMES.test(before + fold(between).text)
  const result = checkCoordinates(first.degrees, second.degrees, named)
  if (result.state === 'refuted') return undefined
  const { start, end } = { start: first.start, end: second.end }
  return { start, end, canonical: fold(text.slice(start, end), { spaces: 'drop' }).text, ...result }
}

const MAX_GAP = 14
const BETWEEN = /^[^\n\f0-9。;；]*$/
const NAMES = /[东西]经|[南北]纬|[经纬]度|坐标|(?:^|[^a-z])(?:lat|lng|lon|longitude|latitude|[ne][: ]?$|[ne](?=[^a-z]))/

/**
 * Checks two angles: a place in or around China, fine enough to find it (a second of arc or a ten-thousandth of a
 * degree: 10 to 30 m).
 * @param named whether degree signs or words such as 东经 say that they are coordinates; without them it is undecided
 */
function checkCoordinates(one: number, other: number, named: boolean): Evidence {
  const [latitude, longitude] = one < other ? [one, other] : [other, one]
  const abroad = latitude < 3 || latitude > 54 || longitude < 73 || longitude > 136
  if (abroad) return dismissed('region-unknown')
  return named ? evidence('confirmed', 'region-known') : unlikely('region-known')
}

function* angles({ text, groups, degrees: groupsBeforeDegrees }: IdentifierIndex): Generator<Angle> {
  let last = 0
  for (const group of groupsBeforeDegrees) {
    const start = groups[2 * group]!
    if (start < last) continue
    const written = text.slice(start, start + 28)
    const match = SEXAGESIMAL.exec(written) ?? DECIMAL.exec(written)
    if (!match || /[0-9.]/.test(text.charAt(start - 1))) continue
    const [whole, degrees, minutes, seconds] = match
    last = start + whole.length
    const value = Number(degrees) + (minutes === undefined ? 0 : Number(minutes) / 60 + Number(seconds) / 3600)
    const fine = minutes === undefined || Number(seconds) % 30 !== 0
    yield { start, end: last, degrees: value, fine, signed: minutes !== undefined || /[°º˚度]$/.test(whole) }
  }
}

const SEXAGESIMAL = new RegExp([
  /^([0-9]{1,3})\s?[°º˚度]\s?/,
  /([0-9]{1,2})\s?['’′‘分]\s?/,
  /([0-9]{1,2}(?:\.[0-9]{1,6})?)\s?(?:["”″“秒]|''|′′|’’)/,
].map(({ source }) => source).join(''))
const DECIMAL = /^([0-9]{1,3}\.[0-9]{4,12})(?![0-9.])\s?[°º˚度]?/
