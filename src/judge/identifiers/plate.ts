import { fold } from '../../normalise/index.js'
import { evidence, type Evidence } from './evidence.js'
import type { Found } from './found.js'
import type { Leads } from './leads.js'

/**
 * Judges a number plate by GA 36: the province's character, a letter of the issuing office, five or (new energy)
 * six letters and digits without I and O, at most two (of six: at the ends) letters; it may close with 学, 挂, 港, 澳, 警.
 */
export function checkPlate(plate: string): Evidence {
  const sound = SOUND.test(plate)
  const letters = plate.slice(2).match(/[A-Z]/g)?.length ?? 0
  if (!sound || letters > 2) return evidence('refuted', 'prefix-unknown')
  return evidence('confirmed', 'prefix-known')
}

const PROVINCES = '京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵云藏陕甘青宁新'
const SERIALS = [
  '[A-HJ-NP-Z0-9]{5}',
  '[A-HJK][A-HJ-NP-Z0-9][0-9]{4}',
  '[0-9]{5}[A-HJK]',
  '[A-HJ-NP-Z0-9]{4}[学挂港澳警]',
]
const SOUND = new RegExp(`^[${PROVINCES}][A-HJ-Z](?:${SERIALS.join('|')})$`)

/** Number plates. Each has digits: the search starts from them. */
export function* plates({ text, groups, plates: leads }: Leads): Generator<Found> {
  let last = 0
  for (const group of leads) {
    const from = groups[2 * group]!
    if (from < last || groups[2 * group + 1]! - from > 6) continue
    const near = Math.max(last, from - REACH)
    const match = PLATE.exec(text.slice(near, from + REACH))
    if (!match || near + match.index > from) continue
    const canonical = fold(match[0], { spaces: 'drop' }).text.toUpperCase().replace(/[·.•-]/g, '')
    const judged = checkPlate(canonical)
    const start = near + match.index
    last = start + match[0].length
    if (judged.state === 'confirmed') yield { start, end: last, canonical, ...judged }
  }
}

/** Province, letter, up to two letters before the first digit, and a separator or two. */
const REACH = 10
const SIGN = '[A-Z0-9\\uff10-\\uff19\\uff21-\\uff3a]'
const PLATE = new RegExp('[\\u4e00-\\u9fff]\\s?[A-Z\\uff21-\\uff3a]\\s?[·.•・-]?\\s?'
  + `${SIGN}{4,6}[学挂港澳警]?(?![A-Za-z0-9.\\uff10-\\uff19-])`)
