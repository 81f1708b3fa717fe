// Walks the trie from the units at which a term may start, and lists the terms found, in order.

import { CANDIDATES, CLASSES, FOUND, MERGED, MERGED_TOO, NODES, RUNS, STATES, TABLE } from './layout'

/** Most terms found in one chunk. It bounds the moves of a walk too. */
export const FOUND_CAPACITY: i32 = 32768

let foundCount: i32 = 0
let runCount: i32 = 0
/** Address of the found terms, sorted. */
let sorted: usize = FOUND

export function countFound(): i32 {
  return foundCount
}

/** Found term `n`, in order of unit and length: unit << 48 | length << 32 | state. */
// @ts-ignore: decorator
@inline
export function foundAt(n: i32): u64 {
  return load<u64>(sorted + (<usize>n << 3))
}

/**
 * Finds all terms that start at the candidates; `count` is the number of units of the chunk. Dropped units are skipped.
 * Returns false after four moves for each unit: then the scalar engine, linear on every text, must scan the chunk.
 */
export function walk(units: usize, count: i32, candidates: i32, classed: bool, dropping: bool, singles: bool): bool {
  foundCount = 0
  runCount = 0
  enter(units, candidates, classed, singles)
  const budget = min(4 * count + 64, FOUND_CAPACITY - foundCount)
  const ended = classed
    ? dropping ? descend(units, candidates, budget, true, true) : descend(units, candidates, budget, true, false)
    : dropping ? descend(units, candidates, budget, false, true) : descend(units, candidates, budget, false, false)
  if (ended) sort()
  return ended
}

/** The class of a unit, with its flags. The hash filter has stored it; else it is looked up. */
// @ts-ignore: decorator
@inline
function classOf(units: usize, unit: u32, classed: bool): u32 {
  return classed
    ? load<u16>(<usize>unit << 1, CLASSES)
    : load<u16>(<usize>load<u16>(units + (<usize>unit << 1)) << 1, TABLE)
}

/** Sets the states after the first characters, which equal their classes. Finds the terms of one character. */
function enter(units: usize, candidates: i32, classed: bool, singles: bool): void {
  if (singles) beginRun()
  for (let n: usize = 0; n < <usize>candidates; n++) {
    const unit = <u32>load<u16>(n << 1, CANDIDATES)
    const value = classOf(units, unit, classed)
    store<u32>(n << 2, value & 0x3fff, STATES)
    if (singles) {
      store<u64>(<usize>foundCount << 3, (<u64>unit << 48) | (<u64>1 << 32) | <u64>(value & 0x3fff), FOUND)
      foundCount += <i32>((value >> 14) & 1)
    }
  }
}

/**
 * Moves all candidates by one unit at a time. There is no branch on what is found: write positions advance by 0 or 1.
 * A candidate at a dropped unit keeps its state.
 */
// @ts-ignore: decorator
@inline
function descend(units: usize, candidates: i32, moves: i32, classed: bool, dropping: bool): bool {
  let budget = moves
  let alive = candidates
  for (let depth: u32 = 1; alive > 0; depth++) {
    budget -= alive
    if (budget < 0) return false
    let kept: usize = 0
    let found = foundCount
    const length = <u64>(depth + 1) << 32
    beginRun()
    for (let n: usize = 0; n < <usize>alive; n++) {
      const unit = <u32>load<u16>(n << 1, CANDIDATES)
      const state = load<u32>(n << 2, STATES)
      const value = classOf(units, unit + depth, classed)
      const next = (load<u32>(<usize>state << 3, NODES) & 0x7fffffff) + (value & 0x3fff)
      const node = <usize>next << 3
      let holds = <u32>(load<u32>(node, NODES + 4) == state)
      const base = load<u32>(node, NODES)
      const dropped = dropping ? value >> 15 : 0
      if (dropping) holds &= dropped ^ 1
      store<u64>(<usize>found << 3, (<u64>unit << 48) | length | <u64>next, FOUND)
      found += <i32>(holds & (base >> 31))
      store<u16>(kept << 1, <u16>unit, CANDIDATES)
      store<u32>(kept << 2, dropping ? select<u32>(state, next, dropped) : next, STATES)
      kept += <usize>(dropped | (holds & <u32>((base & 0x7fffffff) != 0)))
    }
    foundCount = found
    alive = <i32>kept
  }
  return true
}

/** Starts a run, unless the last one is still empty. */
function beginRun(): void {
  if (runCount > 0 && load<i32>(<usize>(runCount - 1) << 2, RUNS) == foundCount) return
  store<i32>(<usize>runCount << 2, foundCount, RUNS)
  runCount++
}

/**
 * Sorts the found terms by unit, shorter terms first. Each level of the walk found its terms in order of units, so this
 * merges sorted runs. Usually each level finds far fewer terms than the one before; then runs are merged one by one,
 * the last ones first. Otherwise neighbours are merged in rounds. Sets `sorted`.
 */
function sort(): void {
  sorted = FOUND
  let onward = 0
  for (let run = 0; run < runCount - 1; run++) onward += foundCount - runStart(run)
  const rounds = 32 - clz(runCount - 1)
  if (runCount > 1 && onward <= rounds * foundCount) mergeOnward()
  else mergeNeighbours()
}

function mergeOnward(): void {
  for (let run = runCount - 2; run >= 0; run--) {
    const from = runStart(run)
    const middle = runStart(run + 1)
    const to = sorted == MERGED ? MERGED_TOO : MERGED
    merge(to + at(from), FOUND + at(from), FOUND + at(middle), sorted + at(middle), sorted + at(foundCount))
    sorted = to
  }
}

function mergeNeighbours(): void {
  let spare: usize = MERGED
  while (runCount > 1) {
    let runs = 0
    for (let run = 0; run < runCount; run += 2) {
      const from = runStart(run)
      const middle = sorted + at(runStart(run + 1))
      merge(spare + at(from), sorted + at(from), middle, middle, sorted + at(runStart(run + 2)))
      store<u32>(<usize>runs << 2, from, RUNS)
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
  return run < runCount ? load<i32>(<usize>run << 2, RUNS) : foundCount
}

// @ts-ignore: decorator
@inline
function at(n: i32): usize {
  return <usize>n << 3
}

/** Merges two runs to a third address. */
function merge(target: usize, leftStart: usize, leftEnd: usize, rightStart: usize, rightEnd: usize): void {
  let to = target
  let left = leftStart
  let right = rightStart
  while (left < leftEnd && right < rightEnd) {
    const a = load<u64>(left)
    const b = load<u64>(right)
    const second = <usize>(b < a)
    store<u64>(to, select<u64>(b, a, <bool>second))
    left += (1 - second) << 3
    right += second << 3
    to += 8
  }
  if (left < leftEnd) memory.copy(to, left, leftEnd - left)
  else memory.copy(to, right, rightEnd - right)
}
