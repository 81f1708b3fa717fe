import { DROPPED, foldTable } from '../../normalise/index.js'
import { evidence, type Evidence } from './evidence.js'
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
  const { units } = foldTable()
  let last = 0
  for (const group of codes) {
    if (groups[2 * group]! < last) continue
    const start = wordStart(text, groups[2 * group]!)
    WORD.lastIndex = start
    const word = WORD.exec(text)?.[0] ?? ''
    last = start + word.length
    if (word.length < LENGTH || word.length > LONGEST) continue
    let code = ''
    for (let at = 0; at < word.length; at++) {
      const unit = units[word.charCodeAt(at)]!
      if (unit !== DROPPED) code += String.fromCharCode(unit)
    }
    if (code.length === LENGTH) yield { start, end: last, code: code.toUpperCase() }
  }
}

/** Back over letters, digits and invisible characters; farther back than a code is long no word of its length starts. */
function wordStart(text: string, from: number): number {
  let start = from
  for (let at = from - 1; at >= 0 && from - at <= LONGEST; at--) {
    if (LETTER.test(text.charAt(at))) start = at
    else if (!INVISIBLE.includes(text.charAt(at))) break
  }
  return start
}

/** Invisible characters inside the word make it longer than its code. */
const LONGEST = 60
const LETTER = /[0-9A-Za-z\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/
const INVISIBLE = '\u00ad\u200b\u200c\u200d\u2060\ufeff'
const WORD = /[0-9A-Za-z\uff10-\uff19\uff21-\uff3a\uff41-\uff5a](?:[\u00ad\u200b-\u200d\u2060\ufeff]{0,8}[0-9A-Za-z\uff10-\uff19\uff21-\uff3a\uff41-\uff5a])*/y
