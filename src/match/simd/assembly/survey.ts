// Where digits begin and end, for ../../survey.ts: one pass over units, 16 a round, without a branch on what they are.

import { HITS, INPUT, MASKS } from './layout'
import { opaque, unfoldMasks } from './lanes'

/** Whether the last text surveyed held a surrogate. */
let surrogates: bool = false

/**
 * Above all signed lanes once the first unit of a range is taken to the lowest: `lt_s` is then an unsigned comparison.
 */
const LOWEST: i32 = 0x8000

/**
 * Writes to `HITS`, as 16-bit numbers, the places of the input at which a digit follows what is none, or the other way
 * round; returns how many. `inside`: whether a digit stands before the first. Zeros after the input end a run, except
 * that nothing is told beyond a multiple of 16.
 */
export function survey(length: i32, inside: bool): i32 {
  memory.fill(INPUT + (<usize>length << 1), 0, 32)
  const ascii = i16x8.splat(<i16>opaque(LOWEST - 0x30))
  const full = i16x8.splat(<i16>opaque(LOWEST - 0xff10))
  const half = i16x8.splat(<i16>opaque(LOWEST - 0xd800))
  const ten = i16x8.splat(<i16>opaque(LOWEST + 10))
  const halves = i16x8.splat(<i16>opaque(LOWEST + 0x800))
  let seen = i16x8.splat(<i16>opaque(0))
  let before: u32 = inside ? 1 : 0
  let to: usize = MASKS
  for (let at: u32 = 0; at < <u32>length; at += 16) {
    const a = v128.load(INPUT + (<usize>at << 1))
    const b = v128.load(INPUT + (<usize>at << 1), 16)
    const digitsA = v128.or(i16x8.lt_s(i16x8.add(a, ascii), ten), i16x8.lt_s(i16x8.add(a, full), ten))
    const digitsB = v128.or(i16x8.lt_s(i16x8.add(b, ascii), ten), i16x8.lt_s(i16x8.add(b, full), ten))
    seen = v128.or(seen, v128.or(i16x8.lt_s(i16x8.add(a, half), halves), i16x8.lt_s(i16x8.add(b, half), halves)))
    const mask: u32 = i8x16.bitmask(i8x16.narrow_i16x8_s(digitsA, digitsB))
    const edges = (mask ^ ((mask << 1) | before)) & 0xffff
    before = mask >> 15
    store<u32>(to, (at << 16) | edges)
    to += <usize>(edges != 0) << 2
  }
  surrogates = v128.any_true(seen)
  return unfoldMasks(to, HITS)
}

export function sawSurrogates(): bool {
  return surrogates
}
