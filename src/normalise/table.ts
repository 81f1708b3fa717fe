import { BORDERS } from './characters.js'
import { PACKED_FOLDINGS } from './packed-foldings.js'

/**
 * What each UTF-16 code unit folds to: one unit to one unit, or to nothing. Folding twice changes nothing.
 * A high surrogate that is `DROPPED` takes the low surrogate after it along (plane 14: tags and the variation
 * selectors of ideographs); every other surrogate stands for itself.
 */
export interface FoldTable {
  /**
   * 65,536 entries: the folded unit, or `DROPPED`. White space is 0x20; line, cell and page borders stay themselves.
   */
  readonly units: Uint16Array
  /**
   * 65,536 entries: 1 white space inside a line, 2 a border (LF, CR, TAB, FF, VT, NEL, U+2028, U+2029), 0 anything
   * else.
   */
  readonly spaces: Uint8Array
}

let cached: FoldTable | undefined

/**
 * The full folding of single characters: width, case, traditional → simplified and variants, compatibility forms,
 * Kangxi and CJK radicals; what cannot be seen is dropped. Unpacked once (about a millisecond), then shared.
 *
 * A character that unfolds to several (㎏, ⑽, ﬁ) stands for itself here; `fold` spells it out. ★ ☆ * · are kept apart.
 */
export function foldTable(): FoldTable {
  cached ??= unpack(PACKED_FOLDINGS)
  return cached
}

function unpack(packed: string): FoldTable {
  const units = new Uint16Array(0x10000)
  for (let unit = 0; unit < units.length; unit++) units[unit] = unit
  const bytes = Buffer.from(packed, 'base64')
  for (let at = 0; at < bytes.length; at += 4) units[bytes.readUInt16LE(at)] = bytes.readUInt16LE(at + 2)
  return { units, spaces: spacesOf(units) }
}

function spacesOf(units: Uint16Array): Uint8Array {
  const spaces = new Uint8Array(0x10000)
  for (let unit = 0; unit < spaces.length; unit++) if (units[unit] === 0x20) spaces[unit] = 1
  for (const border of BORDERS) spaces[border.charCodeAt(0)] = 2
  return spaces
}
