import { evidence, oddly, type Evidence } from './evidence.js'
import type { Found } from './found.js'
import type { Leads } from './leads.js'
import { letteredNumbers } from './lettered-numbers.js'
import { isBirthDate } from './resident-id.js'

/**
 * Judges the number of a travel permit between the mainland and Hongkong, Macao or Taiwan: H or M with eight digits and
 * two for the issue (港澳居民来往内地通行证), eight digits (台湾居民来往大陆通行证), C, W, L or T with a letter or digit and
 * seven digits (往来港澳、往来台湾通行证). Eight digits that are a day of the calendar are a date.
 */
export function checkTravelPermit(letters: string, digits: string): Evidence {
  if (/^[HM](?:[0-9]{8}|[0-9]{10})$/.test(letters + digits)) return oddly('prefix-known')
  if (/^[CWLT](?:[0-9]{8}|[A-Z][0-9]{7})$/.test(letters + digits)) return oddly('prefix-known')
  if (letters === '' && digits.length === 8 && !isBirthDate(digits)) return oddly('prefix-unknown')
  return { ...evidence('refuted', 'prefix-unknown'), odd: true }
}

/** Numbers of travel permits. */
export function* travelPermits(leads: Leads): Generator<Found> {
  for (const { start, end, letters, digits } of letteredNumbers(leads, { fewest: 7, most: 10, mostLetters: 2 })) {
    const judged = checkTravelPermit(letters, digits)
    if (judged.state !== 'refuted') yield { start, end, canonical: letters + digits, ...judged }
  }
}
