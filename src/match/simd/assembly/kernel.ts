// The filter and the walk, for WebAssembly with SIMD. Stages, layout and reasons: ../../README.md.
// What is exported is called, written or read from outside.

import { bucketsDropping, bucketsPairing, fromBuckets } from './buckets'
import { byteOf, decode, decodedPairs, placeUnits } from './decode'
import { fromHashes, hashesDropping } from './hashes'
import { CANDIDATES, CLASSES, HITS, INPUT, NODES, TABLE, UNITS } from './layout'
import { halfOf, opaque } from './lanes'
import { countFound, FOUND_CAPACITY, foundAt, walk } from './walk'

export { setVeil } from './lanes'
export { BUCKETS, COMPRESS16, COMPRESS8, FILTER, HITS, INPUT, NODES, TABLE } from './layout'
export { sawSurrogates, survey } from './survey'

const CHUNK_BYTES: i32 = 16384
const CHUNK_UNITS: i32 = 8192
const HITS_CAPACITY: i32 = 262144

/** From so many hits in a chunk on it pays to place all its units. */
const MANY: i32 = 24

/** What a scan stopped for: the end of the window, a full list of hits, a chunk that is the automaton's. */
const DONE: i32 = 0
const FULL: i32 = 1
const HARD: i32 = 2

let longest: i32 = 1
let terms: usize = 0
/**
 * Lists of terms that end in one state, and the most of one list; 1 if there are none, or longer ones that are not told
 * here.
 */
let lists: usize = 0
let mostTerms: i32 = 1
let hashed: bool = false
let singles: bool = false
/** A unit of class 0: what a text ends with. */
let strange: u32 = 0
/** A unit that is dropped and no half of a pair, if any is. */
let ignored: u32 = 0
let hitCount: i32 = 0
let status: i32 = DONE

/** `hashing`: whether candidates come from the filter that hashes, or from buckets. */
export function configure(longestTerm: i32, states: i32, mostInList: i32, hashing: bool, hasSingles: bool): void {
  longest = longestTerm
  terms = NODES + (<usize>states << 3)
  lists = terms + (<usize>states << 2)
  mostTerms = mostInList
  hashed = hashing
  singles = hasSingles
}

export function setUnits(strangeUnit: i32, ignoredUnit: i32): void {
  strange = strangeUnit
  ignored = ignoredUnit
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
    if (hitCount + mostTerms * FOUND_CAPACITY > HITS_CAPACITY) {
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
  const units = INPUT + (<usize>at << 1)
  let count = min(CHUNK_UNITS, length - at)
  const last = final && at + count == length
  // A dropped first half of a pair must not be parted from the second.
  if (!last && halfOf(unitAt(units, count - 1)) == 0xd800) count--
  if (count == 0) return at
  const starts = look(units, count, last, true)
  if (starts < 0) return at + count == length && at > 0 && starts == SHORT ? at : -1
  for (let n = 0, found = countFound(); n < found; n++) {
    const one = foundAt(n)
    const start = base + at + <i32>(one >> 48)
    addHit(<usize>(one & 0xffffffff), start, start + (<i32>(one >> 32) & 0xffff))
  }
  return at + starts
}

function scanBytes(at: i32, length: i32, final: bool, base: i32): i32 {
  const origin = INPUT + <usize>at
  let bytes = min(CHUNK_BYTES, length - at)
  const last = final && at + bytes == length
  if (at + bytes < length) while (bytes > 0 && (load<u8>(origin + <usize>bytes) & 0xc0) == 0x80) bytes--
  const count = decode(origin, bytes)
  const starts = look(UNITS, count, last, decodedPairs())
  if (starts < 0) return at + bytes == length && at > 0 && starts == SHORT ? at : -1
  const found = countFound()
  if (found > MANY) placeUnits()
  for (let n = 0; n < found; n++) {
    const one = foundAt(n)
    const first = <i32>(one >> 48)
    const start = byteOf(first)
    addHit(<usize>(one & 0xffffffff), base + at + start, base + at + byteOf(first + (<i32>(one >> 32) & 0xffff)))
  }
  return at + byteOf(starts)
}

/**
 * What `look` says of a chunk that ends before terms starting in its first quarter would, and of one with too long a
 * walk.
 */
const SHORT: i32 = -1
const LONG: i32 = -2

/**
 * Finds the terms that start in a chunk; returns at which unit the next one must begin, or less than 0. All are told if
 * it is the last, else those that cannot go on beyond its end.
 */
function look(units: usize, count: i32, last: bool, mayPair: bool): i32 {
  if (last) store<u16>(units + (<usize>count << 1), <u16>strange)
  let candidates = hashed ? fromHashes(units, count) : fromBuckets(units, count)
  const dropping = hashed ? hashesDropping() : bucketsDropping()
  if (dropping && mayPair && (hashed || bucketsPairing())) dropSecondHalves(units, count)
  const starts = last ? count : beforeLongest(units, count)
  if (!last && starts * 4 < count) return SHORT
  while (candidates > 0 && <i32>load<u16>(<usize>(candidates - 1) << 1, CANDIDATES) >= starts) candidates--
  return walk(units, count, candidates, hashed, dropping, singles) ? starts : LONG
}

/** After how many units less than the longest term is left, dropped ones not counted. */
function beforeLongest(units: usize, count: i32): i32 {
  let starts = count
  for (let left = longest - 1; left > 0 && starts > 0;) {
    starts--
    if (!isDropped(unitAt(units, starts))) left--
  }
  // The next chunk must not begin inside a character.
  return starts > 0 && starts < count && halfOf(unitAt(units, starts)) == 0xdc00 ? starts - 1 : starts
}

// @ts-ignore: decorator
@inline
function unitAt(units: usize, at: i32): u32 {
  return load<u16>(units + (<usize>at << 1))
}

// @ts-ignore: decorator
@inline
function isDropped(unit: u32): bool {
  return (load<u16>(<usize>unit << 1, TABLE) & 0x8000) != 0
}

/**
 * A dropped first half of a pair takes the second along: that becomes a dropped unit too.
 */
function dropSecondHalves(units: usize, count: i32): void {
  const top = i16x8.splat(<i16>opaque(0xfc00))
  const first = i16x8.splat(<i16>opaque(0xd800))
  for (let from = 0; from < count; from += 8) {
    let mask: u32 = i16x8.bitmask(i16x8.eq(v128.and(v128.load(units + (<usize>from << 1)), top), first))
    for (; mask != 0; mask &= mask - 1) {
      const at = from + ctz(mask)
      if (at + 1 >= count || !isDropped(unitAt(units, at)) || halfOf(unitAt(units, at + 1)) != 0xdc00) continue
      store<u16>(units + (<usize>at << 1), <u16>ignored, 2)
      store<u16>(<usize>at << 1, 0x8000, CLASSES + 2)
    }
  }
}

// @ts-ignore: decorator
@inline
function addHit(state: usize, start: i32, end: i32): void {
  const term = load<u32>(terms + (state << 2))
  if (<i32>term < 0 && mostTerms > 1) {
    addHits(lists + (<usize>(term & 0x7fffffff) << 2), start, end)
  } else {
    storeHit(term, start, end)
  }
}

/** One hit for each term of a list: depth, count, terms. */
function addHits(list: usize, start: i32, end: i32): void {
  for (let n: u32 = 0, count = load<u32>(list, 4); n < count; n++) {
    storeHit(load<u32>(list + (<usize>n << 2), 8), start, end)
  }
}

// @ts-ignore: decorator
@inline
function storeHit(term: u32, start: i32, end: i32): void {
  const to = HITS + <usize>hitCount * 12
  store<u32>(to, term)
  store<u32>(to, start, 4)
  store<u32>(to, end, 8)
  hitCount++
}
