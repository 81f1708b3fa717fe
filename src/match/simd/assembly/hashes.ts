// The filter for many terms: finds the units at which a term may start, by hashes of two and three classes.

import { CANDIDATES, CLASSES, FILTER, FORCED, HASHES, LOOKED, SELECTORS, TABLE } from './layout'
import { opaque, opaqueLong, storeNumbers } from './lanes'

const HASH_A: i32 = 0x9e35
const HASH_B: i32 = 0x5d2b
const SELECT_A: i32 = 0x6a8d
const SELECT_B: i32 = 0xb1f3
const SELECT_C: i32 = 0x3c6f

/** True when the last units filtered had dropped ones. */
let dropping: bool = false
export function hashesDropping(): bool {
  return dropping
}

/** Lists the units at which a term may start; returns their number. Leaves the classes of all units, and 32 zeros. */
export function fromHashes(units: usize, count: i32): i32 {
  hash(units, count)
  gather(count)
  return choose(count)
}

/**
 * Computes the class of each unit, the byte of the filter to test, and the two bits in it that count. Terms of one
 * character, and first characters with a dropped one among the next two, are forced to pass.
 */
function hash(units: usize, count: i32): void {
  const hashA = i16x8.splat(<i16>opaque(HASH_A))
  const hashB = i16x8.splat(<i16>opaque(HASH_B))
  const selectA = i16x8.splat(<i16>opaque(SELECT_A))
  const selectB = i16x8.splat(<i16>opaque(SELECT_B))
  const selectC = i16x8.splat(<i16>opaque(SELECT_C))
  const seven = i16x8.splat(<i16>opaque(7))
  const powers = i64x2.splat(opaqueLong(0x8040201008040201))
  const zero = i16x8.splat(<i16>opaque(0))
  let seen = zero
  let a = eightClasses(units)
  v128.store(CLASSES, a)
  for (let at: usize = 0, end = <usize>count << 1; at < end; at += 32) {
    const b = eightClasses(units + at + 16)
    const next = eightClasses(units + at + 32)
    v128.store(at, b, CLASSES + 16)
    v128.store(at, next, CLASSES + 32)
    const a1 = after(a, b)
    const a2 = afterNext(a, b)
    const b1 = after(b, next)
    const b2 = afterNext(b, next)
    v128.store(at, i16x8.add(i16x8.mul(a, hashA), i16x8.mul(a1, hashB)), HASHES)
    v128.store(at, i16x8.add(i16x8.mul(b, hashA), i16x8.mul(b1, hashB)), HASHES + 16)
    const g = i16x8.add(i16x8.mul(a, selectA), i16x8.mul(a1, selectB))
    const h = i16x8.add(i16x8.mul(b, selectA), i16x8.mul(b1, selectB))
    const two = i8x16.narrow_i16x8_u(v128.and(i16x8.shr_u(g, 9), seven), v128.and(i16x8.shr_u(h, 9), seven))
    const more = i8x16.narrow_i16x8_u(
      i16x8.shr_u(i16x8.add(g, i16x8.mul(a2, selectC)), 13), i16x8.shr_u(i16x8.add(h, i16x8.mul(b2, selectC)), 13))
    v128.store(at >> 1, v128.or(i8x16.swizzle(powers, two), i8x16.swizzle(powers, more)), SELECTORS)
    const aForced = v128.and(v128.or(a1, a2), i16x8.gt_s(a, zero))
    const bForced = v128.and(v128.or(b1, b2), i16x8.gt_s(b, zero))
    const forced = i8x16.narrow_i16x8_s(v128.or(aForced, i16x8.add(a, a)), v128.or(bForced, i16x8.add(b, b)))
    v128.store(at >> 1, forced, FORCED)
    seen = v128.or(seen, v128.or(a, b))
    a = next
  }
  dropping = i16x8.bitmask(seen) != 0
  memory.fill(CLASSES + (<usize>count << 1), 0, 64)
}

// @ts-ignore: decorator
@inline
function eightClasses(at: usize): v128 {
  let classes = v128.load16_splat(<usize>load<u16>(at) << 1, TABLE)
  classes = v128.load16_lane(<usize>load<u16>(at, 2) << 1, classes, 1, TABLE)
  classes = v128.load16_lane(<usize>load<u16>(at, 4) << 1, classes, 2, TABLE)
  classes = v128.load16_lane(<usize>load<u16>(at, 6) << 1, classes, 3, TABLE)
  classes = v128.load16_lane(<usize>load<u16>(at, 8) << 1, classes, 4, TABLE)
  classes = v128.load16_lane(<usize>load<u16>(at, 10) << 1, classes, 5, TABLE)
  classes = v128.load16_lane(<usize>load<u16>(at, 12) << 1, classes, 6, TABLE)
  return v128.load16_lane(<usize>load<u16>(at, 14) << 1, classes, 7, TABLE)
}

/** The eight classes from the second of `classes` on. */
// @ts-ignore: decorator
@inline
function after(classes: v128, next: v128): v128 {
  return i8x16.shuffle(classes, next, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17)
}

/** The eight classes from the third of `classes` on. */
// @ts-ignore: decorator
@inline
function afterNext(classes: v128, next: v128): v128 {
  return i8x16.shuffle(classes, next, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19)
}

function gather(count: i32): void {
  for (let at: usize = 0; at < <usize>count; at += 8) {
    store<u8>(at, load<u8>(<usize>load<u16>(at << 1, HASHES), FILTER), LOOKED)
    store<u8>(at, load<u8>(<usize>load<u16>(at << 1, HASHES + 2), FILTER), LOOKED + 1)
    store<u8>(at, load<u8>(<usize>load<u16>(at << 1, HASHES + 4), FILTER), LOOKED + 2)
    store<u8>(at, load<u8>(<usize>load<u16>(at << 1, HASHES + 6), FILTER), LOOKED + 3)
    store<u8>(at, load<u8>(<usize>load<u16>(at << 1, HASHES + 8), FILTER), LOOKED + 4)
    store<u8>(at, load<u8>(<usize>load<u16>(at << 1, HASHES + 10), FILTER), LOOKED + 5)
    store<u8>(at, load<u8>(<usize>load<u16>(at << 1, HASHES + 12), FILTER), LOOKED + 6)
    store<u8>(at, load<u8>(<usize>load<u16>(at << 1, HASHES + 14), FILTER), LOOKED + 7)
  }
}

function choose(count: i32): i32 {
  const zero = i8x16.splat(<i8>opaque(0))
  let to: usize = CANDIDATES
  for (let at = 0; at < count; at += 16) {
    const hit = v128.and(v128.load(<usize>at, LOOKED), v128.load(<usize>at, SELECTORS))
    // Forced bytes have bit 7 set.
    const mask: u32 = i8x16.bitmask(v128.or(i8x16.ne(hit, zero), v128.load(<usize>at, FORCED)))
    to = storeNumbers(to, mask & 0xff, at)
    to = storeNumbers(to, mask >> 8, at + 8)
  }
  return <i32>((to - CANDIDATES) >> 1)
}
