import { creditCheckCharacter } from '../../src/judge/identifiers/credit-code.js'
import { residentCheckDigit } from '../../src/judge/identifiers/resident-id.js'
import { passesLuhn } from '../../src/judge/identifiers/bank-card.js'

/** Synthetic numbers with valid check digits; the same seed gives the same number. No living person is meant. */

/** A resident's number: the order digits 99x with a birth day in the future of any card issued so far. */
export function residentId(seed = 0, region = '330102', born = '20990228'): string {
  const body = `${region}${born}${String(990 + (seed % 10))}`
  return body + residentCheckDigit(body)
}

/** The old form of fifteen digits. */
export function oldResidentId(seed = 0): string {
  return `330102990228${String(990 + (seed % 10))}`
}

/** A mobile number in the range 199. */
export function mobile(seed = 0): string {
  return `199${String(10_000_000 + ((seed * 7_654_321) % 89_999_999)).padStart(8, '0')}`
}

/** A UnionPay card's number of nineteen digits under a prefix no bank has. */
export function bankCard(seed = 0, length = 19): string {
  const body = `629999${String(seed).padStart(length - 7, '0')}`
  for (let digit = 0; digit < 10; digit++) if (passesLuhn(`${body}${digit}`)) return `${body}${digit}`
  throw new Error('one of ten digits passes Luhn')
}

/** A unified social credit code of a company in a district that does not exist. */
export function creditCode(seed = 0): string {
  const body = `91330199MA${String(seed).padStart(7, '0')}`
  return body + creditCheckCharacter(body)
}
