import { evidence, type Evidence, type IdentifierMatch, type Nothing } from './evidence.js'
import type { IdentifierIndex } from './identifier-index.js'
import { checkedNumbers } from './lettered-numbers.js'
import { lookUpRegion } from './regions.js'
import { isBirthDate } from './resident-id.js'

/** Finds numbers of foreigners' permanent residence cards in their first form. */
export function permanentResidences(index: IdentifierIndex): Generator<IdentifierMatch | Nothing> {
  return checkedNumbers(index, { minDigits: 12, maxDigits: 12, maxLetters: 3 }, checkPermanentResidence)
}

/**
 * Checks the number of a foreigner's permanent residence card in its first form (GA 482-2004): three letters of the
 * nationality (ISO 3166-1), four digits of the place of issue, six of the birthday, two more. The second form,
 * eighteen digits starting with 9, is checked as a resident number.
 */
function checkPermanentResidence(letters: string, digits: string): Evidence {
  if (letters.length !== 3 || digits.length !== 12) return evidence('refuted', 'form-unknown')
  if (!NATIONALITIES.includes(letters)) return evidence('refuted', 'form-unknown')
  if (lookUpRegion(`${digits.slice(0, 4)}00`) === 'none') return evidence('refuted', 'region-unknown')
  const birthday = digits.slice(4, 10)
  if (!isBirthDate(`19${birthday}`) && !isBirthDate(`20${birthday}`)) return evidence('refuted', 'date-invalid')
  return evidence('confirmed', 'form-known', 'region-known', 'date-valid')
}

/** ISO 3166-1 alpha-3 without China. */
const NATIONALITIES = `ABW AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ
  BMU BOL BRA BRB BRN BTN BWA CAF CAN CHE CHL CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA
  ECU EGY ERI ESP EST ETH FIN FJI FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HND HRV HTI HUN IDN IND
  IRL IRN IRQ ISL ISR ITA JAM JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA
  MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MOZ MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU NZL OMN
  PAK PAN PER PHL PLW PNG POL PRK PRT PRY PSE QAT ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR
  SVK SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TLS TON TTO TUN TUR TUV TZA UGA UKR URY USA UZB VAT VCT VEN VNM VUT
  WSM YEM ZAF ZMB ZWE`.split(/\s+/)
