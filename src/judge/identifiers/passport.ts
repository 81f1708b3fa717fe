import { dismissed, unlikely, type Evidence, type IdentifierMatch, type Nothing } from './evidence.js'
import type { IdentifierIndex } from './identifier-index.js'
import { checkedNumbers } from './lettered-numbers.js'

/** Finds passport numbers. */
export function passports(index: IdentifierIndex): Generator<IdentifierMatch | Nothing> {
  return checkedNumbers(index, { minDigits: 6, maxDigits: 9, maxLetters: 2 }, checkPassport)
}

/**
 * Checks a passport number. China: E with eight digits, or E, a letter and seven digits; earlier G, D, S, P, 14 or 15.
 * Other countries: up to two letters and six to nine digits (ICAO Doc 9303 part 4 prescribes no form). It has no check
 * digit, so its form never confirms it.
 */
function checkPassport(letters: string, digits: string): Evidence {
  if (CHINESE.test(letters + digits)) return unlikely('form-known')
  if (letters !== '' || digits.length === 9) return unlikely('form-unknown')
  return dismissed('form-unknown')
}

const CHINESE = /^(?:[EGHK][0-9]{8}|E[A-HJ-NP-Z][0-9]{7}|1[45][0-9]{7}|(?:DE|SE|PE|KJ|MA|MB|[DSP]|HJ)[0-9]{7,8})$/
