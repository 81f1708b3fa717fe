// Finds runs of digits for ../../survey.ts: one pass over the units, 16 in a round, without branches on their values.

import { HITS, INPUT, MASKS } from './layout'
import { opaque, unfoldMasks } from './lanes'

/** True when the last text surveyed had a surrogate. */
let surrogates: bool = false

/** The lowest signed lane. With the first unit of a range moved there, `lt_s` is an unsigned comparison. */
const LOWEST: i32 = 0x8000

/**
 * Writes to `HITS` the offsets of the input at which a run of digits starts or ends, 16 bits each; returns their
 * number. `inside`: the unit before the input is a digit. A run at the end of the input is ended by the zeros after it,
 * unless the length is a multiple of 16.
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

export function hasSurrogates(): bool {
  return surrogates
}
