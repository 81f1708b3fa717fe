// Vector operations that several stages use.

import { COMPRESS8, MASKS } from './layout'

/**
 * Always 0, which the compiler cannot know. V8 rebuilds constant vectors in every round of a loop; vectors made from
 * an unknown value are built once.
 */
let zero: i32 = 0
// @ts-ignore: decorator
@inline
export function opaque(value: i32): i32 {
  return value ^ zero
}
// @ts-ignore: decorator
@inline
export function opaqueLong(value: i64): i64 {
  return value ^ <i64>zero
}
/** Exported, though never called, so that the compiler must assume that the value changes. */
export function setZero(value: i32): void {
  zero = value
}

/** Appends the numbers of the set bits of a mask, counted from `first`. Always writes 16 bytes. */
// @ts-ignore: decorator
@inline
export function storeNumbers(to: usize, mask: u32, first: i32): usize {
  const numbers = i16x8.extend_low_i8x16_u(v128.load64_zero(<usize>mask << 3, COMPRESS8))
  v128.store(to, i16x8.add(numbers, i16x8.splat(<i16>first)))
  return to + (<usize>popcnt(mask) << 1)
}

/** 0xd800 for a high surrogate, 0xdc00 for a low one. */
// @ts-ignore: decorator
@inline
export function surrogateKind(unit: u32): u32 {
  return unit & 0xfc00
}

/** Writes the numbers of all set bits of the masks up to `end`, 16 bits each; returns their number. */
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
