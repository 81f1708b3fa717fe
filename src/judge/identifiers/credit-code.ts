import { foldedValue } from '../window.js'
import { BESIDE, besideTable } from './beside.js'
import { evidence, type Evidence } from './evidence.js'
import { isDigit } from './groups.js'
import type { Leads } from './leads.js'
import { checkResidentId } from './resident-id.js'

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const LENGTH = 18

/**
 * Judges a unified social credit code (统一社会信用代码) by GB 32100: eighteen characters, registrar, region, MOD 31 check
 * character. Codes from the first months may fail the check: such a one is left open.
 */
export function checkCreditCode(code: string): Evidence {
  if (!/^[159AN-Y][0-9A-HJ-NPQRTUWXY][0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) return evidence('refuted', 'prefix-unknown')
  if (/^[0-9]{17}[0-9X]$/.test(code) && checkResidentId(code).state === 'confirmed') return evidence('refuted', 'other-number')
  if (creditCheckCharacter(code) !== code[LENGTH - 1]) return evidence('silent', 'checksum-invalid')
  return evidence('confirmed', 'checksum-valid')
}

/** The eighteenth character for the first seventeen. */
export function creditCheckCharacter(code: string): string {
  let sum = 0
  for (let at = 0, weight = 1; at < LENGTH - 1; at++, weight = (weight * 3) % 31) sum += ALPHABET.indexOf(code.charAt(at)) * weight
  return ALPHABET.charAt((31 - (sum % 31)) % 31)
}

export interface CreditCode {
  readonly start: number
  readonly end: number
  /** ASCII, upper case. */
  readonly code: string
}

/**
 * All words of eighteen letters and digits that could be one. The region gives each six digits in a row: the search
 * starts from those. Cost: linear in the groups of digits.
 */
export function* creditCodes({ text, groups, codes }: Leads): Generator<CreditCode> {
  let last = 0
  for (const group of codes) {
    if (groups[2 * group]! < last) continue
    const start = wordStart(text, groups[2 * group]!)
    last = wordEnd(text, groups[2 * group + 1]!)
    if (last - start < LENGTH || last - start > LONGEST) continue
    const code = foldedValue(text, { start, end: last })
    if (code.length === LENGTH) yield { start, end: last, code: code.toUpperCase() }
  }
}

/** Back over letters, digits and invisible characters; farther back than a code is long no word of its length starts. */
function wordStart(text: string, from: number): number {
  let start = from
  for (let at = from - 1; at >= 0 && from - at <= LONGEST; at--) {
    const unit = text.charCodeAt(at)
    if (isInWord(unit)) start = at
    else if (!isUnseen(unit)) break
  }
  return start
}

/** On over letters, digits and at most eight invisible characters before each. */
function wordEnd(text: string, from: number): number {
  let end = from
  for (let at = from; at < text.length && at - end <= MOST_UNSEEN; at++) {
    const unit = text.charCodeAt(at)
    if (isInWord(unit)) end = at + 1
    else if (!isUnseen(unit)) break
  }
  return end
}

/** Invisible characters inside the word make it longer than its code. */
const LONGEST = 60
const MOST_UNSEEN = 8

function isInWord(unit: number): boolean {
  return isDigit(unit) || (besideTable()[unit]! & UNSEEN_LETTER) === BESIDE.letter
}

function isUnseen(unit: number): boolean {
  return (besideTable()[unit]! & UNSEEN_LETTER) === UNSEEN_LETTER
}

const UNSEEN_LETTER = BESIDE.letter | BESIDE.unseen
