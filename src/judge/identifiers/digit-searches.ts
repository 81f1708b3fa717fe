import { checkBankCard } from './bank-card.js'
import { checkCreditCode, creditCodes } from './credit-code.js'
import { digitStrings, groupsBeside, type DigitString } from './digit-strings.js'
import type { Evidence } from './evidence.js'
import type { Found } from './found.js'
import type { Leads } from './leads.js'
import { checkLandline } from './landline.js'
import { checkMobile } from './mobile.js'
import { checkResidentId } from './resident-id.js'

/** Numbers of residents, of eighteen digits and of fifteen. */
export function* residentIds(leads: Leads): Generator<Found> {
  for (const string of digitStrings(leads, { lengths: [15, 18], closesWithX: true, overLines: true })) {
    const judged = checkResidentId(string.digits)
    // Numbers on lines of their own are joined only where the check digit proves that they are one.
    if (!string.broken || judged.state === 'confirmed') yield found(string, { ...judged, odd: string.shape.length > 4 })
  }
}

/** Mobile numbers, with or without the country's code. */
export function* mobiles(leads: Leads): Generator<Found> {
  const { text } = leads
  for (const string of digitStrings(leads, { lengths: [11, 13, 15] })) {
    const country = string.digits.length === 11 ? '' : (/^(?:00)?86(?=1[3-9])/.exec(string.digits)?.[0] ?? 'none')
    if (country === 'none') continue
    const digits = string.digits.slice(country.length)
    if (digits.length !== 11) continue
    const judged = checkMobile(digits, shapeWithout(string.shape, country.length))
    const marked = country !== '86' || string.shape[0] === 2 || text.charAt(string.start - 1) === '+'
    const byChance = country === '' && chanceInRow(text, string)
    const open: Evidence = { state: 'silent', reasons: judged.reasons, odd: byChance }
    const doubted = judged.state === 'confirmed' && (!marked || byChance)
    yield { ...found(string, doubted ? open : judged), canonical: digits }
  }
}

/** A row of figures makes 3-8 and 7-4 by accident where one more group stands beside, the usual 3-4-4 where two do. */
function chanceInRow(text: string, string: DigitString): boolean {
  if (string.shape.length === 1 || string.shape.length === 11) return false
  return groupsBeside(text, string) > (string.shape.join() === '3,4,4' ? 1 : 0)
}

function shapeWithout(shape: readonly number[], digits: number): readonly number[] {
  const [first = 0, ...rest] = shape
  return first === digits ? rest : [first - digits, ...rest]
}

/** Numbers of payment cards. */
export function* bankCards(leads: Leads): Generator<Found> {
  for (const string of digitStrings(leads, { lengths: [16, 17, 18, 19] })) {
    yield found(string, checkBankCard(string.digits, string.shape))
  }
}

/** Fixed-line numbers, with or without their area. */
export function* landlines(leads: Leads): Generator<Found> {
  for (const string of digitStrings(leads, { lengths: [7, 8, 10, 11, 12] })) {
    yield found(string, checkLandline(string.digits, string.shape))
  }
}

/** Unified social credit codes. */
export function* allCreditCodes(leads: Leads): Generator<Found> {
  for (const { start, end, code } of creditCodes(leads)) yield { start, end, canonical: code, ...checkCreditCode(code) }
}

function found(string: DigitString, judged: Evidence): Found {
  return { start: string.start, end: string.end, canonical: string.digits, ...judged }
}
