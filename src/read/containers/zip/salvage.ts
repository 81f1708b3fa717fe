import { constants, inflateRawSync } from 'node:zlib'

/**
 * Inflates a broken raw deflate stream as far as possible, to at most `limit` bytes: the longest prefix that zlib
 * accepts, found by bisection. Cost: some 20 inflations, for damaged streams only.
 */
export function salvage(packed: Uint8Array, limit: number): Uint8Array {
  let best: Uint8Array = new Uint8Array(0)
  let low = 0
  let high = packed.length
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    try {
      const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: limit }
      best = inflateRawSync(packed.subarray(0, middle), options)
      low = middle
    } catch {
      high = middle
    }
  }
  return best
}
