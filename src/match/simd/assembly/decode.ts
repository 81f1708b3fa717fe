// Decodes UTF-8 to UTF-16, and maps units back to bytes. Well-formed input only.

import { BLOCKS, COMPRESS16, POSITIONS, UNITS } from './layout'
import { opaque, storeNumbers } from './lanes'

/** True when the last chunk has characters of four bytes. */
let paired: bool = false
export function decodedPairs(): bool {
  return paired
}
/** Length in bytes of the last chunk, and the ends of its units and blocks. */
let bytes: i32 = 0
let unitsEnd: u32 = 0
let blocksEnd: usize = 0
/** The block in which `byteOf` found its last unit. */
let block: usize = BLOCKS
/** True when `POSITIONS` is filled for this chunk. */
let placed: bool = false

/**
 * Decodes `count` bytes, 32 in a round; returns the number of units. Characters of one and three bytes are computed in
 * parallel lanes and compressed; blocks with others are decoded character by character. The first byte of a four-byte
 * character starts its high surrogate, the second its low one, so that each unit has a byte of its own.
 */
export function decode(from: usize, count: i32): i32 {
  const nibbleHigh = i8x16.splat(<i8>opaque(0xf0))
  const nibbleLow = i8x16.splat(<i8>opaque(0x0f))
  const top = i8x16.splat(<i8>opaque(0xc0))
  const low = i8x16.splat(<i8>opaque(0x3f))
  const lastTail = i8x16.splat(<i8>opaque(0xbf))
  const beforeZero = i8x16.splat(<i8>opaque(0xff))
  const threeLead = i8x16.splat(<i8>opaque(0xe0))
  const shift = i8x16.splat(<i8>opaque(0x70))
  const shifted = i8x16.splat(<i8>opaque(0xb0))
  const end = from + <usize>count
  let to: usize = UNITS
  let blockAt: usize = BLOCKS
  let carry: u32 = 0
  paired = false
  for (let at = from; at < end; at += 32, blockAt += 8) {
    const v = v128.load(at)
    const w = v128.load(at, 16)
    let mask: u32 = i8x16.bitmask(i8x16.gt_s(v, lastTail)) | (i8x16.bitmask(i8x16.gt_s(w, lastTail)) << 16)
    if (at + 32 > end) mask &= (1 << <u32>(end - at)) - 1
    store<u32>(blockAt, mask)
    store<u32>(blockAt, <u32>to, 4)
    // Lead bytes of two and four bytes, C0–DF and F0–FF, are the lowest signed bytes once E0 is mapped to 70.
    const lowest = i8x16.min_s(i8x16.add(v128.xor(v, threeLead), shift), i8x16.add(v128.xor(w, threeLead), shift))
    if ((i8x16.bitmask(i8x16.lt_s(lowest, shifted)) | carry) != 0) {
      const fours = <u64>(foursOf(v) | (foursOf(w) << 16)) << 1
      mask |= <u32>fours | carry
      carry = <u32>(fours >> 32)
      paired = paired || fours != 0
      if (at + 32 > end) mask &= (1 << <u32>(end - at)) - 1
      store<u32>(blockAt, mask)
      to = decodeBlock(at, mask, to)
      continue
    }
    const v1 = v128.load(at, 1)
    const v2 = v128.load(at, 2)
    const ascii = i8x16.gt_s(v, beforeZero)
    // 16-bit shifts: bits from the neighbouring byte are masked out.
    const high = v128.or(v128.and(i16x8.shl(v, 4), nibbleHigh), v128.and(i16x8.shr_u(v1, 2), nibbleLow))
    const lower = v128.or(v128.and(i16x8.shl(v1, 6), top), v128.and(v2, low))
    to = storeUnits(to, v128.bitselect(v, lower, ascii), v128.andnot(high, ascii), mask & 0xffff)
    const w1 = v128.load(at, 17)
    const w2 = v128.load(at, 18)
    const wAscii = i8x16.gt_s(w, beforeZero)
    const wHigh = v128.or(v128.and(i16x8.shl(w, 4), nibbleHigh), v128.and(i16x8.shr_u(w1, 2), nibbleLow))
    const wLower = v128.or(v128.and(i16x8.shl(w1, 6), top), v128.and(w2, low))
    to = storeUnits(to, v128.bitselect(w, wLower, wAscii), v128.andnot(wHigh, wAscii), mask >> 16)
  }
  store<u32>(blockAt, 0xffffffff, 4)
  blocksEnd = blockAt
  unitsEnd = <u32>to
  bytes = count
  block = BLOCKS
  placed = false
  return <i32>((to - UNITS) >> 1)
}

/** Mask of the lead bytes of four-byte characters, F0–FF, among 16 bytes. */
// @ts-ignore: decorator
@inline
function foursOf(bytes: v128): u32 {
  return i8x16.bitmask(i8x16.gt_u(bytes, i8x16.splat(<i8>0xef)))
}

/** Stores the units selected by the mask, given as the low and high bytes of 16 units. */
// @ts-ignore: decorator
@inline
function storeUnits(to: usize, low: v128, high: v128, mask: u32): usize {
  const a = i8x16.shuffle(low, high, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
  const b = i8x16.shuffle(low, high, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)
  const first = mask & 0xff
  v128.store(to, i8x16.swizzle(a, v128.load(<usize>first << 4, COMPRESS16)))
  v128.store(to + (<usize>popcnt(first) << 1), i8x16.swizzle(b, v128.load(<usize>(mask >> 8) << 4, COMPRESS16)))
  return to + (<usize>popcnt(mask) << 1)
}

/** Decodes one block character by character. */
function decodeBlock(from: usize, mask: u32, to: usize): usize {
  for (; mask != 0; mask &= mask - 1) {
    store<u16>(to, <u16>unitAt(from + <usize>ctz(mask)))
    to += 2
  }
  return to
}

/** The unit that starts at a byte. The second byte of four starts the low surrogate. */
function unitAt(at: usize): u32 {
  const lead = <u32>load<u8>(at)
  if (lead < 0x80) return lead
  const second = <u32>load<u8>(at, 1) & 0x3f
  if (lead < 0xc0) return 0xdc00 | ((second & 0xf) << 6) | (<u32>load<u8>(at, 2) & 0x3f)
  if (lead < 0xe0) return ((lead & 0x1f) << 6) | second
  const third = <u32>load<u8>(at, 2) & 0x3f
  if (lead < 0xf0) return ((lead & 0xf) << 12) | (second << 6) | third
  return 0xd7c0 + (((lead & 7) << 8) | (second << 2) | (third >> 4))
}

/**
 * The byte of the chunk at which a unit starts; the end of the chunk for the unit after the last. Searches the blocks
 * from the last position, unless all units are placed.
 */
export function byteOf(unit: i32): i32 {
  if (placed) return <i32>load<u16>(<usize>unit << 1, POSITIONS)
  const wanted = <u32>UNITS + (<u32>unit << 1)
  if (wanted >= unitsEnd) return bytes
  while (load<u32>(block, 4) > wanted) block -= 8
  while (load<u32>(block, 12) <= wanted) block += 8
  let mask = load<u32>(block)
  for (let skip = (wanted - load<u32>(block, 4)) >> 1; skip > 0; skip--) mask &= mask - 1
  return <i32>((block - BLOCKS) << 2) + ctz(mask)
}

/** Stores the byte of every unit, 32 bytes in a round. */
export function placeUnits(): void {
  let to: usize = POSITIONS
  for (let at: usize = BLOCKS; at < blocksEnd; at += 8) {
    const mask = load<u32>(at)
    const first = <i32>((at - BLOCKS) << 2)
    to = storeNumbers(to, mask & 0xff, first)
    to = storeNumbers(to, (mask >> 8) & 0xff, first + 8)
    to = storeNumbers(to, (mask >> 16) & 0xff, first + 16)
    to = storeNumbers(to, mask >> 24, first + 24)
  }
  store<u16>(to, <u16>bytes)
  placed = true
}
