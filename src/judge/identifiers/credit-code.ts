import type { Span } from '../../model/index.js'
import { foldedValue } from '../context/window.js'
import { CLASS, characterClasses } from './character-classes.js'
import { isDigit } from './digit-groups.js'
import { evidence, type Evidence, type IdentifierMatch } from './evidence.js'
import type { IdentifierIndex } from './identifier-index.js'
import { checkResidentId } from './resident-id.js'

/** Finds unified social credit codes (统一社会信用代码). */
export function* creditCodes(index: IdentifierIndex): Generator<IdentifierMatch> {
  for (const span of codeWords(index)) {
    const code = foldedValue(index.text, span).toUpperCase()
    if (code.length === LENGTH) yield { ...span, canonical: code, ...checkCreditCode(code) }
  }
}

const LENGTH = 18
/** Digits of the region in a code. */
const REGION_LENGTH = 6

/**
 * All words of letters and digits that can be a code. Each code has six digits in a row, its region, so the search
 * starts from those. Cost: linear in the groups of digits.
 */
function* codeWords({ text, groups, codes }: IdentifierIndex): Generator<Span> {
  let last = 0
  for (const group of codes) {
    if (groups[2 * group]! < last) continue
    const start = wordEdge(text, groups[2 * group]! - 1, -1)
    const end = start === undefined ? undefined : wordEdge(text, groups[2 * group + 1]!, 1)
    if (start === undefined || end === undefined) continue
    last = end
    yield { start, end }
  }
}

/**
 * The start or end of the word around a group of digits: over letters, digits and up to eight invisible characters in
 * a row. `undefined` when the word is too long for a code.
 */
function wordEdge(text: string, from: number, step: 1 | -1): number | undefined {
  const classes = characterClasses()
  let edge = step === 1 ? from : from + 1
  let visible = 0
  let invisible = 0
  for (let at = from; at >= 0 && at < text.length && invisible <= MAX_INVISIBLE; at += step) {
    const unit = text.charCodeAt(at)
    const bits = classes[unit]! & (CLASS.letter | CLASS.invisible)
    if (bits === (CLASS.letter | CLASS.invisible)) { invisible++; continue }
    if (bits !== CLASS.letter && !isDigit(unit)) break
    if (++visible > LENGTH - REGION_LENGTH) return undefined
    invisible = 0
    edge = step === 1 ? at + 1 : at
  }
  return edge
}

const MAX_INVISIBLE = 8

/**
 * Checks a unified social credit code by GB 32100: eighteen characters, registrar, region, MOD 31 check character.
 * Some codes from the first months fail the check, so a failure leaves it undecided.
 */
function checkCreditCode(code: string): Evidence {
  if (!FORM.test(code)) return evidence('refuted', 'form-unknown')
  const isResidentId = /^[0-9]{17}[0-9X]$/.test(code) && checkResidentId(code).state === 'confirmed'
  if (isResidentId) return evidence('refuted', 'other-number')
  if (creditCheckCharacter(code) !== code[LENGTH - 1]) return evidence('undecided', 'checksum-invalid')
  return evidence('confirmed', 'checksum-valid')
}

const FORM = /^[159AN-Y][0-9A-HJ-NPQRTUWXY][0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$/

/** The eighteenth character for the first seventeen. */
export function creditCheckCharacter(code: string): string {
  let sum = 0
  for (let at = 0, weight = 1; at < LENGTH - 1; at++, weight = (weight * 3) % 31) {
    sum += ALPHABET.indexOf(code.charAt(at)) * weight
  }
  return ALPHABET.charAt((31 - (sum % 31)) % 31)
}

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
