import { gunzipSync } from 'node:zlib'
import type { Budget } from '../../budget.js'

/** Inflates a gzipped picture (`.emz`, `.wmz`, `.svgz`) within the budget. Returns other files unchanged. */
export function unpackPicture(bytes: Uint8Array, budget: Budget): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8) return bytes
  const limit = budget.inflatable(bytes.length)
  if (limit < 1) return bytes
  try {
    const unpacked = gunzipSync(bytes, { maxOutputLength: limit })
    return budget.takeInflated('', unpacked.length, bytes.length) ? unpacked : bytes
  } catch {
    return bytes
  }
}
