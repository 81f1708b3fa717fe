import { brotliDecompressSync, inflateSync } from 'node:zlib'
import { accountForAll, type ByteRange } from './coverage.js'
import type { FontFile } from './font-file.js'
import { describeTables, MOST_TABLES } from './sfnt.js'

/** Most bytes a font unpacks to; the largest fonts in use have 40 MB. */
const MOST_BYTES = 64 << 20

/** Parses a WOFF file, version 1 (W3C WOFF File Format 1.0) or 2 (W3C WOFF File Format 2.0). */
export function parseWoff(bytes: Buffer): FontFile | undefined {
  const signature = bytes.toString('latin1', 0, 4)
  if (bytes.length < 48 || bytes.readUInt32BE(8) !== bytes.length) return undefined
  if (signature === 'wOFF') return parseFirst(bytes)
  return signature === 'wOF2' ? parseSecond(bytes) : undefined
}

function parseFirst(bytes: Buffer): FontFile | undefined {
  const count = bytes.readUInt16BE(12)
  const directoryEnd = 44 + 20 * count
  if (count === 0 || count > MOST_TABLES || directoryEnd > bytes.length) return undefined
  const extra = extraBlocks(bytes, 24)
  const ranges: ByteRange[] = [{ start: 0, end: directoryEnd }, ...extra]
  const tables: (readonly [tag: string, bytes: Buffer])[] = []
  for (let row = 0; row < count; row++) {
    const at = 44 + 20 * row
    const start = bytes.readUInt32BE(at + 4)
    const end = start + bytes.readUInt32BE(at + 8)
    const packed = bytes.subarray(start, end)
    const size = bytes.readUInt32BE(at + 12)
    const table = packed.length < size ? unpack(packed, size) : packed
    if (table?.length !== size) return undefined
    ranges.push({ start, end })
    tables.push([bytes.toString('latin1', at, at + 4), table])
  }
  if (!accountForAll(bytes, ranges)) return undefined
  return withExtra(bytes, describeTables(tables), extra)
}

/** Tags by their number in the directory (WOFF 2.0, 4.1). */
const TAGS = (
  'cmap head hhea hmtx maxp name OS/2 post cvt_ fpgm glyf loca prep CFF_ VORG EBDT EBLC gasp hdmx kern LTSH PCLT ' +
  'VDMX vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG_ sbix acnt avar bdat bloc bsln cvar ' +
  'fdsc feat fmtx fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill'
).split(' ').map((tag) => tag.replace('_', ' '))

function parseSecond(bytes: Buffer): FontFile | undefined {
  const directory = readDirectory(bytes)
  // A collection has a directory of fonts after that of the tables; web fonts are none.
  if (!directory || bytes.toString('latin1', 4, 8) === 'ttcf') return undefined
  const size = directory.tables.reduce((sum, [, length]) => sum + length, 0)
  const end = directory.end + bytes.readUInt32BE(20)
  const extra = extraBlocks(bytes, 28)
  if (size > MOST_BYTES || !accountForAll(bytes, [{ start: 0, end }, ...extra])) return undefined
  const data = unbrotli(bytes.subarray(directory.end, end), size)
  if (data?.length !== size) return undefined
  let at = 0
  const tables = directory.tables.map(([tag, length]) => [tag, data.subarray(at, at += length)] as const)
  return withExtra(bytes, describeTables(tables), extra)
}

function readDirectory(bytes: Buffer): { tables: (readonly [tag: string, length: number])[]; end: number } | undefined {
  const count = bytes.readUInt16BE(12)
  const tables: (readonly [tag: string, length: number])[] = []
  let at = 48
  const base128 = (): number => {
    let value = 0
    for (let step = 0; step < 5 && at < bytes.length; step++) {
      const byte = bytes[at++]!
      value = value * 128 + (byte & 0x7f)
      if (byte < 0x80) break
    }
    return value
  }
  while (tables.length < count && at + 2 < bytes.length) {
    const flags = bytes[at++]!
    const known = TAGS[flags & 0x3f]
    const tag = known ?? bytes.toString('latin1', at, at += 4)
    const size = base128()
    const isTransformed = /^(glyf|loca)$/.test(tag) ? flags >> 6 === 0 : flags >> 6 !== 0
    tables.push([tag, isTransformed ? base128() : size])
  }
  return count > 0 && count <= MOST_TABLES && tables.length === count ? { tables, end: at } : undefined
}

/** Metadata and private data: offset and length of each, the metadata's unpacked length between them. */
function extraBlocks(bytes: Buffer, at: number): ByteRange[] {
  return [at, at + 12].map((field) => {
    const start = bytes.readUInt32BE(field)
    return { start, end: start + bytes.readUInt32BE(field + 4) }
  }).filter(({ start, end }) => end > start)
}

/** Metadata and private data are not parsed: readable text in them is found, the rest is not examined. */
function withExtra(bytes: Buffer, font: FontFile, extra: readonly ByteRange[]): FontFile {
  if (extra.length === 0) return font
  return { texts: [...font.texts, ...extra.map(({ start, end }) => bytes.subarray(start, end))], unknown: true }
}

function unpack(packed: Buffer, size: number): Buffer | undefined {
  if (size > MOST_BYTES) return undefined
  try {
    return inflateSync(packed, { maxOutputLength: size })
  } catch {
    return undefined
  }
}

function unbrotli(packed: Buffer, size: number): Buffer | undefined {
  try {
    return brotliDecompressSync(packed, { maxOutputLength: Math.max(1, size) })
  } catch {
    return undefined
  }
}
