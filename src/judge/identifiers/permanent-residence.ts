import { evidence, type Evidence } from './evidence.js'
import type { Found } from './found.js'
import type { Leads } from './leads.js'
import { letteredNumbers } from './lettered-numbers.js'
import { knowRegion } from './regions.js'
import { isBirthDate } from './resident-id.js'

/**
 * Judges the number of a foreigner's permanent-residence card in its first form (GA 482-2004): three letters of the
 * nationality (ISO 3166-1), four digits of the issuing place, six of the birthday, two more. The second form, eighteen
 * digits that open with 9, is a resident's number.
 */
export function checkPermanentResidence(letters: string, digits: string): Evidence {
  if (letters.length !== 3 || digits.length !== 12) return evidence('refuted', 'prefix-unknown')
  if (!NATIONALITIES.includes(letters)) return evidence('refuted', 'prefix-unknown')
  if (knowRegion(`${digits.slice(0, 4)}00`) === 'none') return evidence('refuted', 'region-unknown')
  const born = digits.slice(4, 10)
  if (!isBirthDate(`19${born}`) && !isBirthDate(`20${born}`)) return evidence('refuted', 'date-invalid')
  return evidence('confirmed', 'prefix-known', 'region-known', 'date-valid')
}

/** Numbers of permanent-residence cards in the first form. */
export function* permanentResidences(leads: Leads): Generator<Found> {
  for (const { start, end, letters, digits } of letteredNumbers(leads, { fewest: 12, most: 12, mostLetters: 3 })) {
    const judged = checkPermanentResidence(letters, digits)
    if (judged.state !== 'refuted') yield { start, end, canonical: letters + digits, ...judged }
  }
}

/** ISO 3166-1 alpha-3 without China's own. */
const NATIONALITIES = `ABW AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ
  BMU BOL BRA BRB BRN BTN BWA CAF CAN CHE CHL CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA
  ECU EGY ERI ESP EST ETH FIN FJI FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HND HRV HTI HUN IDN IND
  IRL IRN IRQ ISL ISR ITA JAM JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA
  MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MOZ MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU NZL OMN
  PAK PAN PER PHL PLW PNG POL PRK PRT PRY PSE QAT ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR
  SVK SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TLS TON TTO TUN TUR TUV TZA UGA UKR URY USA UZB VAT VCT VEN VNM VUT
  WSM YEM ZAF ZMB ZWE`.split(/\s+/)
