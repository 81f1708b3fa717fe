import { evidence, type Evidence } from './evidence.js'
import { knowRegion } from './regions.js'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'
const BORN_FROM = 1880
const BORN_TO = 2100

/**
 * Judges a resident's number (公民身份号码) by its digits: region, calendar and the check digit of GB 11643 (ISO 7064
 * MOD 11-2); 15 digits, as issued until 1999, have no check digit and are never confirmed. A wrong check digit leaves
 * it open: a number mistyped by one digit still tells who is meant.
 * @param digits 18 (the last may be `X`) or 15
 */
export function checkResidentId(digits: string): Evidence {
  const old = digits.length === 15
  const born = old ? `19${digits.slice(6, 12)}` : digits.slice(6, 14)
  const region = knowRegion(digits.slice(0, 6))
  if (region === 'none') return evidence('refuted', 'region-unknown')
  if (!isBirthDate(born)) return evidence('refuted', 'date-invalid')
  if (old) return evidence('silent', region === 'prefecture' ? 'region-known' : 'region-unknown', 'date-valid')
  const valid = residentCheckDigit(digits) === digits[17]
  if (region === 'province') return evidence('silent', 'region-unknown', 'date-valid', check(valid))
  return evidence(valid ? 'confirmed' : 'silent', 'region-known', 'date-valid', check(valid))
}

/** The eighteenth character for the first seventeen digits. */
export function residentCheckDigit(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 0)
  return CHECKS.charAt(sum % 11)
}

function check(valid: boolean): 'checksum-valid' | 'checksum-invalid' {
  return valid ? 'checksum-valid' : 'checksum-invalid'
}

/** A day of the calendar, `YYYYMMDD`, on which a living or remembered person can have been born. */
export function isBirthDate(date: string): boolean {
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(4, 6)), Number(date.slice(6, 8))]
  if (year < BORN_FROM || year > BORN_TO || month < 1 || month > 12 || day < 1) return false
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}
