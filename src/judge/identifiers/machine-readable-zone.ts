import { evidence, type IdentifierMatch } from './evidence.js'
import type { IdentifierIndex } from './identifier-index.js'

/**
 * Finds the numbers of passports and cards in machine-readable zones (ICAO Doc 9303 parts 4 to 6). The check digits of
 * the number, the birthday and the day of expiry prove them, or the line of a passport above: text recognition may have
 * misread a digit.
 */
export function* machineReadableZones({ text, groups, sixDigits }: IdentifierIndex): Generator<IdentifierMatch> {
  for (const group of sixDigits) {
    const [start, end] = [groups[2 * group]!, groups[2 * group + 1]!]
    if (end - start !== DATE || !/[MFX<]/.test(text.charAt(end))) continue
    const zone = lineOfPassport(text, start) ?? linesOfCard(text, start)
    if (!zone) continue
    const canonical = zone.number.replace(/<+$/, '')
    const proof = zone.checked ? 'checksum-valid' : 'form-known'
    yield { start: zone.start, end: zone.end, canonical, ...evidence('confirmed', proof) }
  }
}

/** A birthday with its check digit. */
const DATE = 7

interface Zone {
  readonly start: number
  readonly end: number
  readonly number: string
  /** Its check digits are right. */
  readonly checked: boolean
}

const PASSPORT = /^([A-Z0-9<]{9})([0-9])[A-Z<]{3}([0-9]{6})([0-9])[MFX<]([0-9]{6})([0-9])/
const BEFORE_BIRTHDAY = 13
/** The kind of document, its state, the surname, two fillers, the first names. */
const FIRST_LINE = /P[A-Z<][A-Z]{3}[A-Z<]+<<[A-Z<]{5,}\s{1,2}$/

/** The second line of a passport or of a document of two lines: number, state, birthday, sex, expiry. */
function lineOfPassport(text: string, birthday: number): Zone | undefined {
  const start = birthday - BEFORE_BIRTHDAY
  const found = start < 0 ? null : PASSPORT.exec(text.slice(start, start + 28))
  if (!found) return undefined
  const checked = holds(found.slice(1))
  if (!checked && !FIRST_LINE.test(text.slice(Math.max(0, start - 48), start))) return undefined
  return { start, end: start + found[0].length, number: found[1]!, checked }
}

const CARD_FIRST = '[A-Z][A-Z0-9<][A-Z<]{3}([A-Z0-9<]{9})([0-9])[A-Z0-9<]{15}'
const CARD = new RegExp(`${CARD_FIRST}\\s{1,2}([0-9]{6})([0-9])[MFX<]([0-9]{6})([0-9])$`)

/** The first two of three lines of a card. */
function linesOfCard(text: string, birthday: number): Zone | undefined {
  const found = CARD.exec(text.slice(Math.max(0, birthday - 32), birthday + 15))
  if (!found || !holds(found.slice(1))) return undefined
  const start = Math.max(0, birthday - 32) + found.index
  return { start, end: birthday + 15, number: found[1]!, checked: true }
}

/** Pairs of a field and its check digit. */
function holds(fields: readonly string[]): boolean {
  return fields.every((field, at) => at % 2 === 1 || checkDigit(field) === Number(fields[at + 1]))
}

/** Weights 7, 3, 1; letters count from ten, `<` counts nothing (Doc 9303 part 3, 4.9). */
function checkDigit(field: string): number {
  const values = [...field].map((character) => (character === '<' ? 0 : Number.parseInt(character, 36)))
  return values.reduce((sum, value, at) => sum + value * [7, 3, 1][at % 3]!, 0) % 10
}
