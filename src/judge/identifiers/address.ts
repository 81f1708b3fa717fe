import { fold } from '../../normalise/index.js'
import { dismissed, evidence, unlikely, type Evidence, type IdentifierMatch, type Nothing } from './evidence.js'
import type { IdentifierIndex } from './identifier-index.js'

/** Finds addresses that end in a door number: from the last punctuation mark on the line to the door. */
export function* addresses({ text, groups, doors }: IdentifierIndex): Generator<IdentifierMatch | Nothing> {
  for (const group of doors) {
    yield undefined
    const [from, end] = [groups[2 * group]!, groups[2 * group + 1]!]
    if (end - from > MAX_DOOR_DIGITS || !DOOR_STARTS.includes(text.charAt(end))) continue
    const door = DOOR.exec(text.slice(end, end + 4))
    if (!door) continue
    const start = addressStart(text, from)
    const address = fold(text.slice(start, from), { spaces: 'drop' }).text
    const result = checkAddress(address, door[1]!)
    if (result.state === 'refuted') continue
    yield { start, end: end + door[0].length, canonical: address + fold(text.slice(from, end)).text, ...result }
  }
}

const MAX_DOOR_DIGITS = 5
/** Checked first, because few figures are followed by a door. */
const DOOR_STARTS = '室户号號 '
/** 号 only where nothing after it makes it something else, a building or a line. */
const DOOR = /^\s?(室|户|[号號](?![楼樓线線院文码碼令公一二三四五六七八九十0-9]|\s?[楼幢栋]))/

/** Goes back to the last punctuation mark, at most as far as addresses are long. */
function addressStart(text: string, from: number): number {
  let start = from
  while (start > 0 && from - start < MAX_LENGTH && !PUNCTUATION.includes(text.charAt(start - 1))) start--
  return start
}

const MAX_LENGTH = 48
const PUNCTUATION = '，,。；;：:、（）()"“”\n\t\f'

/**
 * Checks an address: it needs a road, a village or an estate, and a door. Offices have such addresses too. An address
 * is a person's if a word of the rule is near it or if it starts with 住 (男，住云泽县…).
 * @param address without the door, folded
 * @param door 室, 号 or 户
 */
function checkAddress(address: string, door: string): Evidence {
  if (!/[路街巷弄里道村组镇苑园寓坊庄湾屯胡同区幢栋楼座]/.test(address)) return dismissed('form-unknown')
  if (door === '号' && !/[路街巷弄里道村组庄湾屯坊同]/.test(address)) return dismissed('form-unknown')
  const isHome = /^(?:现|家|暂|居)?住(?![所宅房院建持宿])/.test(address)
  return isHome ? evidence('confirmed', 'address-complete') : unlikely('address-complete')
}
