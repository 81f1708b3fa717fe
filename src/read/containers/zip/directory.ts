import type { Buffer } from 'node:buffer'
import type { ZipBounds } from './layout.js'

/** One record of the central directory (APPNOTE 4.3.12), zip64 values resolved. */
export interface CentralRecord {
  readonly rawName: Buffer
  readonly rawComment: Buffer
  /** Its extra fields (4.5). */
  readonly extra: Buffer
  /** General purpose bit flag (4.4.4). */
  readonly flags: number
  readonly method: number
  /** Time of the last change in the format of MS-DOS (4.4.6). */
  readonly time: number
  /** Compressed size, and the claimed uncompressed size and CRC-32. */
  readonly packed: number
  readonly size: number
  readonly checksum: number
  readonly headerOffset: number
}

/** Where the central directory lies in the archive, and the number of records it claims. */
export interface DirectoryBounds {
  readonly start: number
  readonly count: number
}

/** Thrown where the directory breaks off or contradicts itself; records before that point have been yielded. */
export class BrokenDirectory extends Error {}

const CENTRAL = 0x02014b50
const CENTRAL_SIZE = 46
const ZIP64_LOCATOR = 0x07064b50
const ZIP64_END = 0x06064b50
const ZIP64_FIELD = 1
const IN_ZIP64 = 0xffffffff

/**
 * Reads where the directory starts from the end record of `archive` (4.3.16), or from the zip64 end record where a
 * locator stands before it (4.3.14, 4.3.15).
 * @throws BrokenDirectory
 */
export function directoryBounds(archive: Buffer, { start, directoryEnd }: ZipBounds): DirectoryBounds {
  const end = directoryEnd - start
  if (archive.length < end + 22 + archive.readUInt16LE(end + 20)) throw new BrokenDirectory()
  if (end >= 20 && archive.readUInt32LE(end - 20) === ZIP64_LOCATOR) {
    const at = Number(archive.readBigUInt64LE(end - 12))
    if (at + 56 > archive.length || archive.readUInt32LE(at) !== ZIP64_END) throw new BrokenDirectory()
    return { start: Number(archive.readBigUInt64LE(at + 48)), count: Number(archive.readBigUInt64LE(at + 32)) }
  }
  if (archive.readUInt16LE(end + 4) !== 0) throw new BrokenDirectory() // split over several disks
  return { start: archive.readUInt32LE(end + 16), count: archive.readUInt16LE(end + 10) }
}

/**
 * Yields the records of the central directory in order and returns the offset after the last one. Names are raw bytes.
 * Cost: linear in the records consumed.
 * @throws BrokenDirectory
 */
export function* centralRecords(archive: Buffer, { start, count }: DirectoryBounds): Generator<CentralRecord, number> {
  let at = start
  for (let record = 0; record < count; record++) {
    if (at + CENTRAL_SIZE > archive.length || archive.readUInt32LE(at) !== CENTRAL) throw new BrokenDirectory()
    const extraStart = at + CENTRAL_SIZE + archive.readUInt16LE(at + 28)
    const extraEnd = extraStart + archive.readUInt16LE(at + 30)
    const next = extraEnd + archive.readUInt16LE(at + 32)
    if (next > archive.length) throw new BrokenDirectory()
    yield {
      rawName: archive.subarray(at + CENTRAL_SIZE, extraStart),
      rawComment: archive.subarray(extraEnd, next),
      extra: archive.subarray(extraStart, extraEnd),
      flags: archive.readUInt16LE(at + 8),
      method: archive.readUInt16LE(at + 10),
      time: archive.readUInt16LE(at + 12),
      checksum: archive.readUInt32LE(at + 16),
      ...sizes(archive, at, archive.subarray(extraStart, extraEnd)),
    }
    at = next
  }
  return at
}

/** Sizes and offset; each that is 0xffffffff stands in the zip64 extra field, in this order (4.5.3). */
function sizes(archive: Buffer, at: number, extra: Buffer): Pick<CentralRecord, 'packed' | 'size' | 'headerOffset'> {
  const plain = { size: 24, packed: 20, headerOffset: 42 }
  const [size, packed, headerOffset] = Object.values(plain).map((field) => archive.readUInt32LE(at + field))
  let wide = extraField(extra, ZIP64_FIELD)
  const resolve = (value: number): number => {
    if (value !== IN_ZIP64 || !wide) return value
    if (wide.length < 8) throw new BrokenDirectory()
    const found = Number(wide.readBigUInt64LE(0))
    wide = wide.subarray(8)
    return found
  }
  return { size: resolve(size!), packed: resolve(packed!), headerOffset: resolve(headerOffset!) }
}

/** The data of the first extra field with an id (4.5.1). */
export function extraField(extra: Buffer, id: number): Buffer | undefined {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === id) return extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2))
  }
  return undefined
}
