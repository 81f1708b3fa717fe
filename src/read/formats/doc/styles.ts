import { characterLook } from './looks.js'

/** The look that a style of a number gives its characters; 0 for one that is not there. */
export type Styles = (style: number) => number

/**
 * Reads the style sheet ([MS-DOC] 2.9.271 STSH) as far as it hides or colours characters, styles that build on others
 * included. A chain of styles longer than 12 (Word's bound is 11) ends there.
 */
export function readStyles(sheet: Buffer): Styles {
  if (sheet.length < 6) return () => 0
  const entries = entriesOf(sheet)
  const known = new Map<number, number>()
  const lookOf = (style: number, depth: number): number => {
    const found = known.get(style)
    const entry = entries[style]
    if (found !== undefined) return found
    if (!entry || depth > 12) return 0
    const look = characterLook(entry.changes, entry.base === style ? 0 : lookOf(entry.base, depth + 1), () => 0)
    known.set(style, look)
    return look
  }
  return (style) => lookOf(style, 0)
}

interface Style {
  readonly base: number
  readonly changes: Buffer
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
 * After the fixed head comes the name, then lists of changes: a paragraph style's second, a character style's first, is
 * of characters.
 */
function styleOf(style: Buffer, baseSize: number): Style | undefined {
  if (style.length < baseSize + 2 || baseSize < 6) return undefined
  const kind = style.readUInt16LE(2) & 0xf
  const base = style.readUInt16LE(2) >> 4
  let at = baseSize + 2 + 2 * style.readUInt16LE(baseSize) + 2
  for (let list = 1; at + 2 <= style.length; list++) {
    const length = style.readUInt16LE(at)
    const isOfCharacters = (kind === 1 && list === 2) || (kind === 2 && list === 1)
    if (isOfCharacters) return { base, changes: style.subarray(at + 2, at + 2 + length) }
    at += 2 + length + (length & 1)
  }
  return { base, changes: Buffer.alloc(0) }
}
