import { evidence, oddly, repeatsOneDigit, type Evidence } from './evidence.js'
import { checkResidentId } from './resident-id.js'

/** How cards are written and printed: in one piece, in fours with a rest, 6-13; or digit by digit. */
const SHAPE = /^(?:1[6-9]|4,4,4,4(?:,[1-3])?|6,1[0-3]|(?:1,){15,18}1)$/

/**
 * Judges a payment card's number (ISO/IEC 7812): sixteen to nineteen digits, the Luhn check digit, and an issuer's
 * prefix: 62 (UnionPay) confirms by itself, 4, 5 and 3 (foreign schemes) and domestic prefixes from before 62
 * leave it open.
 */
export function checkBankCard(digits: string, shape: readonly number[]): Evidence {
  if (repeatsOneDigit(digits) || repeatsOneDigit(digits.slice(6))) return evidence('refuted', 'repeats-one-digit')
  if (!passesLuhn(digits)) return evidence('refuted', 'checksum-invalid')
  if (digits.length === 18 && checkResidentId(digits).state === 'confirmed') return evidence('refuted', 'other-number')
  if (!/^(?:62|[3459]|60)/.test(digits)) return oddly('prefix-unknown', 'checksum-valid')
  if (!SHAPE.test(shape.join())) return oddly('prefix-known', 'checksum-valid')
  return evidence(digits.startsWith('62') ? 'confirmed' : 'silent', 'prefix-known', 'checksum-valid')
}

/** Whether the last digit is the check digit of those before it (Luhn, ISO/IEC 7812-1 annex B). */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at])
    sum += at % 2 === 0 ? digit : digit < 5 ? digit * 2 : digit * 2 - 9
  }
  return sum % 10 === 0
}
