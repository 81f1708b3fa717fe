import { PROVINCES } from './character-classes.js'
import { fold } from '../../normalise/index.js'
import { evidence, unlikely, type Evidence, type IdentifierMatch } from './evidence.js'
import type { IdentifierIndex } from './identifier-index.js'

/** Finds number plates. Each has digits, from which the search starts. */
export function* plates({ text, groups, plates: groupsOnPlates }: IdentifierIndex): Generator<IdentifierMatch> {
  let last = 0
  for (const group of groupsOnPlates) {
    const from = groups[2 * group]!
    if (from < last || groups[2 * group + 1]! - from > 6) continue
    const near = Math.max(last, from - REACH)
    const match = PLATE.exec(text.slice(near, from + REACH))
    if (!match || near + match.index > from) continue
    const canonical = fold(match[0], { spaces: 'drop' }).text.toUpperCase().replace(/[·.•-]/g, '')
    const result = checkPlate(canonical)
    const start = near + match.index
    last = start + match[0].length
    if (result.state !== 'refuted') yield { start, end: last, canonical, ...result }
  }
}

/** The province, a letter, up to two letters before the first digit, and one or two separators. */
const REACH = 10
const CHARACTER = '[A-Z0-9\\uff10-\\uff19\\uff21-\\uff3a]'
const OFFICE = '[\\u4e00-\\u9fff]\\s?(?:[A-Z\\uff21-\\uff3a]\\s?|(?<=WJ\\s?[\\u4e00-\\u9fff]\\s?))[·.•・-]?\\s?'
const PLATE = new RegExp(`(?:WJ\\s?)?${OFFICE}`
  + `${CHARACTER}{4,6}[学挂港澳警领使]?(?![A-Za-z0-9.\\uff10-\\uff19-])`)

/**
 * Checks a number plate by GA 36: the province, a letter of the issuing office, and five letters and digits (six for
 * new energy vehicles) without I and O. At most two are letters; with six they are at the ends. 学, 挂, 港, 澳, 警, 领 or
 * 使 may close it. Plates of the armed police begin with WJ and the province, those of the army with a character of
 * their own.
 */
function checkPlate(plate: string): Evidence {
  if (ARMED_POLICE.test(plate)) return evidence('confirmed', 'form-known')
  if (MILITARY.test(plate)) return unlikely('form-known')
  const letters = plate.slice(2).match(/[A-Z]/g)?.length ?? 0
  if (!VALID.test(plate) || letters > 2) return evidence('refuted', 'form-unknown')
  return evidence('confirmed', 'form-known')
}

/** 军, the services and the former military regions: buildings are named like that too, so a keyword must be near. */
const MILITARY = /^[军空海北沈兰济南广成][A-Z][0-9]{5}$/
const SERIALS = [
  '[A-HJ-NP-Z0-9]{5}',
  '[A-HJK][A-HJ-NP-Z0-9][0-9]{4}',
  '[0-9]{5}[A-HJK]',
  '[A-HJ-NP-Z0-9]{4}[学挂港澳警领使]',
]
const ARMED_POLICE = new RegExp(`^WJ[${PROVINCES}][0-9]{4}[0-9A-HJ-NP-Z]$`)
const VALID = new RegExp(`^[${PROVINCES}][A-HJ-Z](?:${SERIALS.join('|')})$`)
