import { evidence, oddly, type Evidence } from './evidence.js'
import type { Found } from './found.js'
import type { Leads } from './leads.js'
import { letteredNumbers } from './lettered-numbers.js'

/**
 * Judges a passport's number: of China E with eight digits or E, a letter and seven, earlier G, D, S, P and 14 or 15;
 * of other countries up to two letters and six to nine digits (ICAO Doc 9303 part 4 fixes no form). No check digit
 * stands in it, so it is never confirmed by itself.
 */
export function checkPassport(letters: string, digits: string): Evidence {
  const number = letters + digits
  if (KNOWN.test(number)) return oddly('prefix-known')
  if (letters !== '' || digits.length === 9) return oddly('prefix-unknown')
  return { ...evidence('refuted', 'prefix-unknown'), odd: true }
}

const KNOWN = /^(?:[EGHK][0-9]{8}|E[A-HJ-NP-Z][0-9]{7}|1[45][0-9]{7}|(?:DE|SE|PE|KJ|MA|MB|[DSP]|HJ)[0-9]{7,8})$/

/** Passport numbers. */
export function* passports(leads: Leads): Generator<Found> {
  for (const { start, end, letters, digits } of letteredNumbers(leads, { fewest: 6, most: 9, mostLetters: 2 })) {
    const judged = checkPassport(letters, digits)
    if (judged.state !== 'refuted') yield { start, end, canonical: letters + digits, ...judged }
  }
}
