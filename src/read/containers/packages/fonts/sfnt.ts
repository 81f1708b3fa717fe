import { accountForAll, type ByteRange } from './coverage.js'
import type { FontFile } from './font-file.js'

/** One row of a table directory. */
export interface FontTable extends ByteRange {
  readonly tag: string
}

/** Most tables a font has; fonts in use have fewer than 40. */
export const MOST_TABLES = 200
const MOST_FONTS = 256
const HEAD_MAGIC = 0x5f0f3cf5

/** Tables of numbers (OpenType 1.9, Apple's TrueType manual, and what font editors add). Others may hold text. */
const NUMERIC = new Set([
  'BASE', 'BDF ', 'CBDT', 'CBLC', 'CFF ', 'CFF2', 'COLR', 'CPAL', 'DSIG', 'EBDT', 'EBLC', 'EBSC', 'FFTM', 'Feat',
  'GDEF', 'GPOS', 'GSUB', 'Glat', 'Gloc', 'HVAR', 'JSTF', 'LTSH', 'MATH', 'MERG', 'MVAR', 'OS/2', 'PCLT', 'STAT',
  'Silf', 'Sill', 'VDMX', 'VORG', 'VVAR', 'acnt', 'ankr', 'avar', 'bdat', 'bhed', 'bloc', 'bsln', 'cmap', 'cvar',
  'cvt ', 'feat', 'fmtx', 'fpgm', 'fvar', 'gasp', 'gcid', 'glyf', 'gvar', 'hdmx', 'head', 'hhea', 'hmtx', 'just',
  'kern', 'kerx', 'lcar', 'loca', 'maxp', 'mort', 'morx', 'opbd', 'post', 'prep', 'prop', 'sbix', 'trak', 'vhea',
  'vmtx', 'xref', 'os/2', // a subsetter of OFD writers names it so
])

/** Tables that hold outlines or pictures of glyphs. */
const GLYPHS = new Set(['glyf', 'CFF ', 'CFF2', 'CBDT', 'EBDT', 'bdat', 'sbix', 'SVG '])

/** Parses a TrueType or OpenType font or a collection of them (OpenType 1.9, "Organization of an OpenType Font"). */
export function parseSfnt(bytes: Buffer): FontFile | undefined {
  const starts = fontStarts(bytes)
  if (!starts) return undefined
  const ranges: ByteRange[] = [{ start: 0, end: starts.headerEnd }]
  const tables: FontTable[] = []
  for (const start of starts.fonts) {
    const directory = tableDirectory(bytes, start)
    if (!directory || !isFont(bytes, directory)) return undefined
    if (start > 0) ranges.push({ start, end: start + 12 + 16 * directory.length })
    tables.push(...directory)
  }
  if (!accountForAll(bytes, [...ranges, ...tables.filter(({ start, end }) => end > start)])) return undefined
  const distinct = new Map(tables.map((table) => [`${table.tag} ${table.start}`, table])) // fonts of a collection share
  return describeTables([...distinct.values()].map(({ tag, start, end }) => [tag, bytes.subarray(start, end)]))
}

/** The text that tables hold, and whether there is a table of no known kind. */
export function describeTables(tables: readonly (readonly [tag: string, bytes: Buffer])[]): FontFile {
  const texts: Buffer[] = []
  let unknown = false
  for (const [tag, bytes] of tables) {
    if (NUMERIC.has(tag)) continue
    texts.push(bytes)
    if (tag !== 'name' && tag !== 'meta' && tag !== 'SVG ') unknown = true
  }
  return { texts, unknown }
}

function fontStarts(bytes: Buffer): { readonly fonts: readonly number[]; readonly headerEnd: number } | undefined {
  if (bytes.length < 12) return undefined
  if (isVersion(bytes.readUInt32BE(0))) return { fonts: [0], headerEnd: 12 + 16 * bytes.readUInt16BE(4) }
  if (bytes.toString('latin1', 0, 4) !== 'ttcf') return undefined
  const count = bytes.readUInt32BE(8)
  const hasSignature = bytes.readUInt16BE(4) >= 2
  const headerEnd = 12 + 4 * count + (hasSignature ? 12 : 0)
  if (count === 0 || count > MOST_FONTS || headerEnd > bytes.length) return undefined
  return { fonts: Array.from({ length: count }, (_, at) => bytes.readUInt32BE(12 + 4 * at)), headerEnd }
}

function isVersion(version: number): boolean {
  return version === 0x00010000 || version === 0x4f54544f || version === 0x74727565 // 1.0, OTTO, true
}

function tableDirectory(bytes: Buffer, start: number): FontTable[] | undefined {
  if (start + 12 > bytes.length || !isVersion(bytes.readUInt32BE(start))) return undefined
  const count = bytes.readUInt16BE(start + 4)
  if (count === 0 || count > MOST_TABLES || start + 12 + 16 * count > bytes.length) return undefined
  return Array.from({ length: count }, (_, row) => {
    const at = start + 12 + 16 * row
    const offset = bytes.readUInt32BE(at + 8)
    return { tag: bytes.toString('latin1', at, at + 4), start: offset, end: offset + bytes.readUInt32BE(at + 12) }
  })
}

function isFont(bytes: Buffer, tables: readonly FontTable[]): boolean {
  if (!tables.some(({ tag }) => GLYPHS.has(tag))) return false
  const head = tables.find(({ tag }) => tag === 'head' || tag === 'bhed')
  return head !== undefined && head.start + 16 <= bytes.length && bytes.readUInt32BE(head.start + 12) === HEAD_MAGIC
}
