import { fold } from '../../normalise/index.js'
import { evidence, oddly, type Evidence } from './evidence.js'
import type { Found } from './found.js'
import type { Leads } from './leads.js'

/**
 * Judges an address to door number: a road, village or estate in it and a door at its end. Offices have such
 * addresses too; a person's is told by the words of the rule, or by 住 right before it (男，住云泽县…).
 * @param door what closes it: 室, 号, 户
 */
export function checkAddress(address: string, door: string): Evidence {
  if (!/[路街巷弄里道村组镇苑园寓坊庄湾屯胡同区幢栋楼座]/.test(address)) return { ...evidence('refuted', 'prefix-unknown'), odd: true }
  if (door === '号' && !/[路街巷弄里道村组庄湾屯坊同]/.test(address)) return { ...evidence('refuted', 'prefix-unknown'), odd: true }
  return /^(?:现|家|暂|居)?住(?![所宅房院建持宿])/.test(address) ? evidence('confirmed', 'prefix-known') : oddly('prefix-known')
}

/** Addresses that end at a door: the text before it on its line, back to the last sign. */
export function* addresses({ text, groups, doors }: Leads): Generator<Found> {
  for (const group of doors) {
    const [from, end] = [groups[2 * group]!, groups[2 * group + 1]!]
    if (end - from > 5 || !DOORS.includes(text.charAt(end))) continue
    const door = DOOR.exec(text.slice(end, end + 4))
    if (!door) continue
    const start = pieceStart(text, from)
    const whole = fold(text.slice(start, from), { spaces: 'drop' }).text
    const judged = checkAddress(whole, door[1]!)
    if (judged.state === 'refuted') continue
    yield { start, end: end + door[0].length, canonical: whole + fold(text.slice(from, end)).text, ...judged }
  }
}

const REACH = 48
/** Looked at first: few figures have a door after them. */
const DOORS = '室户号號 '
/** 号 with nothing after it that makes it a house or a line of its own. */
const DOOR = /^\s?(室|户|[号號](?![楼樓线線院文码碼令公一二三四五六七八九十0-9]|\s?[楼幢栋]))/

/** Back to the last sign, at most so far as an address reaches. */
function pieceStart(text: string, from: number): number {
  let start = from
  while (start > 0 && from - start < REACH && !SIGNS.includes(text.charAt(start - 1))) start--
  return start
}

const SIGNS = '，,。；;：:、（）()"“”\n\t\f'
