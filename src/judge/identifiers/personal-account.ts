import type { DigitString } from './digit-strings.js'
import { unlikely, type Evidence } from './evidence.js'
import { checkResidentId } from './resident-id.js'

/** Directly before an account. */
const LABEL = /(?:[账帐][户号]|卡号|存折|一卡通)[号码]*\s*(?:[:：为是]\s*)?$/
/** The holder with a name of a person: two to four characters, not followed by more. */
const HOLDER = new RegExp('(?:户名|姓名|户主|[收领]款人|持卡人|开户人|[账帐]户名称?)\\s*(?:[:：为是]\\s*)?'
  + '[\\u4e00-\\u9fff][\\u4e00-\\u9fff某*×]{1,3}(?![\\u4e00-\\u9fff])')
const REACH = 96

/**
 * An account that is no card, of fourteen to twenty digits: it has no check digit, so its label stands directly before
 * it, and a holder with a name of a person before that. Accounts of units are to be published in calls for tender.
 * Undefined for any other number.
 */
export function checkPersonalAccount(text: string, { start, digits }: DigitString): Evidence | undefined {
  const before = text.slice(Math.max(0, start - REACH), start)
  if (!LABEL.test(before) || !HOLDER.test(before)) return undefined
  if (digits.length === 18 && checkResidentId(digits).state !== 'refuted') return undefined
  return unlikely('form-unknown')
}
