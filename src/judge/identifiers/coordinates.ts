import type { Span } from '../../model/index.js'
import { fold } from '../../normalise/index.js'
import { evidence, oddly, type Evidence } from './evidence.js'
import type { Found } from './found.js'
import type { Leads } from './leads.js'

/** One angle as it is written: degrees with four decimals and more, or down to seconds. */
interface Angle extends Span {
  readonly degrees: number
  /** False where it is written to the second and told to the half minute (120°56′30″): a boundary, no place. */
  readonly fine: boolean
  /** A sign of degrees makes it an angle; without one it may be any figure. */
  readonly signed: boolean
}

/**
 * Judges two angles as a place in China and around it, fine enough to find it by (a second of arc, a ten-thousandth of
 * a degree: 10 to 30 m). With degree signs or 东经, 北纬 beside it is confirmed; two bare figures are left open.
 */
export function checkCoordinates(one: number, other: number, told: boolean): Evidence {
  const [latitude, longitude] = one < other ? [one, other] : [other, one]
  const abroad = latitude < 3 || latitude > 54 || longitude < 73 || longitude > 136
  if (abroad) return { ...evidence('refuted', 'region-unknown'), odd: true }
  return told ? evidence('confirmed', 'region-known') : oddly('region-known')
}

/** Pairs of angles that stand beside each other. Cost: linear in the groups of digits. */
export function* coordinates(leads: Leads): Generator<Found> {
  let held: Angle | undefined
  for (const angle of angles(leads)) {
    const between = held && angle.start - held.end <= APART ? leads.text.slice(held.end, angle.start) : undefined
    if (!held || between === undefined || !(held.fine || angle.fine) || !BETWEEN.test(between)) {
      held = angle
      continue
    }
    const before = fold(leads.text.slice(Math.max(0, held.start - 12), held.start)).text
    const told = (held.signed && angle.signed) || TOLD.test(before + fold(between).text)
    const judged = checkCoordinates(held.degrees, angle.degrees, told)
    const span = { start: held.start, end: angle.end }
    held = judged.state === 'refuted' ? angle : undefined
    if (judged.state === 'refuted') continue
    yield { ...span, canonical: fold(leads.text.slice(span.start, span.end), { spaces: 'drop' }).text, ...judged }
  }
}

const APART = 14
const BETWEEN = /^[^\n\f0-9。;；]*$/
const TOLD = /[东西]经|[南北]纬|[经纬]度|坐标|(?:^|[^a-z])(?:lat|lng|lon|longitude|latitude|[ne][: ]?$|[ne](?=[^a-z]))/

function* angles({ text, groups, degrees: leads }: Leads): Generator<Angle> {
  let last = 0
  for (const group of leads) {
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
