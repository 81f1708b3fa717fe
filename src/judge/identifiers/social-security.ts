import { dismissed, unlikely, type Evidence, type IdentifierMatch, type Nothing } from './evidence.js'
import type { IdentifierIndex } from './identifier-index.js'
import { checkedNumbers } from './lettered-numbers.js'
import { checkResidentId } from './resident-id.js'

/** Finds numbers of social security and medical insurance. */
export function socialSecurityNumbers(index: IdentifierIndex): Generator<IdentifierMatch | Nothing> {
  return checkedNumbers(index, { minDigits: 8, maxDigits: 20, maxLetters: 2 }, checkSocialSecurity)
}

/**
 * Checks a number of social security or medical insurance. Forms differ by place: a letter with eight digits on cards
 * of the second generation, eight to twenty digits elsewhere; only a label confirms it. A resident number under such a
 * label is reported as a resident number.
 */
function checkSocialSecurity(letters: string, digits: string): Evidence {
  const isResidentId = letters === '' && checkResidentId(digits).state === 'confirmed'
  if (isResidentId) return dismissed('other-number')
  return unlikely(/^[A-Z][0-9]{8}$/.test(letters + digits) ? 'form-known' : 'form-unknown')
}
