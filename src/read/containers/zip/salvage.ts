import { constants, inflateRawSync } from 'node:zlib'

/**
 * As much as inflates before a raw deflate stream breaks, at most `limit` bytes: the longest prefix of the packed bytes
 * that zlib takes, found by halving. Cost: some 20 inflations, of a damaged stream alone.
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
