import type { Span } from '../../model/index.js'
import { fold } from '../../normalise/index.js'
import type { Evidence, IdentifierMatch, Nothing } from './evidence.js'
import type { IdentifierIndex } from './identifier-index.js'

/** A group of digits with the letters directly before it: E12345678. */
export interface LetteredNumber extends Span {
  /** ASCII capitals; may be empty. */
  readonly letters: string
  readonly digits: string
}

/** The lettered numbers to find. */
export interface LetteredNumberQuery {
  /** At least six. */
  readonly minDigits: number
  readonly maxDigits: number
  readonly maxLetters: number
}

/**
 * Groups of digits, alone or after letters, that no other letter or digit continues. One space may stand between
 * letters and digits.
 * Cost: linear in the groups of six digits and more, or of twelve and more if that is the minimum.
 */
function* letteredNumbers(
  { text, groups, sixDigits, twelveDigits }: IdentifierIndex, query: LetteredNumberQuery,
): Generator<LetteredNumber | Nothing> {
  for (const group of query.minDigits >= 12 ? twelveDigits : sixDigits) {
    const [from, end] = [groups[2 * group]!, groups[2 * group + 1]!]
    if (end - from < query.minDigits || end - from > query.maxDigits * MAX_UNITS_PER_DIGIT) continue
    if (CONTINUES.test(text.slice(end, end + 2))) continue
    yield undefined
    const digits = fold(text.slice(from, end)).text
    if (digits.length < query.minDigits || digits.length > query.maxDigits) continue
    const before = fold(text.slice(Math.max(0, from - REACH), from)).text
    const letters = /(?:^|[^a-z0-9.*])([a-z]{0,4}) ?$/.exec(before)?.[1]
    if (letters === undefined || letters.length > query.maxLetters) continue
    const gap = letters === '' ? 0 : Number(before.endsWith(' '))
    yield { start: from - letters.length - gap, end, letters: letters.toUpperCase(), digits }
  }
}

/** The lettered numbers that a check does not refute, with their evidence. */
export function* checkedNumbers(
  index: IdentifierIndex, query: LetteredNumberQuery, check: (letters: string, digits: string) => Evidence,
): Generator<IdentifierMatch | Nothing> {
  for (const number of letteredNumbers(index, query)) {
    if (number === undefined) {
      yield undefined
      continue
    }
    const { start, end, letters, digits } = number
    const result = check(letters, digits)
    if (result.state !== 'refuted') yield { start, end, canonical: letters + digits, ...result }
  }
}

/** Invisible characters make a group longer than its digits. */
const MAX_UNITS_PER_DIGIT = 3
/** Units read before a group. */
const REACH = 6
const CONTINUES = /^(?:[A-Za-z*＊%％]|[.．-][0-9])/
