import type { IdentifierKind } from '../../model/index.js'
import { accessKeys } from './access-key.js'
import { addresses } from './address.js'
import { coordinates } from './coordinates.js'
import { emails } from './email.js'
import type { Found } from './found.js'
import { gridCoordinates } from './grid-coordinates.js'
import { intranetAddresses } from './intranet-address.js'
import type { Leads, LeadsTo } from './leads.js'
import { mapSheets } from './map-sheet.js'
import { maskedNumbers } from './masked-numbers.js'
import { allCreditCodes, bankCards, landlines, mobiles, residentIds } from './digit-searches.js'
import { officerIds } from './officer-id.js'
import { passports } from './passport.js'
import { permanentResidences } from './permanent-residence.js'
import { plates } from './plate.js'
import { socialSecurityNumbers } from './social-security.js'
import { travelPermits } from './travel-permit.js'

/** How the numbers of one kind are looked for, and how far their surroundings count. */
export interface Search {
  readonly find: (leads: Leads) => Generator<Found>
  /** The list it goes through: nothing is looked for where it is empty. */
  readonly among: LeadsTo
  /**
   * `proven`: what is confirmed by its own characters stays so · `worded`: the same, and what is not confirmed counts
   * only in parts that hold one of the words · `told`: nothing without one of the words near, looked for only in such
   * parts · `near`: words near confirm or refute · `labelled`: a number like many others, which only its own label or
   * column makes one; looked for only in parts that hold one of the words.
   */
  readonly by: 'proven' | 'worded' | 'told' | 'near' | 'labelled'
}

/** The search for each kind. */
export const SEARCHES: Readonly<Record<IdentifierKind, Search>> = {
  // A check digit, a calendar and a region agree by no accident.
  'resident-id': { find: residentIds, among: 'longStrings', by: 'proven' },
  'permanent-residence': { find: permanentResidences, among: 'longWords', by: 'proven' },
  'mobile': { find: mobiles, among: 'longStrings', by: 'near' },
  'bank-card': { find: bankCards, among: 'longStrings', by: 'near' },
  'credit-code': { find: allCreditCodes, among: 'codes', by: 'proven' },
  'travel-permit': { find: travelPermits, among: 'words', by: 'labelled' },
  'passport': { find: passports, among: 'words', by: 'labelled' },
  'officer-id': { find: officerIds, among: 'doors', by: 'worded' },
  'landline': { find: landlines, among: 'strings', by: 'labelled' },
  'social-security': { find: socialSecurityNumbers, among: 'words', by: 'labelled' },
  'plate': { find: plates, among: 'plates', by: 'proven' },
  'email': { find: emails, among: 'mails', by: 'proven' },
  'address': { find: addresses, among: 'doors', by: 'worded' },
  'coordinates': { find: coordinates, among: 'degrees', by: 'worded' },
  'grid-coordinates': { find: gridCoordinates, among: 'strings', by: 'told' },
  'map-sheet': { find: mapSheets, among: 'codes', by: 'told' },
  'intranet-address': { find: intranetAddresses, among: 'octets', by: 'worded' },
  'access-key': { find: accessKeys, among: 'keys', by: 'proven' },
  'masked': { find: maskedNumbers, among: 'masks', by: 'proven' },
}
