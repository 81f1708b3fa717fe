import { characterLook, PLAIN_LOOK, type CharacterLook, type LookTable } from './character-look.js'
import { alignmentIn } from './looks.js'

/** The look that a style gives its characters, by its number; the plain look for a style that does not exist. */
export type Styles = (style: number) => CharacterLook

/**
 * Reads the style sheet ([MS-DOC] 2.9.271 STSH): how each style sets and hides characters, and the alignment of its
 * paragraphs, both also from the styles that it is based on. Chains end after 12 styles; Word allows 11.
 */
export function readStyles(sheet: Buffer, looks: LookTable): Styles {
  if (sheet.length < 6) return () => PLAIN_LOOK
  const entries = entriesOf(sheet)
  const known = new Map<number, CharacterLook>()
  const lookOf = (style: number, depth: number): CharacterLook => {
    const found = known.get(style)
    const entry = entries[style]
    if (found !== undefined) return found
    if (!entry || depth > 12) return PLAIN_LOOK
    const base = entry.base === style ? PLAIN_LOOK : lookOf(entry.base, depth + 1)
    const own = characterLook(entry.changes, base, () => PLAIN_LOOK)
    const look = looks.intern({ ...own, alignment: alignmentIn(entry.paragraphChanges) ?? base.alignment })
    known.set(style, look)
    return look
  }
  return (style) => lookOf(style, 0)
}

interface Style {
  readonly base: number
  /** Of characters. */
  readonly changes: Buffer
  readonly paragraphChanges: Buffer
}

function entriesOf(sheet: Buffer): (Style | undefined)[] {
  const head = sheet.readUInt16LE(0)
  const count = sheet.readUInt16LE(2)
  const baseSize = sheet.readUInt16LE(4)
  const entries: (Style | undefined)[] = []
  for (let at = 2 + head; entries.length < count && at + 2 <= sheet.length;) {
    const size = sheet.readUInt16LE(at)
    entries.push(styleOf(sheet.subarray(at + 2, at + 2 + size), baseSize))
    at += 2 + size + (size & 1)
  }
  return entries
}

/**
 * After the fixed head and the name come lists of changes, each with its length in two bytes: of a paragraph style
 * first those of paragraphs, after the number of the style, then those of characters; of a character style its own.
 */
function styleOf(style: Buffer, baseSize: number): Style | undefined {
  if (style.length < baseSize + 2 || baseSize < 6) return undefined
  const kind = style.readUInt16LE(2) & 0xf
  const base = style.readUInt16LE(2) >> 4
  const [first = NOTHING, second = NOTHING] = listsOf(style, baseSize + 2 + 2 * style.readUInt16LE(baseSize) + 2)
  if (kind === 1) return { base, changes: second, paragraphChanges: first.subarray(2) }
  return { base, changes: kind === 2 ? first : NOTHING, paragraphChanges: NOTHING }
}

const NOTHING = Buffer.alloc(0)

/** The first two lists of changes of a style; each begins at an even offset. */
function listsOf(style: Buffer, start: number): Buffer[] {
  const lists: Buffer[] = []
  for (let at = start; at + 2 <= style.length && lists.length < 2;) {
    const length = style.readUInt16LE(at)
    lists.push(style.subarray(at + 2, at + 2 + length))
    at += 2 + length + (length & 1)
  }
  return lists
}
