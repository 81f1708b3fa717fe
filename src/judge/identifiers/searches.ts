import type { IdentifierKind } from '../../model/index.js'
import { addresses } from './address.js'
import { coordinates } from './coordinates.js'
import { emails } from './email.js'
import type { Found } from './found.js'
import type { DigitGroups } from './groups.js'
import { maskedNumbers } from './masked.js'
import { allCreditCodes, bankCards, landlines, mobiles, residentIds } from './numbers.js'
import { officerIds } from './officer-id.js'
import { passports } from './passport.js'
import { permanentResidences } from './permanent-residence.js'
import { plates } from './plate.js'
import { socialSecurityNumbers } from './social-security.js'
import { travelPermits } from './travel-permit.js'

/** How the numbers of one kind are looked for, and how far their surroundings count. */
export interface Search {
  readonly find: (groups: DigitGroups) => Generator<Found>
  /**
   * `proven`: what is confirmed by its own characters stays so · `near`: words near confirm or refute ·
   * `labelled`: a number like many others, which only its own label or column makes one; looked for only in
   * parts that hold one of the words.
   */
  readonly by: 'proven' | 'near' | 'labelled'
}

/** The search for each kind. */
export const SEARCHES: Readonly<Record<IdentifierKind, Search>> = {
  // A check digit, a calendar and a region agree by no accident.
  'resident-id': { find: residentIds, by: 'proven' },
  'permanent-residence': { find: permanentResidences, by: 'proven' },
  'mobile': { find: mobiles, by: 'near' },
  'bank-card': { find: bankCards, by: 'near' },
  'credit-code': { find: allCreditCodes, by: 'proven' },
  'travel-permit': { find: travelPermits, by: 'labelled' },
  'passport': { find: passports, by: 'labelled' },
  'officer-id': { find: officerIds, by: 'proven' },
  'landline': { find: landlines, by: 'labelled' },
  'social-security': { find: socialSecurityNumbers, by: 'labelled' },
  'plate': { find: plates, by: 'proven' },
  'email': { find: emails, by: 'proven' },
  'address': { find: addresses, by: 'proven' },
  'coordinates': { find: coordinates, by: 'proven' },
  'masked': { find: maskedNumbers, by: 'proven' },
}
