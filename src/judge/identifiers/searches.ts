import type { IdentifierKind } from '../../model/index.js'
import { accessKeys } from './access-key.js'
import { addresses } from './address.js'
import { bankCards } from './bank-card.js'
import { coordinates } from './coordinates.js'
import { creditCodes } from './credit-code.js'
import { emails } from './email.js'
import type { IdentifierMatch, Nothing } from './evidence.js'
import { gridCoordinates } from './grid-coordinates.js'
import type { IdentifierIndex, IndexList } from './identifier-index.js'
import { intranetAddresses } from './intranet-address.js'
import { landlines } from './landline.js'
import { machineReadableZones } from './machine-readable-zone.js'
import { mapSheets } from './map-sheet.js'
import { maskedNumbers } from './masked-numbers.js'
import { mobiles } from './mobile.js'
import { officerIds } from './officer-id.js'
import { passports } from './passport.js'
import { permanentResidences } from './permanent-residence.js'
import { plates } from './plate.js'
import { residentIds } from './resident-id.js'
import { socialSecurityNumbers } from './social-security.js'
import { travelPermits } from './travel-permit.js'

/**
 * What confirms an identifier of a kind.
 * - `form`: its own characters; if they leave it undecided, a keyword near it.
 * - `form-or-keyword`: the same, but in a part without a keyword unlikely values are dropped.
 * - `keyword`: only a keyword near it. Parts without one are not searched.
 * - `context`: its own characters, unless what is near it refutes them.
 * - `label`: only its label directly before it or its table column, because many other numbers have its form. Parts
 *   without a keyword are not searched.
 */
export type Confirmation = 'form' | 'form-or-keyword' | 'keyword' | 'context' | 'label'

/** How identifiers of one kind are found and confirmed. */
export interface Search {
  readonly find: (index: IdentifierIndex) => Generator<IdentifierMatch | Nothing>
  /** The list that `find` reads. It is not called where the list is empty. */
  readonly list: IndexList
  readonly confirmedBy: Confirmation
  /** Finds values that their own characters prove, in parts without a keyword too. Reads the same list. */
  readonly findProven?: (index: IdentifierIndex) => Generator<IdentifierMatch>
}

/** The search for each kind. */
export const SEARCHES: Readonly<Record<IdentifierKind, Search>> = {
  // A check digit, a calendar date and a region do not agree by chance.
  'resident-id': { find: residentIds, list: 'longStrings', confirmedBy: 'form' },
  'permanent-residence': { find: permanentResidences, list: 'twelveDigits', confirmedBy: 'form' },
  'mobile': { find: mobiles, list: 'longStrings', confirmedBy: 'context' },
  'bank-card': { find: bankCards, list: 'longStrings', confirmedBy: 'context' },
  'credit-code': { find: creditCodes, list: 'codes', confirmedBy: 'form' },
  'travel-permit': { find: travelPermits, list: 'sixDigits', confirmedBy: 'label' },
  'passport': { find: passports, list: 'sixDigits', confirmedBy: 'label', findProven: machineReadableZones },
  'officer-id': { find: officerIds, list: 'doors', confirmedBy: 'form-or-keyword' },
  'landline': { find: landlines, list: 'strings', confirmedBy: 'label' },
  'social-security': { find: socialSecurityNumbers, list: 'sixDigits', confirmedBy: 'label' },
  'plate': { find: plates, list: 'plates', confirmedBy: 'form' },
  'email': { find: emails, list: 'mails', confirmedBy: 'form' },
  'address': { find: addresses, list: 'doors', confirmedBy: 'form-or-keyword' },
  'coordinates': { find: coordinates, list: 'degrees', confirmedBy: 'form-or-keyword' },
  'grid-coordinates': { find: gridCoordinates, list: 'strings', confirmedBy: 'keyword' },
  'map-sheet': { find: mapSheets, list: 'codes', confirmedBy: 'keyword' },
  'intranet-address': { find: intranetAddresses, list: 'networks', confirmedBy: 'form-or-keyword' },
  'access-key': { find: accessKeys, list: 'keys', confirmedBy: 'form' },
  'masked': { find: maskedNumbers, list: 'masks', confirmedBy: 'form' },
}
