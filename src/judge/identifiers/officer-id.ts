import { fold } from '../../normalise/index.js'
import { evidence, unlikely, type Evidence, type IdentifierMatch, type Nothing } from './evidence.js'
import type { IdentifierIndex } from './identifier-index.js'

/** Finds numbers of military identity cards: 军字第 … 号 and the like. */
export function* officerIds({ text, groups, doors }: IdentifierIndex): Generator<IdentifierMatch | Nothing> {
  for (const group of doors) {
    yield undefined
    const [from, end] = [groups[2 * group]!, groups[2 * group + 1]!]
    if (end - from < 6 || end - from > 24) continue
    const after = /^\s?[号號]/.exec(text.slice(end, end + 2))?.[0]
    const before = /([\p{Script=Han}])\s?字\s?第?\s?$/u.exec(text.slice(Math.max(0, from - 8), from))
    if (after === undefined || !before) continue
    const [word, digits] = [fold(before[1]!).text, fold(text.slice(from, end)).text]
    const result = checkOfficerId(word, digits)
    if (result.state === 'refuted') continue
    yield { start: from - before[0].length, end: end + after.length, canonical: word + digits, ...result }
  }
}

/**
 * Checks the number of a military identity card: six to eight digits. 军, 武, 士 and 兵 before 字第 confirm it; other
 * words (文字第, 政字第) occur in many documents.
 */
function checkOfficerId(word: string, digits: string): Evidence {
  if (digits.length < 6 || digits.length > 8) return evidence('refuted', 'form-unknown')
  return /[军武士兵]$/.test(word) ? evidence('confirmed', 'form-known') : unlikely('form-unknown')
}
