import { holdsFile } from '../../../sniff/within.js'
import type { FontFile } from './font-file.js'

/**
 * Parses a Type 1 font in segments (`.pfb`; Adobe Technical Note 5040): clear text, then encrypted outlines. The clear
 * text begins with the font's name and is read.
 */
export function parsePfb(bytes: Buffer): FontFile | undefined {
  const texts: Buffer[] = []
  for (let at = 0; at + 2 <= bytes.length;) {
    const type = bytes[at + 1]!
    if (bytes[at] !== 0x80 || type < 1 || type > 3) return undefined
    if (type === 3) return texts.length > 0 && at + 2 === bytes.length ? { texts, unknown: false } : undefined
    if (at + 6 > bytes.length) return undefined
    const segment = bytes.subarray(at + 6, at + 6 + bytes.readUInt32LE(at + 2))
    if (texts.length === 0 && !segment.toString('latin1', 0, 2).startsWith('%!')) return undefined
    if (type === 1) texts.push(segment)
    else if (holdsFile(segment)) return undefined
    at += 6 + bytes.readUInt32LE(at + 2)
  }
  return undefined
}

/**
 * Parses a bare Compact Font Format file (Adobe Technical Note 5176): its four leading indexes must be whole, one font
 * with a name, and no file of another kind may stand in the rest.
 */
export function parseCff(bytes: Buffer): FontFile | undefined {
  if (bytes.length < 16 || bytes[0] !== 1 || bytes[2]! < 4 || bytes[3]! < 1 || bytes[3]! > 4) return undefined
  const names = readIndex(bytes, bytes[2]!)
  const dictionaries = names && readIndex(bytes, names.end)
  const strings = dictionaries && readIndex(bytes, dictionaries.end)
  const routines = strings && readIndex(bytes, strings.end)
  if (!routines || names.count !== 1 || dictionaries.count !== 1 || holdsFile(bytes)) return undefined
  return { texts: [bytes.subarray(0, dictionaries.end), bytes.subarray(dictionaries.end, strings.end)], unknown: false }
}

/** An INDEX (clause 5): a count, the size of offsets, offsets that never fall, data. */
function readIndex(bytes: Buffer, start: number): { readonly count: number; readonly end: number } | undefined {
  if (start + 2 > bytes.length) return undefined
  const count = bytes.readUInt16BE(start)
  if (count === 0) return { count, end: start + 2 }
  const size = bytes[start + 2] ?? 0
  const data = start + 2 + size * (count + 1) // offsets count from the byte before the data
  if (size < 1 || size > 4 || data >= bytes.length) return undefined
  let last = 1
  for (let row = 0; row <= count; row++) {
    const offset = bytes.readUIntBE(start + 3 + size * row, size)
    if (offset < last || (row === 0 && offset !== 1) || data + offset > bytes.length) return undefined
    last = offset
  }
  return { count, end: data + last }
}
