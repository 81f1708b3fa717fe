import { dismissed, unlikely, type Evidence, type IdentifierMatch, type Nothing } from './evidence.js'
import type { IdentifierIndex } from './identifier-index.js'
import { checkedNumbers } from './lettered-numbers.js'
import { isBirthDate } from './resident-id.js'

/** Finds numbers of travel permits. */
export function travelPermits(index: IdentifierIndex): Generator<IdentifierMatch | Nothing> {
  return checkedNumbers(index, { minDigits: 7, maxDigits: 10, maxLetters: 2 }, checkTravelPermit)
}

/**
 * Checks the number of a permit for travel between the mainland and Hongkong, Macao or Taiwan: H or M with eight digits
 * and two for the issue (港澳居民来往内地通行证), eight digits (台湾居民来往大陆通行证), or C, W, L or T with a letter or
 * digit and seven digits (往来港澳、往来台湾通行证). Eight digits that are a day of the calendar are a date.
 */
function checkTravelPermit(letters: string, digits: string): Evidence {
  if (/^[HM](?:[0-9]{8}|[0-9]{10})$/.test(letters + digits)) return unlikely('form-known')
  if (/^[CWLT](?:[0-9]{8}|[A-Z][0-9]{7})$/.test(letters + digits)) return unlikely('form-known')
  if (letters === '' && digits.length === 8 && !isBirthDate(digits)) return unlikely('form-unknown')
  return dismissed('form-unknown')
}
