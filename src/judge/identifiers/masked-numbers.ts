import { fold } from '../../normalise/index.js'
import { passesLuhn } from './bank-card.js'
import { MASK_CHARACTERS, WEAK_MASK_CHARACTERS } from './character-classes.js'
import { isDigit } from './digit-groups.js'
import { dismissed, evidence, type Evidence, type IdentifierMatch } from './evidence.js'
import type { IdentifierIndex } from './identifier-index.js'
import { lookUpRegion } from './regions.js'

/** Finds numbers in one piece with stars, crosses or blocks in place of digits. */
export function* maskedNumbers({ text, groups, masks }: IdentifierIndex): Generator<IdentifierMatch> {
  let last = 0
  for (const group of masks) {
    const [from, to] = [groups[2 * group]!, groups[2 * group + 1]!]
    if (from < last) continue
    const [start, end] = extend(text, from, to)
    last = end
    if (end - start < 11 || end - start > 40 || FORMULA.test(text.charAt(start - 1) + text.charAt(end))) continue
    const value = starred(text.slice(start, end))
    if (!value.includes('*') || /[^0-9*X]/.test(value)) continue
    if (WEAK.test(text.slice(start, end)) && !/^[0-9*]{6}[0-9]{8}[0-9*]{3}[0-9X*]$/.test(value)) continue
    const result = checkMasked(value, hasBirthdayNear(text, start, end))
    if (result.state !== 'refuted') yield { start, end, canonical: value, ...result }
  }
}

/** ASCII digits, X, and `*` for each character that masks one. */
function starred(text: string): string {
  const folded = fold(text, { spaces: 'drop' }).text.toUpperCase()
  return folded.replace(/X(?!$)/g, '*').replace(MASKS, '*')
}

const WEAK = new RegExp(`[${WEAK_MASK_CHARACTERS}]`)
const MASKS = new RegExp(`[×●■█□○${WEAK_MASK_CHARACTERS}]`, 'g')

/** Extends a group of digits over digits and mask characters, at most 24 units on each side. */
function extend(text: string, from: number, to: number): [number, number] {
  const belongs = (at: number): boolean =>
    at >= 0 && at < text.length && (isMask(text.charAt(at)) || isDigit(text.charCodeAt(at)))
  let [start, end] = [from, to]
  while (from - start < MAX_EXTENSION && belongs(start - 1)) start--
  while (end - to < MAX_EXTENSION && belongs(end)) end++
  return [start, end]
}

function isMask(character: string): boolean {
  return MASK_CHARACTERS.includes(character) || WEAK_MASK_CHARACTERS.includes(character)
}

const MAX_EXTENSION = 24
/** Next to ciphers of invoices, and to products. */
const FORMULA = /[+<>=]/

/** Whether the birth date of a grown person is on the same line. */
function hasBirthdayNear(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 48), start).split('\n').at(-1)!
  const after = text.slice(end, end + 48).split('\n', 1)[0]!
  return BIRTHDAY.test(before) || BIRTHDAY.test(after)
}

const YEAR = '(?:19[3-9][0-9]|200[0-9])'
const MONTH_AND_DAY = '\\s?[年./-]\\s?[01]?[0-9]\\s?[月./-]\\s?[0-3]?[0-9]'
const BIRTHDAY = new RegExp(`(?<![0-9])${YEAR}(?:${MONTH_AND_DAY}|[01][0-9][0-3][0-9](?![0-9]))`)

/**
 * Checks whether a masked number hides enough. With fewer than six of eighteen digits of a resident number hidden, some
 * thousand candidates are left, of which the check digit rules out ten in eleven. With fewer than four of a mobile
 * number or card, less than a thousand are left. A resident number that shows the whole birthday hides too little
 * whatever else is masked. A masked birthday hides nothing if the birthday is on the same line.
 * @param value digits, and `*` for each masked one
 */
function checkMasked(value: string, birthdayNear: boolean): Evidence {
  const hidden = value.length - value.replaceAll('*', '').length
  if (!looksLikeIdentifier(value)) return dismissed('form-unknown')
  if (hidden < MIN_HIDDEN[value.length]!) return evidence('confirmed', 'under-masked')
  if (BIRTHDAY_SHOWN.test(value)) return evidence('confirmed', 'under-masked')
  if (birthdayNear && /^[0-9]{6}\*{8}[0-9]{3}[0-9X]$/.test(value)) return evidence('confirmed', 'under-masked')
  return evidence('undecided', 'masked-already')
}

/** The digits that must be hidden, by the length of the number; fewer can be found by trial. */
export const MIN_HIDDEN: Readonly<Record<number, number>> = { 11: 4, 16: 4, 17: 4, 18: 6, 19: 4 }

/** The birthday is sensitive by itself, and with it a region or the last digits can be tried out. */
const BIRTHDAY_SHOWN = /^.{6}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]).{4}$/

/** Whether the visible digits fit a resident number, a mobile number or a card. */
function looksLikeIdentifier(value: string): boolean {
  if (MIN_HIDDEN[value.length] === undefined) return false
  // A mask is one run, or two in a long number. More are a cipher or a product.
  if (/\*[^*]+\*[^*]+\*/.test(value) || (value.length === 11 && /\*[^*]+\*/.test(value))) return false
  if (value.length === 11) return /^(?:1[3-9]|1\*|\*)/.test(value)
  if (value.length === 18 && /^[0-9]{2}/.test(value)) {
    return lookUpRegion(value.replaceAll('*', '0').slice(0, 6)) !== 'none' && hasPossibleBirthday(value)
  }
  if (value.length === 18) return /^[0-9*]{17}[0-9X*]$/.test(value)
  return /^(?:62|\*\*)[0-9*]+$/.test(value) && (value.includes('*') || passesLuhn(value))
}

/** Whether the visible digits of century, month and day can be those of a birthday. */
function hasPossibleBirthday(value: string): boolean {
  return /^.{6}(?:[12*][09*]..)(?:[01*][0-9*])(?:[0-3*][0-9*])[0-9*]{3}[0-9X*]$/.test(value)
}
