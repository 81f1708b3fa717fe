import { digitStrings, toMatch } from './digit-strings.js'
import { evidence, repeatsOneDigit, unlikely, type Evidence, type IdentifierMatch } from './evidence.js'
import type { IdentifierIndex } from './identifier-index.js'
import { checkPersonalAccount } from './personal-account.js'
import { checkResidentId } from './resident-id.js'

/** Finds numbers of payment cards and accounts of persons. */
export function* bankCards(index: IdentifierIndex): Generator<IdentifierMatch> {
  for (const string of digitStrings(index, { lengths: [14, 15, 16, 17, 18, 19, 20] })) {
    const { digits, shape } = string
    const card = digits.length >= 16 && digits.length <= 19 ? checkBankCard(digits, shape) : undefined
    const result = card && !isWrongCheckDigit(card) ? card : checkPersonalAccount(index.text, string) ?? card
    if (result) yield toMatch(string, result)
  }
}

function isWrongCheckDigit({ reasons }: Evidence): boolean {
  return reasons.some(({ code }) => code === 'checksum-invalid')
}

/**
 * Checks the number of a payment card (ISO/IEC 7812): sixteen to nineteen digits, the Luhn check digit and the
 * issuer's prefix. 62 (UnionPay) confirms it; 3, 4 and 5 (foreign schemes) and domestic prefixes from before 62 leave
 * it undecided.
 */
function checkBankCard(digits: string, shape: readonly number[]): Evidence {
  if (repeatsOneDigit(digits) || repeatsOneDigit(digits.slice(6))) return evidence('refuted', 'repeats-one-digit')
  if (!passesLuhn(digits)) return evidence('refuted', 'checksum-invalid')
  if (digits.length === 18 && checkResidentId(digits).state === 'confirmed') return evidence('refuted', 'other-number')
  if (!/^(?:62|[3459]|60)/.test(digits)) return unlikely('prefix-unknown', 'checksum-valid')
  if (!SHAPE.test(shape.join())) return unlikely('prefix-known', 'checksum-valid')
  return evidence(digits.startsWith('62') ? 'confirmed' : 'undecided', 'prefix-known', 'checksum-valid')
}

/** The usual groupings: in one piece, in groups of four, 6-13, or digit by digit. */
const SHAPE = /^(?:1[6-9]|4,4,4,4(?:,[1-3])?|6,1[0-3]|(?:1,){15,18}1)$/

/** Whether the last digit is the check digit of the others (Luhn, ISO/IEC 7812-1 annex B). */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at])
    sum += at % 2 === 0 ? digit : digit < 5 ? digit * 2 : digit * 2 - 9
  }
  return sum % 10 === 0
}
