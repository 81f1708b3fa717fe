import { fold } from '../../normalise/index.js'
import { passesLuhn } from './bank-card.js'
import { evidence, type Evidence } from './evidence.js'
import type { Found } from './found.js'
import { MASKS } from './adjacent-characters.js'
import { isDigit } from './digit-groups.js'
import type { Leads } from './leads.js'
import { knowRegion } from './regions.js'

/** Digits that must be hidden at least, by the length of the number: what fewer hide can be tried out. */
const FEWEST: Readonly<Record<number, number>> = { 11: 4, 16: 4, 17: 4, 18: 6, 19: 4 }

/**
 * Judges a number of which some digits are masked. Fewer than six of a resident's eighteen leave at most some thousand
 * candidates, of which the check digit strikes out ten in eleven; fewer than four of a mobile number or card less
 * than a thousand: under-masked. Masking the birthday alone hides nothing where the birthday stands beside it.
 * @param value digits, and `*` for each masked one
 */
export function checkMasked(value: string, birthdayBeside: boolean): Evidence {
  const hidden = value.length - value.replaceAll('*', '').length
  if (!looksLikeOne(value)) return { ...evidence('refuted', 'prefix-unknown'), odd: true }
  if (hidden < FEWEST[value.length]!) return evidence('confirmed', 'under-masked')
  if (birthdayBeside && /^[0-9]{6}\*{8}[0-9]{3}[0-9X]$/.test(value)) return evidence('confirmed', 'under-masked')
  return evidence('silent', 'masked-already')
}

/** A resident's number, a mobile number or a card, by what is left of it. */
function looksLikeOne(value: string): boolean {
  if (FEWEST[value.length] === undefined) return false
  // A cipher, a product: masks are runs.
  if (/\*[^*]+\*[^*]+\*/.test(value) || (value.length === 11 && /\*[^*]+\*/.test(value))) return false
  if (value.length === 11) return /^(?:1[3-9]|1\*|\*)/.test(value)
  if (value.length === 18 && /^[0-9]{2}/.test(value)) {
    return knowRegion(value.replaceAll('*', '0').slice(0, 6)) !== 'none' && plausible(value)
  }
  if (value.length === 18) return /^[0-9*]{17}[0-9X*]$/.test(value)
  return /^(?:62|\*\*)[0-9*]+$/.test(value) && (value.includes('*') || passesLuhn(value))
}

/** The century, the month and the day are what a birthday can hold, as far as they can be seen. */
function plausible(value: string): boolean {
  return /^.{6}(?:[12*][09*]..)(?:[01*][0-9*])(?:[0-3*][0-9*])[0-9*]{3}[0-9X*]$/.test(value)
}

/** Numbers with stars, crosses or blocks in place of digits, in one piece. */
export function* maskedNumbers({ text, groups, masks }: Leads): Generator<Found> {
  let last = 0
  for (const group of masks) {
    const [from, to] = [groups[2 * group]!, groups[2 * group + 1]!]
    if (from < last) continue
    const [start, end] = reach(text, from, to)
    last = end
    if (end - start < 11 || end - start > 40 || FORMULA.test(text.charAt(start - 1) + text.charAt(end))) continue
    const value = fold(text.slice(start, end), { spaces: 'drop' }).text.toUpperCase().replace(/[×●■█□○]|X(?!$)/g, '*')
    if (!/\*{1}/.test(value) || /[^0-9*X]/.test(value)) continue
    const judged = checkMasked(value, birthdayBeside(text, start, end))
    if (judged.state !== 'refuted') yield { start, end, canonical: value, ...judged }
  }
}

function isMask(text: string, at: number): boolean {
  return at >= 0 && at < text.length && MASKS.includes(text.charAt(at))
}

/** Digits and masks on both sides, at most as many as a long number has. */
function reach(text: string, from: number, to: number): [number, number] {
  const belongs = (at: number): boolean => isMask(text, at) || isDigit(text.charCodeAt(at))
  let [start, end] = [from, to]
  while (start > 0 && from - start < 24 && belongs(start - 1)) start--
  while (end < text.length && end - to < 24 && belongs(end)) end++
  return [start, end]
}

/** A day of a grown person's birth on the same line. */
function birthdayBeside(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 48), start).split('\n').at(-1)!
  const after = text.slice(end, end + 48).split('\n', 1)[0]!
  return BIRTHDAY.test(before) || BIRTHDAY.test(after)
}

/** Beside ciphers of invoices and products. */
const FORMULA = /[+<>=]/

const YEAR = '(?:19[3-9][0-9]|200[0-9])'
const SPACED_DAY = '\\s?[年./-]\\s?[01]?[0-9]\\s?[月./-]\\s?[0-3]?[0-9]'
const BIRTHDAY = new RegExp(`(?<![0-9])${YEAR}(?:${SPACED_DAY}|[01][0-9][0-3][0-9](?![0-9]))`)
