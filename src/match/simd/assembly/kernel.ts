// The kernel: filter and walk, for WebAssembly with SIMD. ../../README.md describes stages, layout and reasons.
// Exports are for ../kernel.ts.

import { bucketsDropping, bucketsPairing, fromBuckets } from './buckets'
import { byteOf, decode, decodedPairs, placeUnits } from './decode'
import { fromHashes, hashesDropping } from './hashes'
import { CANDIDATES, CLASSES, HITS, INPUT, NODES, TABLE, UNITS } from './layout'
import { opaque, surrogateKind } from './lanes'
import { countFound, FOUND_CAPACITY, foundAt, walk } from './walk'

export { setZero } from './lanes'
export { BUCKETS, COMPRESS16, COMPRESS8, FILTER, HITS, INPUT, NODES, TABLE } from './layout'
export { hasSurrogates, survey } from './survey'

const CHUNK_BYTES: i32 = 16384
const CHUNK_UNITS: i32 = 8192
const HITS_CAPACITY: i32 = 262144

/** With more hits in a chunk, placing all units is cheaper. */
const MANY_HITS: i32 = 24

/** Why a scan stopped: the window is done, the list of hits is full, or a chunk is too hard. */
const DONE: i32 = 0
const FULL: i32 = 1
const HARD: i32 = 2

/** Characters of the longest term. */
let longest: i32 = 1
/** Address of the terms of the states. */
let terms: usize = 0
/**
 * Address of the lists of terms that end in one state, and the length of the longest. It is 1 when there are no lists,
 * or when they are too long and hits name the list instead.
 */
let lists: usize = 0
let mostTerms: i32 = 1
let hashing: bool = false
let singles: bool = false
/** A unit of class 0, which is put after the end of a text. */
let unknownUnit: u32 = 0
/** A dropped unit that is no surrogate, if there is one. */
let droppedUnit: u32 = 0
let hitCount: i32 = 0
let stopped: i32 = DONE

/** `useHashes`: candidates come from the hash filter, not from buckets. */
export function configure(longestTerm: i32, states: i32, mostInList: i32, useHashes: bool, hasSingles: bool): void {
  longest = longestTerm
  terms = NODES + (<usize>states << 3)
  lists = terms + (<usize>states << 2)
  mostTerms = mostInList
  hashing = useHashes
  singles = hasSingles
}

export function setUnits(unknown: i32, dropped: i32): void {
  unknownUnit = unknown
  droppedUnit = dropped
}

export function takeHitCount(): i32 {
  const count = hitCount
  hitCount = 0
  return count
}

export function stopReason(): i32 {
  return stopped
}

/**
 * Scans the input from `from` on, in bytes or units, chunk by chunk; `base` is the offset of the input in the whole
 * text. Returns the offset at which the next scan must start.
 */
export function scan(utf8: bool, from: i32, length: i32, final: bool, base: i32): i32 {
  let at = from
  while (at < length) {
    if (hitCount + mostTerms * FOUND_CAPACITY > HITS_CAPACITY) {
      stopped = FULL
      return at
    }
    const next = utf8 ? scanBytes(at, length, final, base) : scanUnits(at, length, final, base)
    if (next <= at) {
      stopped = next < 0 ? HARD : DONE
      return at
    }
    at = next
  }
  stopped = DONE
  return at
}

function scanUnits(at: i32, length: i32, final: bool, base: i32): i32 {
  const units = INPUT + (<usize>at << 1)
  let count = min(CHUNK_UNITS, length - at)
  const last = final && at + count == length
  // A dropped high surrogate must stay with its low one.
  if (!last && surrogateKind(unitAt(units, count - 1)) == 0xd800) count--
  if (count == 0) return at
  const starts = findTerms(units, count, last, true)
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
  const starts = findTerms(UNITS, count, last, decodedPairs())
  if (starts < 0) return at + bytes == length && at > 0 && starts == SHORT ? at : -1
  const found = countFound()
  if (found > MANY_HITS) placeUnits()
  for (let n = 0; n < found; n++) {
    const one = foundAt(n)
    const first = <i32>(one >> 48)
    const start = byteOf(first)
    addHit(<usize>(one & 0xffffffff), base + at + start, base + at + byteOf(first + (<i32>(one >> 32) & 0xffff)))
  }
  return at + byteOf(starts)
}

/**
 * Results of `findTerms` for a chunk in which hits could start in less than a quarter, and for one that needs too many
 * moves.
 */
const SHORT: i32 = -1
const LONG: i32 = -2

/**
 * Finds the terms that start in a chunk; returns the unit at which the next chunk must start, or `SHORT` or `LONG`. In
 * the last chunk all terms are found, in others those that cannot extend beyond its end.
 */
function findTerms(units: usize, count: i32, last: bool, mayPair: bool): i32 {
  if (last) store<u16>(units + (<usize>count << 1), <u16>unknownUnit)
  let candidates = hashing ? fromHashes(units, count) : fromBuckets(units, count)
  const dropping = hashing ? hashesDropping() : bucketsDropping()
  if (dropping && mayPair && (hashing || bucketsPairing())) dropLowSurrogates(units, count)
  const starts = last ? count : beforeLongest(units, count)
  if (!last && starts * 4 < count) return SHORT
  while (candidates > 0 && <i32>load<u16>(<usize>(candidates - 1) << 1, CANDIDATES) >= starts) candidates--
  return walk(units, count, candidates, hashing, dropping, singles) ? starts : LONG
}

/** The unit after which fewer units than the longest term are left, dropped ones not counted. */
function beforeLongest(units: usize, count: i32): i32 {
  let starts = count
  for (let left = longest - 1; left > 0 && starts > 0;) {
    starts--
    if (!isDropped(unitAt(units, starts))) left--
  }
  // The next chunk must not start inside a character.
  return starts > 0 && starts < count && surrogateKind(unitAt(units, starts)) == 0xdc00 ? starts - 1 : starts
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

/** Drops the low surrogates after dropped high ones: they are replaced by a dropped unit. */
function dropLowSurrogates(units: usize, count: i32): void {
  const top = i16x8.splat(<i16>opaque(0xfc00))
  const first = i16x8.splat(<i16>opaque(0xd800))
  for (let from = 0; from < count; from += 8) {
    let mask: u32 = i16x8.bitmask(i16x8.eq(v128.and(v128.load(units + (<usize>from << 1)), top), first))
    for (; mask != 0; mask &= mask - 1) {
      const at = from + ctz(mask)
      if (at + 1 >= count || !isDropped(unitAt(units, at)) || surrogateKind(unitAt(units, at + 1)) != 0xdc00) continue
      store<u16>(units + (<usize>at << 1), <u16>droppedUnit, 2)
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

/** Adds a hit for each term of a list. A list is depth, count, terms. */
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
