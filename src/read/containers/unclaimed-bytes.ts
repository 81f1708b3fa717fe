import type { Document } from '../../model/index.js'
import { ReadoutBuilder } from '../parts/readout-builder.js'
import { pictureExtras } from '../pictures/structure/picture-structure.js'
import type { Intake, Readout } from '../reader.js'
import { findFile } from '../sniff/within.js'
import { sweep } from '../text/sweep.js'

/** A file in bytes, and its offset. */
export interface FoundFile {
  readonly at: number
  readonly bytes: Buffer
}

/** With more files in one place, the last extends to the end of the bytes, so that the cost stays linear. */
const MOST_FILES = 16

/**
 * Reads bytes that no structure of their format claims: files in them become members, the rest is swept for text. No
 * gap: the caller knows whether such bytes may be left. Cost: linear.
 */
export function readUnclaimedBytes(intake: Intake, piece: string, bytes: Uint8Array): Readout {
  const rest = Buffer.from(bytes)
  const files = filesIn(bytes)
  for (const { at, bytes: file } of files) rest.fill(0, at, at + file.length)
  const found = members(intake, piece, files)
  return new ReadoutBuilder().part(...sweep(intake, rest, piece)).add({ members: found }).build()
}

/** The files in bytes whose text is read otherwise, as members. */
export function membersIn(intake: Intake, piece: string, bytes: Uint8Array): readonly Document[] {
  return members(intake, piece, filesIn(bytes))
}

function members({ document, budget }: Intake, piece: string, files: readonly FoundFile[]): Document[] {
  return files.filter(() => budget.takeEntry(piece))
    .map(({ at, bytes }) => ({ path: `${document.path}!${piece}.bytes-${at}.bin`, bytes }))
}

/**
 * The documents, pictures and archives that begin anywhere in bytes. A picture ends where its structure does, every
 * other file extends to the end: its reader says what is behind it.
 */
export function filesIn(source: Uint8Array): FoundFile[] {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength)
  const found: FoundFile[] = []
  for (let start = 0; found.length < MOST_FILES && start < bytes.length;) {
    const offset = findFile(bytes.subarray(start))
    if (offset < 0) break
    const rest = bytes.subarray(start + offset)
    const end = found.length + 1 < MOST_FILES ? Math.min(rest.length, pictureExtras(rest).end) : rest.length
    found.push({ at: start + offset, bytes: rest.subarray(0, end) })
    start += offset + Math.max(1, end)
  }
  return found
}
