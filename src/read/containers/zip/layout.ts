import { Buffer } from 'node:buffer'

/** The range of the zip in its file, `[start, end)`; offsets in its records count from `start`. */
export interface ZipBounds {
  readonly start: number
  readonly end: number
  /** Offset of the end-of-central-directory record in the file. */
  readonly directoryEnd: number
}

const END_SIGNATURE = Buffer.from([0x50, 0x4b, 5, 6])
const END_SIZE = 22
const CENTRAL = 0x02014b50
const ZIP64_OFFSET = 0xffffffff

/**
 * Finds the archive in its file by its last end-of-central-directory record (APPNOTE 4.3.16) that points at a central
 * directory, so that bytes before or after an archive do not hide it. Undefined: there is none. Cost: one backward
 * search.
 */
export function findZip(bytes: Buffer): ZipBounds | undefined {
  let guess: ZipBounds | undefined
  for (let at = bytes.lastIndexOf(END_SIGNATURE); at >= 0; at = endBefore(bytes, at)) {
    if (at + END_SIZE > bytes.length) continue
    const bounds = boundsFrom(bytes, at)
    if (bounds.start >= 0) return bounds
    guess ??= { ...bounds, start: 0 }
  }
  return guess
}

function endBefore(bytes: Buffer, at: number): number {
  return at > 0 ? bytes.lastIndexOf(END_SIGNATURE, at - 1) : -1
}

/** `start` is -1 where there is no central directory at the offset in the record. */
function boundsFrom(bytes: Buffer, at: number): ZipBounds {
  const size = bytes.readUInt32LE(at + 12)
  const offset = bytes.readUInt32LE(at + 16)
  const end = Math.min(bytes.length, at + END_SIZE + bytes.readUInt16LE(at + 20))
  return { start: startOf(bytes, at, size, offset), end, directoryEnd: at }
}

function startOf(bytes: Buffer, at: number, size: number, offset: number): number {
  if (offset === ZIP64_OFFSET || isDirectory(bytes, offset, size, at)) return 0
  const shifted = at - size
  return shifted >= offset && isDirectory(bytes, shifted, size, at) ? shifted - offset : -1
}

function isDirectory(bytes: Buffer, offset: number, size: number, end: number): boolean {
  if (size === 0) return offset === end
  return offset + 4 <= end && bytes.readUInt32LE(offset) === CENTRAL
}

/** Half-open range of offsets into a file. */
export type ByteRange = readonly [start: number, end: number]

/**
 * Number of bytes that no range covers, without stretches of zeros. Data descriptors belong to the ranges of their
 * entries. Cost: a sort of the ranges and one pass over the uncovered bytes.
 */
export function uncovered(bytes: Buffer, ranges: readonly ByteRange[]): number {
  let count = 0
  let reached = 0
  for (const [start, end] of [...ranges].sort((one, other) => one[0] - other[0])) {
    if (start > reached) count += lengthUnlessZero(bytes, reached, start)
    reached = Math.max(reached, end)
  }
  return count + lengthUnlessZero(bytes, reached, bytes.length)
}

function lengthUnlessZero(bytes: Buffer, start: number, end: number): number {
  for (let at = start; at < end; at++) if (bytes[at] !== 0) return end - start
  return 0
}
