import { evidence, oddly, type Evidence } from './evidence.js'
import type { Found } from './found.js'
import type { Leads } from './leads.js'
import { letteredNumbers } from './lettered-numbers.js'
import { checkResidentId } from './resident-id.js'

/**
 * Judges a number of social security or medical insurance: forms differ by place, a letter with eight digits on the
 * cards of the second generation, eight to twenty digits elsewhere. Only its label makes it one; a resident's number
 * under that label is told as such.
 */
export function checkSocialSecurity(letters: string, digits: string): Evidence {
  const isResidentId = letters === '' && checkResidentId(digits).state === 'confirmed'
  if (isResidentId) return { ...evidence('refuted', 'other-number'), odd: true }
  return oddly(/^[A-Z][0-9]{8}$/.test(letters + digits) ? 'prefix-known' : 'prefix-unknown')
}

/** Numbers of social security and medical insurance. */
export function* socialSecurityNumbers(leads: Leads): Generator<Found> {
  for (const { start, end, letters, digits } of letteredNumbers(leads, { fewest: 8, most: 20, mostLetters: 2 })) {
    const judged = checkSocialSecurity(letters, digits)
    if (judged.state !== 'refuted') yield { start, end, canonical: letters + digits, ...judged }
  }
}
