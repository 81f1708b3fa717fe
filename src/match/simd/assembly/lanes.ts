// What several stages do with vectors.

import { COMPRESS8, MASKS } from './layout'

/** V8 makes constants of 128 bits anew in every round of a loop; a global it cannot see through is loaded once. */
let veil: i32 = 0
// @ts-ignore: decorator
@inline
export function opaque(value: i32): i32 {
  return value ^ veil
}
// @ts-ignore: decorator
@inline
export function opaqueLong(value: i64): i64 {
  return value ^ <i64>veil
}
export function setVeil(value: i32): void {
  veil = value
}

/** Appends the numbers of the bits of a mask, from `first` on. Writes 16 bytes, whatever counts of them. */
// @ts-ignore: decorator
@inline
export function storeNumbers(to: usize, mask: u32, first: i32): usize {
  const numbers = i16x8.extend_low_i8x16_u(v128.load64_zero(<usize>mask << 3, COMPRESS8))
  v128.store(to, i16x8.add(numbers, i16x8.splat(<i16>first)))
  return to + (<usize>popcnt(mask) << 1)
}

/** 0xd800: the first half of a pair; 0xdc00: the second. */
// @ts-ignore: decorator
@inline
export function halfOf(unit: u32): u32 {
  return unit & 0xfc00
}

/** The numbers of all bits of the masks up to `end`, 16 bits each; returns how many. */
export function unfoldMasks(end: usize, target: usize): i32 {
  let to = target
  for (let at: usize = MASKS; at < end; at += 4) {
    const round = load<u32>(at)
    const number = <i32>(round >> 16)
    to = storeNumbers(to, round & 0xff, number)
    to = storeNumbers(to, (round >> 8) & 0xff, number + 8)
  }
  return <i32>((to - target) >> 1)
}
