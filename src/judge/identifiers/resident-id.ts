import { digitStrings, toMatch, type DigitString } from './digit-strings.js'
import { evidence, type Evidence, type IdentifierMatch } from './evidence.js'
import type { IdentifierIndex } from './identifier-index.js'
import { lookUpRegion } from './regions.js'

/**
 * Finds resident identity numbers (公民身份号码) of eighteen and of fifteen digits, also those at the start of a number
 * made from one: a disability card (残疾人证) adds two digits, and B with a digit when it is issued again; a sole trader's
 * taxpayer number adds two.
 */
export function* residentIds(index: IdentifierIndex): Generator<IdentifierMatch> {
  for (const string of digitStrings(index, { lengths: [15, 18, 20], endsWithX: true, overLines: true })) {
    if (string.digits.length === 20) {
      yield* extendedId(index.text, string)
      continue
    }
    const result = checkResidentId(string.digits)
    // Groups on different lines are joined only if the check digit proves that they are one number.
    if (string.broken && result.state !== 'confirmed') continue
    yield toMatch(string, { ...result, unlikely: string.shape.length > 4 })
  }
}

/** Left undecided, so that a word near it must confirm it: one random number in a thousand begins like this. */
function* extendedId(text: string, string: DigitString): Generator<IdentifierMatch> {
  const result = checkResidentId(string.digits.slice(0, 18))
  if (string.shape.length > 1 || result.state !== 'confirmed') return
  const reissued = /^B[0-9](?![0-9A-Za-z])/.exec(text.slice(string.end, string.end + 3))?.[0] ?? ''
  const end = string.end + reissued.length
  yield { ...toMatch(string, { ...result, state: 'undecided', unlikely: true }), end }
}

/**
 * Checks a resident identity number: region, calendar and the check digit of GB 11643 (ISO 7064 MOD 11-2). A wrong
 * check digit leaves it undecided, because a number with one wrong digit still identifies a person. Numbers of 15
 * digits, issued until 1999, have no check digit and are never confirmed.
 * @param digits 18 (the last may be `X`) or 15
 */
export function checkResidentId(digits: string): Evidence {
  const old = digits.length === 15
  const birthDate = old ? `19${digits.slice(6, 12)}` : digits.slice(6, 14)
  const region = lookUpRegion(digits.slice(0, 6))
  if (region === 'none') return evidence('refuted', 'region-unknown')
  if (!isBirthDate(birthDate)) return evidence('refuted', 'date-invalid')
  if (old) return evidence('undecided', region === 'prefecture' ? 'region-known' : 'region-unknown', 'date-valid')
  const valid = residentCheckDigit(digits) === digits[17]
  const checksum = valid ? 'checksum-valid' : 'checksum-invalid'
  if (region === 'province') return evidence('undecided', 'region-unknown', 'date-valid', checksum)
  return evidence(valid ? 'confirmed' : 'undecided', 'region-known', 'date-valid', checksum)
}

/** The eighteenth character for the first seventeen digits. */
export function residentCheckDigit(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 0)
  return CHECK_DIGITS.charAt(sum % 11)
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK_DIGITS = '10X98765432'

/** Whether `YYYYMMDD` is a day of the calendar on which a person in today's records can have been born. */
export function isBirthDate(date: string): boolean {
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(4, 6)), Number(date.slice(6, 8))]
  if (year < MIN_BIRTH_YEAR || year > MAX_BIRTH_YEAR || month < 1 || month > 12 || day < 1) return false
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

const MIN_BIRTH_YEAR = 1880
const MAX_BIRTH_YEAR = 2100
