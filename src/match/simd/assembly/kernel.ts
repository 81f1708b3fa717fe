// The filter and the walk, for WebAssembly with SIMD. Stages, layout and reasons: ../../README.md.

import {
  COMPRESS16, BLOCK_UNIT, BLOCK_MASK, UNITS, CLASSES, KEPT, POSITIONS, HASHES, SELECTORS, LOOKED, CANDIDATES,
  STATES, RUNS, FOUND, MERGED, TABLE, FILTER, INPUT, HITS, NODES,
} from './layout'
import { opaque, opaqueLong, storeNumbers } from './lanes'

export { setVeil } from './lanes'
export { COMPRESS16, COMPRESS8, TABLE, FILTER, INPUT, HITS, NODES } from './layout'
export { sawSurrogates, survey } from './survey'

const CHUNK_BYTES: i32 = 16384
const CHUNK_UNITS: i32 = 8192
const HITS_CAPACITY: i32 = 131072
/** Found terms of one chunk; the steps of a walk are bounded by it as well. */
const FOUND_CAPACITY: i32 = 32768

/** From so many hits in a chunk on it pays to place all its units. */
const MANY: i32 = 24

const HASH_A: i32 = 0x9e35
const HASH_B: i32 = 0x5d2b
const SELECT_A: i32 = 0x6a8d
const SELECT_B: i32 = 0xb1f3
const SELECT_C: i32 = 0x3c6f

/** What a scan stopped for: the end of the window, a full list of hits, a chunk that is the automaton's. */
const DONE: i32 = 0
const FULL: i32 = 1
const HARD: i32 = 2

let longest: i32 = 1
let terms: usize = 0
let singles: bool = false
let hitCount: i32 = 0
let status: i32 = DONE

let units: usize = UNITS
let unitCount: i32 = 0
let keptCount: i32 = 0
let dropping: bool = false
let wide: bool = false
let foundCount: i32 = 0
let runCount: i32 = 0
let sorted: usize = FOUND

export function configure(longestTerm: i32, states: i32, hasSingles: bool): void {
  longest = longestTerm
  terms = NODES + (<usize>states << 3)
  singles = hasSingles
}

export function takeHits(): i32 {
  const count = hitCount
  hitCount = 0
  return count
}

export function stoppedFor(): i32 {
  return status
}

/**
 * Scans the input from `from` (bytes or units) chunk by chunk; `base` is the offset of the input in the whole.
 * Returns where the next scan must begin.
 */
export function scan(utf8: bool, from: i32, length: i32, final: bool, base: i32): i32 {
  let at = from
  while (at < length) {
    if (hitCount + FOUND_CAPACITY > HITS_CAPACITY) {
      status = FULL
      return at
    }
    const next = utf8 ? scanBytes(at, length, final, base) : scanUnits(at, length, final, base)
    if (next <= at) {
      status = next < 0 ? HARD : DONE
      return at
    }
    at = next
  }
  status = DONE
  return at
}

function scanUnits(at: i32, length: i32, final: bool, base: i32): i32 {
  units = INPUT + (<usize>at << 1)
  let count = min(CHUNK_UNITS, length - at)
  const last = final && at + count == length
  // A dropped high surrogate must not be parted from its low one.
  if (!last && count > 1 && (load<u16>(units + (<usize>(count - 1) << 1)) & 0xfc00) == 0xd800) count--
  unitCount = count
  classify()
  const starts = last ? keptCount : keptCount - (longest - 1)
  if (!last && starts * 4 < count) return at + count == length && at > 0 ? at : -1
  if (!look(starts)) return -1
  for (let n = 0; n < foundCount; n++) {
    const found = load<u64>(sorted + (<usize>n << 3))
    const first = <i32>(found >> 48)
    const last = first + (<i32>(found >> 32) & 0xffff) - 1
    addHit(<usize>(found & 0xffffffff), base + at + unitOf(first), base + at + unitOf(last) + 1)
  }
  return at + (starts == keptCount ? count : unitOf(starts))
}

function scanBytes(at: i32, length: i32, final: bool, base: i32): i32 {
  units = UNITS
  const origin = INPUT + <usize>at
  let count = min(CHUNK_BYTES, length - at)
  const last = final && at + count == length
  if (at + count < length) while (count > 0 && (load<u8>(origin + <usize>count) & 0xc0) == 0x80) count--
  wide = false
  decode(origin, count)
  if (wide) decodeWide(origin, count)
  classify()
  let starts = last ? keptCount : keptCount - (longest - 1)
  if (!last && starts * 4 < unitCount) return at + count == length && at > 0 ? at : -1
  // The next chunk must not begin inside a character of four bytes.
  if (wide && starts < keptCount && (load<u16>(units + (<usize>unitOf(starts) << 1)) & 0xfc00) == 0xdc00) starts--
  if (starts <= 0 && !last) return -1
  if (!look(starts)) return -1
  block = 0
  placed = wide
  if (!wide && foundCount > MANY) {
    placeUnits(count)
    placed = true
  }
  addByteHits(origin, at + base)
  return at + (starts == keptCount ? count : byteOf(unitOf(starts)))
}

function addByteHits(origin: usize, base: i32): void {
  for (let n = 0; n < foundCount; n++) {
    const found = load<u64>(sorted + (<usize>n << 3))
    const first = <i32>(found >> 48)
    const start = byteOf(unitOf(first))
    const last = byteOf(unitOf(first + (<i32>(found >> 32) & 0xffff) - 1))
    addHit(<usize>(found & 0xffffffff), base + start, base + last + widthOf(load<u8>(origin + <usize>last)))
  }
}

/** Byte at which each unit starts, from the masks of the blocks: 16 bytes a round, like `choose`. */
function placeUnits(count: i32): void {
  let to: usize = POSITIONS
  for (let at = 0; at < count; at += 16) {
    const mask = <u32>load<u16>(BLOCK_MASK + (<usize>at >> 3))
    to = storeNumbers(to, mask & 0xff, at)
    to = storeNumbers(to, mask >> 8, at + 8)
  }
}

/** Walks the blocks upwards; `block` remembers where. With `placed` each unit's place is at hand. */
function byteOf(unit: i32): i32 {
  if (placed) return <i32>load<u16>(POSITIONS + (<usize>unit << 1))
  while (<i32>load<u16>(BLOCK_UNIT + (<usize>block << 1)) > unit) block--
  while (<i32>load<u16>(BLOCK_UNIT + (<usize>block << 1), 2) <= unit) block++
  let mask = <u32>load<u16>(BLOCK_MASK + (<usize>block << 1))
  for (let skip = unit - <i32>load<u16>(BLOCK_UNIT + (<usize>block << 1)); skip > 0; skip--) mask &= mask - 1
  return (block << 4) + ctz(mask)
}

let block: i32 = 0
/** Whether `POSITIONS` holds this chunk: where a character has four bytes, and where hits are many. */
let placed: bool = false

// @ts-ignore: decorator
@inline
function widthOf(lead: i32): i32 {
  return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
}

// @ts-ignore: decorator
@inline
function unitOf(character: i32): i32 {
  return dropping ? <i32>load<u16>(KEPT + (<usize>character << 1)) : character
}

// @ts-ignore: decorator
@inline
function addHit(state: usize, start: i32, end: i32): void {
  const to = HITS + <usize>hitCount * 12
  store<u32>(to, load<u32>(terms + (state << 2)))
  store<u32>(to, start, 4)
  store<u32>(to, end, 8)
  hitCount++
}

/** UTF-8 to UTF-16, 16 bytes a round; well-formed input only. Sets `wide` and stops at a character of four bytes. */
function decode(origin: usize, count: i32): void {
  const nibbleHigh = i8x16.splat(<i8>opaque(0xf0))
  const nibbleLow = i8x16.splat(<i8>opaque(0x0f))
  const top = i8x16.splat(<i8>opaque(0xc0))
  const low = i8x16.splat(<i8>opaque(0x3f))
  const lastTail = i8x16.splat(<i8>opaque(0xbf))
  const beforeZero = i8x16.splat(<i8>opaque(0xff))
  const threeLead = i8x16.splat(<i8>opaque(0xe0))
  const shift = i8x16.splat(<i8>opaque(0x70))
  const shifted = i8x16.splat(<i8>opaque(0xb0))
  let to: usize = UNITS
  let at = 0
  let blockAt: usize = 0
  for (; at < count; at += 16, blockAt += 2) {
    const from = origin + <usize>at
    const v = v128.load(from)
    store<u16>(blockAt, <u16>((to - UNITS) >> 1), BLOCK_UNIT)
    let mask: u32 = i8x16.bitmask(i8x16.gt_s(v, lastTail))
    if (at + 16 > count) mask &= (1 << (count - at)) - 1
    store<u16>(blockAt, <u16>mask, BLOCK_MASK)
    // Leads of two and four bytes, C0–DF and F0–FF, are the lowest signed bytes once E0 is taken to 70.
    const rare: u32 = i8x16.bitmask(i8x16.lt_s(i8x16.add(v128.xor(v, threeLead), shift), shifted)) & mask
    if (rare != 0) {
      to = decodeBlock(from, mask, to)
      if (wide) return
      continue
    }
    const v1 = v128.load(from, 1)
    const v2 = v128.load(from, 2)
    const ascii = i8x16.gt_s(v, beforeZero)
    // Shifts of 16-bit lanes: what crosses from the neighbouring byte is masked away.
    const high = v128.or(v128.and(i16x8.shl(v, 4), nibbleHigh), v128.and(i16x8.shr_u(v1, 2), nibbleLow))
    const lower = v128.or(v128.and(i16x8.shl(v1, 6), top), v128.and(v2, low))
    const h = v128.andnot(high, ascii)
    const l = v128.bitselect(v, lower, ascii)
    const a = i8x16.shuffle(l, h, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
    const b = i8x16.shuffle(l, h, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)
    const first = mask & 0xff
    v128.store(to, i8x16.swizzle(a, v128.load(<usize>first << 4, COMPRESS16)))
    to += <usize>popcnt(first) << 1
    const second = mask >> 8
    v128.store(to, i8x16.swizzle(b, v128.load(<usize>second << 4, COMPRESS16)))
    to += <usize>popcnt(second) << 1
  }
  unitCount = <i32>((to - UNITS) >> 1)
  store<u16>(BLOCK_UNIT + blockAt, 0xffff)
}

/** One block with characters of two bytes; sets `wide` and stops at one of four. */
function decodeBlock(from: usize, mask: u32, to: usize): usize {
  while (mask != 0) {
    const point = pointAt(from + <usize>ctz(mask))
    wide = point > 0xffff
    if (wide) break
    store<u16>(to, <u16>point)
    to += 2
    mask &= mask - 1
  }
  return to
}

/** The whole chunk character by character, with the place of each unit. */
function decodeWide(origin: usize, count: i32): void {
  let n: usize = 0
  for (let at = 0; at < count;) {
    const point = pointAt(origin + <usize>at)
    const paired = point > 0xffff
    store<u16>(UNITS + n, <u16>(paired ? 0xd7c0 + (point >> 10) : point))
    store<u16>(POSITIONS + n, <u16>at)
    n += 2
    if (paired) {
      store<u16>(UNITS + n, <u16>(0xdc00 | (point & 0x3ff)))
      store<u16>(POSITIONS + n, <u16>at)
      n += 2
    }
    at += widthOf(load<u8>(origin + <usize>at))
  }
  unitCount = <i32>(n >> 1)
}

function pointAt(at: usize): u32 {
  const lead = <u32>load<u8>(at)
  if (lead < 0x80) return lead
  const second = <u32>load<u8>(at, 1) & 0x3f
  if (lead < 0xe0) return ((lead & 0x1f) << 6) | second
  const third = <u32>load<u8>(at, 2) & 0x3f
  if (lead < 0xf0) return ((lead & 0xf) << 12) | (second << 6) | third
  return ((lead & 7) << 18) | (second << 12) | (third << 6) | (<u32>load<u8>(at, 3) & 0x3f)
}

function classify(): void {
  const end = <usize>unitCount << 1
  let flags: u64 = 0
  let at: usize = 0
  for (; at + 8 <= end; at += 8) {
    const four = load<u64>(units + at) // one load for four units
    const a = load<u16>(<usize>((four & 0xffff) << 1), TABLE)
    const b = load<u16>(<usize>(((four >> 16) & 0xffff) << 1), TABLE)
    const c = load<u16>(<usize>(((four >> 32) & 0xffff) << 1), TABLE)
    const d = load<u16>(<usize>((four >> 48) << 1), TABLE)
    store<u16>(at, <u16>a, CLASSES)
    store<u16>(at, <u16>b, CLASSES + 2)
    store<u16>(at, <u16>c, CLASSES + 4)
    store<u16>(at, <u16>d, CLASSES + 6)
    flags |= a | b | c | d
  }
  for (; at < end; at += 2) {
    const a = load<u16>(<usize>load<u16>(units + at) << 1, TABLE)
    store<u16>(at, <u16>a, CLASSES)
    flags |= a
  }
  keptCount = unitCount
  dropping = (flags & 0x8000) != 0
  if (dropping) squeeze()
  memory.fill(CLASSES + (<usize>keptCount << 1), 0, 64)
}

/**
 * Moves the kept classes together and notes their units, 8 a round. A dropped high surrogate takes the low one along: such
 * texts are rare and go one by one from there.
 */
function squeeze(): void {
  const high = i16x8.splat(<i16>opaque(0xd800))
  const top = i16x8.splat(<i16>opaque(0xfc00))
  let to: usize = 0
  let at = 0
  for (; at + 8 <= unitCount; at += 8) {
    const letters = v128.load(<usize>at << 1, CLASSES)
    const surrogates = i16x8.eq(v128.and(v128.load(units + (<usize>at << 1)), top), high)
    if (i16x8.bitmask(v128.and(letters, surrogates)) != 0) break
    const mask = <u32>(i16x8.bitmask(letters) ^ 0xff)
    v128.store(to, i8x16.swizzle(letters, v128.load(<usize>mask << 4, COMPRESS16)), CLASSES)
    to = storeNumbers(KEPT + to, mask, at) - KEPT
  }
  for (; at < unitCount; at++) {
    const letter = load<u16>(CLASSES + (<usize>at << 1))
    store<u16>(CLASSES + to, letter)
    store<u16>(KEPT + to, <u16>at)
    if (letter < 0x8000) {
      to += 2
    } else if ((load<u16>(units + (<usize>at << 1)) & 0xfc00) == 0xd800 && at + 1 < unitCount
      && (load<u16>(units + (<usize>at << 1), 2) & 0xfc00) == 0xdc00) {
      at++
    }
  }
  keptCount = <i32>(to >> 1)
}

/** Finds all terms that start at the first `starts` characters, in order; false where the walk grows too long. */
function look(starts: i32): bool {
  foundCount = 0
  runCount = 0
  if (starts <= 0) return true
  if (singles) findSingles(starts)
  hash(starts)
  gather(starts)
  if (!walk(choose(starts))) return false
  sort()
  return true
}

/** Levels that find nothing make no run. */
function beginRun(): void {
  if (runCount > 0 && load<i32>(RUNS + (<usize>(runCount - 1) << 2)) == foundCount) return
  store<i32>(RUNS + (<usize>runCount << 2), foundCount)
  runCount++
}

function findSingles(starts: i32): void {
  beginRun()
  for (let at = 0; at < starts; at += 8) {
    let mask: u32 = i16x8.bitmask(i16x8.shl(v128.load(CLASSES + (<usize>at << 1)), 1))
    if (at + 8 > starts) mask &= (1 << (starts - at)) - 1
    for (; mask != 0; mask &= mask - 1) {
      const character = at + ctz(mask)
      store<u64>(FOUND + (<usize>foundCount << 3),
        (<u64>character << 48) | (<u64>1 << 32) | <u64>(load<u16>(CLASSES + (<usize>character << 1)) & 0x3fff))
      foundCount++
    }
  }
}

/** For each character the byte of the filter to look at, and the two bits of it that count. */
function hash(starts: i32): void {
  const hashA = i16x8.splat(<i16>opaque(HASH_A))
  const hashB = i16x8.splat(<i16>opaque(HASH_B))
  const selectA = i16x8.splat(<i16>opaque(SELECT_A))
  const selectB = i16x8.splat(<i16>opaque(SELECT_B))
  const selectC = i16x8.splat(<i16>opaque(SELECT_C))
  const seven = i16x8.splat(<i16>opaque(7))
  const powers = i64x2.splat(opaqueLong(0x8040201008040201))
  for (let at: usize = 0, end = <usize>starts << 1; at < end; at += 32) {
    const a0 = v128.load(at, CLASSES)
    const b0 = v128.load(at, CLASSES + 2)
    const c0 = v128.load(at, CLASSES + 4)
    const a1 = v128.load(at, CLASSES + 16)
    const b1 = v128.load(at, CLASSES + 18)
    const c1 = v128.load(at, CLASSES + 20)
    v128.store(at, i16x8.add(i16x8.mul(a0, hashA), i16x8.mul(b0, hashB)), HASHES)
    v128.store(at, i16x8.add(i16x8.mul(a1, hashA), i16x8.mul(b1, hashB)), HASHES + 16)
    const g0 = i16x8.add(i16x8.mul(a0, selectA), i16x8.mul(b0, selectB))
    const g1 = i16x8.add(i16x8.mul(a1, selectA), i16x8.mul(b1, selectB))
    const two = i8x16.narrow_i16x8_u(
      v128.and(i16x8.shr_u(g0, 9), seven), v128.and(i16x8.shr_u(g1, 9), seven))
    const more = i8x16.narrow_i16x8_u(
      i16x8.shr_u(i16x8.add(g0, i16x8.mul(c0, selectC)), 13), i16x8.shr_u(i16x8.add(g1, i16x8.mul(c1, selectC)), 13))
    v128.store(at >> 1, v128.or(i8x16.swizzle(powers, two), i8x16.swizzle(powers, more)), SELECTORS)
  }
}

function gather(starts: i32): void {
  for (let at: usize = 0; at < <usize>starts; at += 8) {
    const low = load<u64>(at << 1, HASHES)
    const high = load<u64>(at << 1, HASHES + 8)
    store<u8>(at, load<u8>(<usize>(low & 0xffff), FILTER), LOOKED)
    store<u8>(at, load<u8>(<usize>((low >> 16) & 0xffff), FILTER), LOOKED + 1)
    store<u8>(at, load<u8>(<usize>((low >> 32) & 0xffff), FILTER), LOOKED + 2)
    store<u8>(at, load<u8>(<usize>(low >> 48), FILTER), LOOKED + 3)
    store<u8>(at, load<u8>(<usize>(high & 0xffff), FILTER), LOOKED + 4)
    store<u8>(at, load<u8>(<usize>((high >> 16) & 0xffff), FILTER), LOOKED + 5)
    store<u8>(at, load<u8>(<usize>((high >> 32) & 0xffff), FILTER), LOOKED + 6)
    store<u8>(at, load<u8>(<usize>(high >> 48), FILTER), LOOKED + 7)
  }
}

/** Lists the characters at which a term may start; returns how many. */
function choose(starts: i32): i32 {
  const zero = i8x16.splat(<i8>opaque(0))
  let to: usize = CANDIDATES
  for (let at = 0; at < starts; at += 16) {
    const hit = v128.and(v128.load(<usize>at, LOOKED), v128.load(<usize>at, SELECTORS))
    let mask: u32 = i8x16.bitmask(i8x16.ne(hit, zero))
    if (at + 16 > starts) mask &= (1 << (starts - at)) - 1
    if (mask == 0) continue
    to = storeNumbers(to, mask & 0xff, at)
    to = storeNumbers(to, mask >> 8, at + 8)
  }
  return <i32>((to - CANDIDATES) >> 1)
}

/**
 * Moves all candidates one level down the trie at a time. No branch on what is found: places to write to advance by what held.
 * False when the moves pass four a character: then the automaton, linear on every text, takes the chunk.
 */
function walk(candidates: i32): bool {
  for (let n: usize = 0; n < <usize>candidates; n++) {
    const character = <usize>load<u16>(n << 1, CANDIDATES)
    store<u32>(n << 2, load<u16>(character << 1, CLASSES) & 0x3fff, STATES)
  }
  let budget = min(4 * keptCount + 64, FOUND_CAPACITY - foundCount)
  let alive = candidates
  for (let depth = 1; alive > 0; depth++) {
    budget -= alive
    if (budget < 0) return false
    let kept: usize = 0
    let found = foundCount
    const ahead = <usize>depth << 1
    const length = <u64>(depth + 1) << 32
    beginRun()
    for (let n: usize = 0; n < <usize>alive; n++) {
      const character = <u32>load<u16>(n << 1, CANDIDATES)
      const state = load<u32>(n << 2, STATES)
      const letter = <u32>load<u16>(ahead + (<usize>character << 1), CLASSES) & 0x3fff
      const next = (load<u32>(<usize>state << 3, NODES) & 0x7fffffff) + letter
      const node = <usize>next << 3
      const holds = <u32>(load<u32>(node, NODES + 4) == state)
      const base = load<u32>(node, NODES)
      store<u64>(<usize>found << 3, (<u64>character << 48) | length | <u64>next, FOUND)
      found += <i32>(holds & (base >> 31))
      store<u16>(kept << 1, <u16>character, CANDIDATES)
      store<u32>(kept << 2, next, STATES)
      kept += <usize>(holds & <u32>((base & 0x7fffffff) != 0))
    }
    foundCount = found
    alive = <i32>kept
  }
  return true
}

/**
 * By character, shorter terms first. Each level of the walk found its terms in order of character, so they are runs to merge,
 * neighbours first. Afterwards `sorted` is where they stand.
 */
function sort(): void {
  sorted = FOUND
  let spare: usize = MERGED
  while (runCount > 1) {
    let runs = 0
    for (let run = 0; run < runCount; run += 2) {
      const from = runStart(run)
      merge(spare, from, runStart(run + 1), runStart(run + 2))
      store<u32>(RUNS + (<usize>runs << 2), from)
      runs++
    }
    runCount = runs
    const merged = spare
    spare = sorted
    sorted = merged
  }
}

// @ts-ignore: decorator
@inline
function runStart(run: i32): i32 {
  return run < runCount ? load<i32>(RUNS + (<usize>run << 2)) : foundCount
}

/** Merges `from .. middle` and `middle .. end` of `sorted` into the same places of `to`. */
function merge(to: usize, from: i32, middle: i32, end: i32): void {
  let left = from
  let right = middle
  let at = to + (<usize>from << 3)
  while (left < middle && right < end) {
    const a = load<u64>(sorted + (<usize>left << 3))
    const b = load<u64>(sorted + (<usize>right << 3))
    const second = <i32>(b < a)
    store<u64>(at, select<u64>(b, a, second))
    left += 1 - second
    right += second
    at += 8
  }
  if (left < middle) memory.copy(at, sorted + (<usize>left << 3), <usize>(middle - left) << 3)
  else memory.copy(at, sorted + (<usize>right << 3), <usize>(end - right) << 3)
}
