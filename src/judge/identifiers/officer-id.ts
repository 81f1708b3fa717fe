import { fold } from '../../normalise/index.js'
import { evidence, oddly, type Evidence } from './evidence.js'
import type { Found } from './found.js'
import type { Leads } from './leads.js'

/**
 * Judges the number of a serviceman's card: 军字第 … 号 and the like with six to eight digits. 军, 武, 士 and 兵 say by
 * themselves whose it is; other words (文字第, 政字第) stand on many papers.
 */
export function checkOfficerId(word: string, digits: string): Evidence {
  if (digits.length < 6 || digits.length > 8) return evidence('refuted', 'prefix-unknown')
  return /[军武士兵]$/.test(word) ? evidence('confirmed', 'prefix-known') : oddly('prefix-unknown')
}

/** Numbers of servicemen's cards. */
export function* officerIds({ text, groups, doors }: Leads): Generator<Found> {
  for (const group of doors) {
    const [from, end] = [groups[2 * group]!, groups[2 * group + 1]!]
    if (end - from < 6 || end - from > 24) continue
    const after = /^\s?[号號]/.exec(text.slice(end, end + 2))?.[0]
    const before = /([\p{Script=Han}])\s?字\s?第?\s?$/u.exec(text.slice(Math.max(0, from - 8), from))
    if (after === undefined || !before) continue
    const [word, digits] = [fold(before[1]!).text, fold(text.slice(from, end)).text]
    const judged = checkOfficerId(word, digits)
    if (judged.state === 'refuted') continue
    yield { start: from - before[0].length, end: end + after.length, canonical: word + digits, ...judged }
  }
}
