import { Buffer } from 'node:buffer'
import type { Gap } from '../../../model/index.js'
import type { Budget } from '../../budget.js'
import { BrokenDirectory, centralRecords, directoryBounds, type CentralRecord } from './directory.js'
import { zipDecryptor } from './decrypt.js'
import { unpack } from './entry.js'
import { decodeName } from './name.js'
import { findZip, uncovered, type ByteRange, type ZipBounds } from './layout.js'
import { entryRemarks } from './remarks.js'
import type { Remark, ZipEntry } from './zip-entry.js'

export type { ZipEntry } from './zip-entry.js'

/** An opened archive. `gaps` has the damage found while opening; reading an entry appends to it. */
export interface Zip {
  readonly entries: readonly ZipEntry[]
  /** Comments and extra fields of the entries, in their order, and the comment of the archive. */
  readonly remarks: readonly Remark[]
  readonly gaps: readonly Gap[]
  /** The inflated bytes, for a damaged entry those that could be read. Undefined: a gap has the reason. */
  read(entry: ZipEntry): Uint8Array | undefined
}

/**
 * Opens a zip and lists every entry of its central directory, including duplicates. Possible gaps: `empty`, `damaged`
 * (no directory, a broken one, a duplicate name), `part-not-supported` (bytes that belong to no entry),
 * `limit-exceeded`. `passwords` are tried on encrypted entries. Source: PKWARE APPNOTE 6.3. Cost: linear in the
 * directory; nothing is inflated before `read`.
 */
export function openZip(file: Uint8Array, budget: Budget, passwords: readonly string[] = []): Zip {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  const gaps: Gap[] = []
  const bounds = findZip(bytes)
  if (!bounds) {
    gaps.push(bytes.length === 0
      ? { piece: '', reason: 'empty' }
      : { piece: '', reason: 'damaged', args: { detail: 'no-directory' } })
    return { entries: [], remarks: [], gaps, read: () => undefined }
  }
  const archive = bytes.subarray(bounds.start, bounds.end)
  const decrypt = zipDecryptor(passwords)
  const listing = list(archive, bounds, budget, gaps)
  reportDuplicates(listing.entries, gaps)
  reportUncoveredBytes(bytes, bounds, listing, gaps)
  return {
    entries: listing.entries,
    remarks: [
      ...listing.remarks,
      { piece: 'comment', bytes: archive.subarray(bounds.directoryEnd - bounds.start + 22) },
    ],
    gaps,
    read: (entry) => unpack(archive, entry, { budget, gaps, decrypt }),
  }
}

interface Listing {
  readonly entries: readonly ZipEntry[]
  readonly ranges: readonly ByteRange[]
  readonly remarks: readonly Remark[]
}

function list(archive: Buffer, bounds: ZipBounds, budget: Budget, gaps: Gap[]): Listing {
  const entries: ZipEntry[] = []
  const ranges: ByteRange[] = []
  const remarks: Remark[] = []
  try {
    const directory = directoryBounds(archive, bounds)
    const records = centralRecords(archive, directory)
    let next = records.next()
    for (; !next.done && budget.takeEntry(''); next = records.next()) {
      const entry = entryFrom(archive, next.value)
      entries.push(entry)
      remarks.push(...entryRemarks(archive, next.value, entry))
      if (entry.dataStart < 0) continue
      if (!hasSameLocalName(archive, next.value)) {
        gaps.push({ piece: entry.name, reason: 'damaged', args: { detail: 'local-name' } })
      }
      ranges.push([next.value.headerOffset, endOf(archive, next.value, entry)])
    }
    ranges.push([directory.start, next.done ? next.value : bounds.directoryEnd - bounds.start])
  } catch (error) {
    if (!(error instanceof BrokenDirectory)) throw error
    gaps.push({ piece: '', reason: 'damaged', args: { detail: 'directory' } })
  }
  return { entries, ranges, remarks }
}

function entryFrom(archive: Buffer, raw: CentralRecord): ZipEntry {
  const name = decodeName(raw.rawName, (raw.flags & 0x800) !== 0)
    .replaceAll('\\', '/').replace(/^\/+/, '')
  return {
    name,
    directory: name.endsWith('/') && raw.size === 0 && isEmpty(raw),
    encrypted: (raw.flags & 0x41) !== 0,
    flags: raw.flags,
    time: raw.time,
    extra: raw.extra,
    method: raw.method,
    packed: raw.packed,
    size: raw.size,
    checksum: raw.checksum,
    dataStart: dataStartOf(archive, raw),
  }
}

/** No data, or the two bytes that deflate makes of none. */
function isEmpty({ method, packed }: CentralRecord): boolean {
  return packed === 0 || (method === 8 && packed === 2)
}

function dataStartOf(archive: Buffer, raw: CentralRecord): number {
  const at = raw.headerOffset
  if (at + 30 > archive.length || archive.readUInt32LE(at) !== 0x04034b50) return -1
  const start = at + 30 + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28)
  return start <= archive.length ? start : -1
}

/** Programs that read the local header instead of the directory would see another name. */
function hasSameLocalName(archive: Buffer, raw: CentralRecord): boolean {
  const start = raw.headerOffset + 30
  return raw.rawName.equals(archive.subarray(start, start + archive.readUInt16LE(start - 4)))
}

/**
 * End of the entry with its data descriptor (APPNOTE 4.3.9): 12 bytes, 8 more in zip64, 4 more with the usual
 * signature.
 */
function endOf(archive: Buffer, raw: CentralRecord, entry: ZipEntry): number {
  const end = entry.dataStart + entry.packed
  if ((raw.flags & 8) === 0) return end
  const signed = end + 4 <= archive.length && archive.readUInt32LE(end) === 0x08074b50
  const short = end + (signed ? 16 : 12)
  return !isRecord(archive, short) && isRecord(archive, short + 8) ? short + 8 : short
}

function isRecord(archive: Buffer, at: number): boolean {
  return at + 2 <= archive.length && archive.readUInt16LE(at) === 0x4b50
}

function reportDuplicates(entries: readonly ZipEntry[], gaps: Gap[]): void {
  const seen = new Set<string>()
  for (const { name } of entries) {
    if (seen.has(name)) gaps.push({ piece: name, reason: 'damaged', args: { detail: 'duplicate-name' } })
    seen.add(name)
  }
}

/**
 * Reports bytes outside entries and directory. The end record belongs to the archive, as do the zip64 records of 76
 * bytes before it.
 */
function reportUncoveredBytes(bytes: Buffer, bounds: ZipBounds, listing: Listing, gaps: Gap[]): void {
  const zip64 = bounds.directoryEnd >= 20 && bytes.readUInt32LE(bounds.directoryEnd - 20) === 0x07064b50
  const ranges = listing.ranges.map(([start, end]): ByteRange => [start + bounds.start, end + bounds.start])
  const count = uncovered(bytes, [...ranges, [bounds.directoryEnd - (zip64 ? 76 : 0), bounds.end]])
  if (count === 0) return
  gaps.push({ piece: '', reason: 'part-not-supported', args: { detail: 'bytes-outside-entries', bytes: count } })
}
