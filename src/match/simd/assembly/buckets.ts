// The filter for few terms: finds the units at which a term may start, with one table lookup for each unit.

import { BUCKETS, CANDIDATES, MASKS } from './layout'
import { opaque, unfoldMasks } from './lanes'

/** True when the last units filtered had dropped ones, and high surrogates among these. */
let dropping: bool = false
let pairing: bool = false

export function bucketsDropping(): bool {
  return dropping
}
export function bucketsPairing(): bool {
  return pairing
}

/**
 * Lists the units at which a term may start; returns their number. An entry has ten buckets for the first character
 * (bits 22–31), the second (12–21) and the third (2–11). Bit 0 says that its unit is dropped: then any second character
 * may follow. Bit 1 says that the dropped unit is a high surrogate.
 */
export function fromBuckets(units: usize, count: i32): i32 {
  const zero = i8x16.splat(<i8>opaque(0))
  const end = units + (<usize>count << 1)
  let seen = zero
  let to: usize = MASKS
  let number: u32 = 0
  let e = fourEntries(units)
  for (let at = units; at < end; at += 32, number += 16) {
    const f = fourEntries(at + 8)
    const g = fourEntries(at + 16)
    const h = fourEntries(at + 24)
    const next = fourEntries(at + 32)
    const low = i16x8.narrow_i32x4_s(shared(e, f), shared(f, g))
    const high = i16x8.narrow_i32x4_s(shared(g, h), shared(h, next))
    seen = v128.or(seen, v128.or(v128.or(e, f), v128.or(g, h)))
    e = next
    const mask: u32 = i8x16.bitmask(i8x16.ne(i8x16.narrow_i16x8_s(low, high), zero))
    store<u32>(to, (number << 16) | mask)
    to += <usize>(mask != 0) << 2
  }
  dropping = v128.any_true(i32x4.shl(seen, 31))
  pairing = i32x4.bitmask(i32x4.shl(seen, 30)) != 0
  return unfoldMasks(to, CANDIDATES)
}

// @ts-ignore: decorator
@inline
function fourEntries(at: usize): v128 {
  let entries = v128.load32_zero(<usize>load<u16>(at) << 2, BUCKETS)
  entries = v128.load32_lane(<usize>load<u16>(at, 2) << 2, entries, 1, BUCKETS)
  entries = v128.load32_lane(<usize>load<u16>(at, 4) << 2, entries, 2, BUCKETS)
  return v128.load32_lane(<usize>load<u16>(at, 6) << 2, entries, 3, BUCKETS)
}

/** For four units: the buckets in which it is a first, the next a second, and the one after that a third character. */
// @ts-ignore: decorator
@inline
function shared(entries: v128, next: v128): v128 {
  const seconds = i8x16.shuffle(entries, next, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19)
  const thirds = i8x16.shuffle(entries, next, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23)
  const dropped = i32x4.shr_s(i32x4.shl(seconds, 31), 9)
  return v128.and(entries, v128.or(v128.and(i32x4.shl(seconds, 10), i32x4.shl(thirds, 20)), dropped))
}
