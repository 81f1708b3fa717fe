import { BORDERS } from './characters.js'
import { PACKED_FOLDINGS } from './packed-foldings.js'

/**
 * What each UTF-16 code unit folds to: one unit, or nothing. Folding twice changes nothing. The low surrogate after a
 * `DROPPED` high surrogate is dropped too (plane 14: tags and ideographic variation selectors); all other surrogates
 * fold to themselves.
 */
export interface FoldTable {
  /** 65,536 entries: the folded unit, or `DROPPED`. White space folds to 0x20; borders fold to themselves. */
  readonly units: Uint16Array
  /** 65,536 entries: 1 for white space inside a line, 2 for a border (LF, CR, TAB, FF, VT, NEL, U+2028/9), else 0. */
  readonly spaces: Uint8Array
}

let cached: FoldTable | undefined

/**
 * The table that folds characters which readers take for the same: width, case, traditional → simplified and variants,
 * compatibility forms, Kangxi and CJK radicals. Invisible characters are dropped. ★ ☆ * · stay different. Characters
 * that expand to several (㎏, ⑽, ﬁ) are left alone; `fold` expands them. Unpacked once, in about a millisecond, and
 * shared.
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
