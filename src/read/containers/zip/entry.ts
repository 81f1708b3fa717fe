import type { Buffer } from 'node:buffer'
import { constants, crc32, inflateRawSync } from 'node:zlib'
import { createGap, type Gap, type GapArgs, type GapDetail, type GapReason } from '../../../model/index.js'
import type { Budget } from '../../budget.js'
import type { ZipDecryptor } from './decrypt.js'
import { salvage } from './salvage.js'
import type { ZipEntry } from './zip-entry.js'

/** What unpacking needs besides the entry. */
interface Unpacking {
  readonly budget: Budget
  readonly gaps: Gap[]
  readonly decrypt: ZipDecryptor
}

/**
 * Inflates one entry of `archive` within the budget. A wrong size or checksum, bytes after the stream's end and a
 * broken stream are the gap `damaged`; the bytes that could be inflated are returned in each case. An encrypted entry
 * that no password opens is the gap `encrypted`.
 */
export function unpack(archive: Buffer, stated: ZipEntry, unpacking: Unpacking): Uint8Array | undefined {
  const { budget, gaps } = unpacking
  let entry = stated
  let packed = archive.subarray(entry.dataStart, entry.dataStart + entry.packed)
  const refuse = <R extends GapReason>(reason: R, args: GapArgs<R>): undefined => {
    gaps.push(createGap(entry.name, reason, args))
  }
  if (entry.encrypted) {
    const decrypted = entry.dataStart < 0 ? undefined : unpacking.decrypt(entry, packed)
    if (!decrypted) return refuse('encrypted', { detail: 'entry' })
    entry = decrypted.entry
    packed = decrypted.packed
  }
  if (entry.method !== 0 && entry.method !== 8) {
    return refuse('part-not-supported', { detail: `method-${entry.method}` })
  }
  if (entry.dataStart < 0) return refuse('damaged', { detail: 'local-header' })
  const limit = budget.inflatable(entry.packed)
  const inflated = entry.method === 0 ? stored(packed) : inflate(packed, limit, entry.size)
  if (!inflated) {
    budget.refuseInflated(entry.name, limit, entry.packed)
    return undefined
  }
  if (!budget.takeInflated(entry.name, inflated.bytes.length, entry.packed)) return undefined
  const fault = faultOf(entry, packed, inflated)
  if (fault) refuse('damaged', { detail: fault })
  return inflated.bytes
}

interface Inflated {
  readonly bytes: Uint8Array
  /** Packed bytes that were consumed. */
  readonly used: number
  readonly broken: boolean
}

function stored(packed: Buffer): Inflated {
  return { bytes: packed, used: packed.length, broken: false }
}

/**
 * Undefined: the result would exceed `limit`. If the size `claimed` is right, all goes into one buffer; otherwise zlib
 * would hold small chunks besides the whole. Memory that is reserved but never written to is not used.
 */
function inflate(packed: Buffer, limit: number, claimed: number): Inflated | undefined {
  if (limit < 1) return undefined
  const chunkSize = Math.max(constants.Z_DEFAULT_CHUNK, Math.min(claimed, limit) + 1)
  const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: limit, info: true, chunkSize } as const
  try {
    const { buffer, engine } = inflateRawSync(packed, options) as unknown as InflateInfo
    return { bytes: buffer, used: engine.bytesWritten, broken: false }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return undefined
    return { bytes: salvage(packed, limit), used: packed.length, broken: true }
  }
}

interface InflateInfo {
  readonly buffer: Uint8Array
  readonly engine: { readonly bytesWritten: number }
}

function faultOf(entry: ZipEntry, packed: Buffer, inflated: Inflated): GapDetail<'damaged'> | undefined {
  if (inflated.broken) return 'stream'
  if (packed.length < entry.packed) return 'truncated'
  if (inflated.used < packed.length) return 'bytes-after-stream'
  if (inflated.bytes.length !== entry.size) return 'size'
  const { checksum } = entry
  return checksum === undefined || crc32(inflated.bytes) === checksum ? undefined : 'checksum'
}
