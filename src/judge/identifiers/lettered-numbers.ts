import { fold } from '../../normalise/index.js'
import type { Span } from '../../model/index.js'
import type { Leads } from './leads.js'

/** A group of digits with the letters that stand right before it: E12345678. */
export interface LetteredNumber extends Span {
  /** ASCII capitals; empty where there are none. */
  readonly letters: string
  readonly digits: string
}

export interface LetteredWants {
  /** At least six. */
  readonly fewest: number
  readonly most: number
  readonly mostLetters: number
}

/**
 * Groups of so many digits, alone or after so many letters, that no other letter or digit goes on from. One space
 * may stand between letters and digits. Cost: linear in `leads.words`, or in `leads.longWords`
 * where twelve digits are the fewest that are wanted.
 */
export function* letteredNumbers(
  { text, groups, words, longWords }: Leads, wants: LetteredWants,
): Generator<LetteredNumber> {
  for (const group of wants.fewest >= LONG ? longWords : words) {
    const [from, end] = [groups[2 * group]!, groups[2 * group + 1]!]
    if (end - from < wants.fewest || end - from > wants.most * LONGER) continue
    if (GOES_ON.test(text.slice(end, end + 2))) continue
    const digits = fold(text.slice(from, end)).text
    if (digits.length < wants.fewest || digits.length > wants.most) continue
    const before = fold(text.slice(Math.max(0, from - MOST_BEFORE), from)).text
    const letters = /(?:^|[^a-z0-9.*])([a-z]{0,4}) ?$/.exec(before)?.[1]
    if (letters === undefined || letters.length > wants.mostLetters) continue
    const gap = letters === '' ? 0 : Number(before.endsWith(' '))
    yield { start: from - letters.length - gap, end, letters: letters.toUpperCase(), digits }
  }
}

const LONG = 12
/** Invisible characters make a group longer than its digits. */
const LONGER = 3
const MOST_BEFORE = 6
const GOES_ON = /^(?:[A-Za-z*＊%％]|[.．-][0-9])/
