import type { DocumentFormat } from '../../model/index.js'

/** Streams in the root storage that tell what wrote it; names compare without case ([MS-CFB] 2.6.4). */
const MARKS: readonly (readonly [RegExp, DocumentFormat])[] = [
  [/^EncryptedPackage$/i, 'encrypted-ooxml'],
  [/^WordDocument$/i, 'doc'],
  [/^(Workbook|Book)$/i, 'xls'],
  [/^PowerPoint Document$/i, 'ppt'],
  [/^PP97_DUALSTORAGE$/i, 'ppt'],
  [/^(__properties_version1\.0|__nameid_version1\.0|__substg1\.0_.*)$/i, 'msg'],
  [/^VisioDocument$/i, 'vsd'],
  [/^Quill$/i, 'pub'],
  [/^\x05?HwpSummaryInformation$/i, 'hwp'],
]

const FREE = 0xffffffff
const ENTRY = 128

/**
 * The format of a compound file ([MS-CFB]) by the names in its directory: first the root's own children, so that an
 * embedded workbook does not make a .doc a .xls, then any; `cfb` where they tell nothing.
 */
export function compoundFormat(bytes: Uint8Array): DocumentFormat {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = view.length >= 512 ? directory(view) : []
  return byName(rootChildren(entries)) ?? byName(entries) ?? 'cfb'
}

interface Entry {
  readonly name: string
  readonly left: number
  readonly right: number
  readonly child: number
}

function byName(entries: readonly Entry[]): DocumentFormat | undefined {
  return MARKS.find(([pattern]) => entries.some((entry) => pattern.test(entry.name)))?.[1]
}

/** All entries, in the order of the directory's sector chain; a chain that loops or leaves the file ends there. */
function directory(view: Buffer): Entry[] {
  const size = 1 << Math.min(12, Math.max(9, view.readUInt16LE(30)))
  const entries: Entry[] = []
  const seen = new Set<number>()
  let sector = view.readUInt32LE(48)
  while (!seen.has(sector) && seen.size < 4096 && (sector + 2) * size <= view.length + size) {
    seen.add(sector)
    const start = (sector + 1) * size
    for (let at = start; at < start + size && at + ENTRY <= view.length; at += ENTRY) entries.push(entryAt(view, at))
    sector = nextSector(view, sector, size)
  }
  return entries
}

function entryAt(view: Buffer, at: number): Entry {
  const length = Math.min(64, view.readUInt16LE(at + 64))
  return {
    name: view.subarray(at, at + Math.max(0, length - 2)).toString('utf16le'),
    left: view.readUInt32LE(at + 68),
    right: view.readUInt32LE(at + 72),
    child: view.readUInt32LE(at + 76),
  }
}

/** By the sector table that the header's first 109 entries list: 7 MB and more of a file, and directories lie early. */
function nextSector(view: Buffer, sector: number, size: number): number {
  const perTable = size / 4
  const slot = Math.floor(sector / perTable)
  if (slot >= 109) return FREE
  const at = (view.readUInt32LE(76 + 4 * slot) + 1) * size + 4 * (sector % perTable)
  return at + 4 <= view.length ? view.readUInt32LE(at) : FREE
}

function rootChildren(entries: readonly Entry[]): Entry[] {
  const children: Entry[] = []
  const seen = new Set<number>()
  const waiting = [entries[0]?.child ?? FREE]
  while (waiting.length > 0) {
    const index = waiting.pop()!
    const entry = entries[index]
    if (!entry || seen.has(index)) continue
    seen.add(index)
    children.push(entry)
    waiting.push(entry.left, entry.right)
  }
  return children
}
