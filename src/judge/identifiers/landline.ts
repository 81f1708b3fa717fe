import { digitStrings, toMatch } from './digit-strings.js'
import { dismissed, unlikely, type Evidence, type IdentifierMatch } from './evidence.js'
import type { IdentifierIndex } from './identifier-index.js'

/** Finds fixed-line numbers, with or without area code. */
export function* landlines(index: IdentifierIndex): Generator<IdentifierMatch> {
  for (const string of digitStrings(index, { lengths: [7, 8, 10, 11, 12] })) {
    yield toMatch(string, checkLandline(string.digits, string.shape))
  }
}

/**
 * Checks a fixed-line number: an area code (0 and two or three digits) with seven or eight digits, or those alone.
 * Its digits do not distinguish a home from an office, so only a word of the rule can confirm it.
 * Source: 电信网编号计划.
 */
function checkLandline(digits: string, shape: readonly number[]): Evidence {
  const complete = /^0(?:10|2[0-9]|[3-9][0-9]{2})[2-8][0-9]{6,7}$/.test(digits)
  const local = /^[2-8][0-9]{6,7}$/.test(digits) && shape.length <= 2
  if (/^[48]00/.test(digits) || !(complete || local)) return dismissed('form-unknown')
  return unlikely(complete ? 'form-known' : 'form-unknown')
}
