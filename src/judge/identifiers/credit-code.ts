import { foldedValue } from '../context/window.js'
import { BESIDE, besideTable } from './adjacent-characters.js'
import { evidence, type Evidence } from './evidence.js'
import { isDigit } from './digit-groups.js'
import type { Leads } from './leads.js'
import { checkResidentId } from './resident-id.js'

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const LENGTH = 18
const FORM = /^[159AN-Y][0-9A-HJ-NPQRTUWXY][0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$/

/**
 * Judges a unified social credit code (统一社会信用代码) by GB 32100: eighteen characters, registrar, region, MOD 31 check
 * character. Codes from the first months may fail the check: such a one is left open.
 */
export function checkCreditCode(code: string): Evidence {
  if (!FORM.test(code)) return evidence('refuted', 'prefix-unknown')
  const isResidentId = /^[0-9]{17}[0-9X]$/.test(code) && checkResidentId(code).state === 'confirmed'
  if (isResidentId) return evidence('refuted', 'other-number')
  if (creditCheckCharacter(code) !== code[LENGTH - 1]) return evidence('silent', 'checksum-invalid')
  return evidence('confirmed', 'checksum-valid')
}

/** The eighteenth character for the first seventeen. */
export function creditCheckCharacter(code: string): string {
  let sum = 0
  for (let at = 0, weight = 1; at < LENGTH - 1; at++, weight = (weight * 3) % 31) {
    sum += ALPHABET.indexOf(code.charAt(at)) * weight
  }
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
    const start = wordEdge(text, groups[2 * group]! - 1, -1)
    const end = start === undefined ? undefined : wordEdge(text, groups[2 * group + 1]!, 1)
    if (start === undefined || end === undefined) continue
    last = end
    const code = foldedValue(text, { start, end })
    if (code.length === LENGTH) yield { start, end, code: code.toUpperCase() }
  }
}

const REGION = 6
const MOST_UNSEEN = 8

/**
 * Where the word around a group of digits starts or ends: over letters, digits and at most eight invisible characters
 * before each. Nothing where it goes on for longer than beside the region of a code.
 */
function wordEdge(text: string, from: number, step: 1 | -1): number | undefined {
  const table = besideTable()
  let edge = step === 1 ? from : from + 1
  let seen = 0
  let unseen = 0
  for (let at = from; at >= 0 && at < text.length && unseen <= MOST_UNSEEN; at += step) {
    const unit = text.charCodeAt(at)
    const letter = table[unit]! & (BESIDE.letter | BESIDE.unseen)
    if (letter === (BESIDE.letter | BESIDE.unseen)) { unseen++; continue }
    if (letter !== BESIDE.letter && !isDigit(unit)) break
    if (++seen > LENGTH - REGION) return undefined
    unseen = 0
    edge = step === 1 ? at + 1 : at
  }
  return edge
}
