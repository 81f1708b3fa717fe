import type { Automaton } from '../automaton.js'
import type { CompiledTerms } from '../compile-terms.js'
import { FREQUENT_CHARACTERS } from './frequent-characters.js'

/**
 * The filter for few terms. Terms with the same start are put into one of ten buckets. The entry of a code unit says in
 * which buckets it is a first, second and third character. A term may start where three units in a row have a bucket in
 * common.
 */
export interface Buckets {
  /** For each class, 0 included: bits 22–31 first, 12–21 second, 2–11 third character in a bucket. */
  readonly entries: Uint32Array
  /** Estimate, from the terms, of the share of units in Chinese text that pass the filter. */
  readonly passing: number
}

/**
 * The entry of a dropped unit: it can be any third character; bit 0 allows any second character after it; bit 1 marks a
 * high surrogate.
 */
export function droppedEntry(unit: number): number {
  return 0xffd | ((unit & 0xfc00) === 0xd800 ? 2 : 0)
}

const BUCKETS = 10
/** Buckets for terms of two characters, if there are longer ones too. Longer terms are filtered better, by a third. */
const FOR_PAIRS = 4
const FIRST = 22
const SECOND = 12
const THIRD = 2

/** The terms with one first character, either those of two characters or the longer ones. They share a bucket. */
interface Group {
  /** One symbol. */
  readonly first: readonly number[]
  readonly seconds: readonly number[]
  /** Empty for terms of two characters. */
  readonly thirds: readonly number[]
}

/** Distributes terms to buckets. Cost: milliseconds for 2,000 terms, growing with terms and classes. */
export function buildBuckets({ automaton, alphabet }: CompiledTerms): Buckets {
  const { pairs, longer, singles } = groupsOf(automaton)
  const share = frequencies(alphabet.classes, alphabet.count)
  const free = BUCKETS - Math.min(1, singles.length)
  const forPairs = longer.length === 0 ? free : pairs.length === 0 ? 0 : FOR_PAIRS
  const buckets = Array.from({ length: free }, (_, n) => new Bucket(share, n < forPairs))
  distribute(pairs, buckets.slice(0, forPairs), share)
  distribute(longer, buckets.slice(forPairs), share)
  const entries = new Uint32Array(alphabet.count + 1)
  buckets.forEach((bucket, n) => { bucket.write(entries, n) })
  if (singles.length > 0) writeSingles(entries, singles)
  return { entries, passing: buckets.reduce((sum, bucket) => sum + bucket.passing(), 0) }
}

/** Any two units can follow a term of one character. */
function writeSingles(entries: Uint32Array, singles: readonly number[]): void {
  const bit = BUCKETS - 1
  const anything = (1 << (SECOND + bit)) | (1 << (THIRD + bit))
  for (let symbol = 0; symbol < entries.length; symbol++) entries[symbol]! |= anything
  for (const symbol of singles) entries[symbol]! |= 1 << (FIRST + bit)
}

function groupsOf({ base, check, output }: Automaton): { pairs: Group[]; longer: Group[]; singles: number[] } {
  const seconds = new Map<number, number[]>()
  const long = new Map<number, { readonly seconds: Set<number>; readonly thirds: Set<number> }>()
  const singles: number[] = []
  for (let state = 1; state < check.length; state++) {
    const parent = check[state]!
    if (parent < 0) continue
    if (parent === 0) {
      if (output[state] !== 0) singles.push(state)
    } else if (check[parent] === 0) {
      if (output[state] !== 0) getOrCreate(seconds, parent, () => []).push(state - base[parent]!)
    } else {
      const first = check[parent]!
      if (check[first] !== 0) continue
      const followers = getOrCreate(long, first, () => ({ seconds: new Set<number>(), thirds: new Set<number>() }))
      followers.seconds.add(parent - base[first]!)
      followers.thirds.add(state - base[parent]!)
    }
  }
  return {
    singles,
    pairs: [...seconds].map(([first, second]) => ({ first: [first], seconds: second, thirds: [] })),
    longer: [...long].map(([first, { seconds: second, thirds }]) =>
      ({ first: [first], seconds: [...second], thirds: [...thirds] })),
  }
}

function getOrCreate<Value>(map: Map<number, Value>, key: number, create: () => Value): Value {
  const value = map.get(key) ?? create()
  map.set(key, value)
  return value
}

/** Puts each group where it lets the fewest more units pass; then moves each once more, now that all are placed. */
function distribute(groups: readonly Group[], buckets: readonly Bucket[], share: Float64Array): void {
  const weight = ({ first, seconds }: Group): number => share[first[0]!]! * seconds.length
  const ordered = [...groups].sort((a, b) => weight(b) - weight(a))
  const placed = ordered.map((group) => cheapest(group, buckets).add(group))
  for (let round = 0; round < ROUNDS; round++) {
    ordered.forEach((group, n) => {
      placed[n]!.remove(group)
      placed[n] = cheapest(group, buckets).add(group)
    })
  }
}

const ROUNDS = 1

function cheapest(group: Group, buckets: readonly Bucket[]): Bucket {
  let best = buckets[0]!
  let least = Infinity
  for (const bucket of buckets) {
    const cost = bucket.costOf(group)
    if (cost < least) [best, least] = [bucket, cost]
  }
  return best
}

/** One bucket: how often each symbol is a first, second or third character in it, and the share of text of those. */
class Bucket {
  readonly #firsts: SymbolCounts
  readonly #seconds: SymbolCounts
  readonly #thirds: SymbolCounts

  constructor(share: Float64Array, readonly ofPairs: boolean) {
    this.#firsts = new SymbolCounts(share)
    this.#seconds = new SymbolCounts(share)
    this.#thirds = new SymbolCounts(share)
  }

  passing(): number {
    return this.#firsts.share * this.#seconds.share * (this.ofPairs ? 1 : this.#thirds.share)
  }

  /**
   * The additional share of units that would pass with this group, plus a tiny term that spreads groups without cost.
   */
  costOf({ first, seconds, thirds }: Group): number {
    const third = this.ofPairs ? 1 : this.#thirds.shareWith(thirds)
    const passing = this.#firsts.shareWith(first) * this.#seconds.shareWith(seconds) * third
    return passing - this.passing() + 1e-9 * this.#seconds.share
  }

  add({ first, seconds, thirds }: Group): this {
    this.#firsts.add(first)
    this.#seconds.add(seconds)
    this.#thirds.add(thirds)
    return this
  }

  remove({ first, seconds, thirds }: Group): void {
    this.#firsts.remove(first)
    this.#seconds.remove(seconds)
    this.#thirds.remove(thirds)
  }

  write(entries: Uint32Array, bit: number): void {
    for (let symbol = 0; symbol < entries.length; symbol++) {
      if (this.#firsts.counts[symbol] !== 0) entries[symbol]! |= 1 << (FIRST + bit)
      if (this.#seconds.counts[symbol] !== 0) entries[symbol]! |= 1 << (SECOND + bit)
      if (this.ofPairs || this.#thirds.counts[symbol] !== 0) entries[symbol]! |= 1 << (THIRD + bit)
    }
  }
}

/** A multiset of symbols, and the share of text that they make up. */
class SymbolCounts {
  readonly counts: Uint16Array
  share = 0

  constructor(readonly shares: Float64Array) {
    this.counts = new Uint16Array(shares.length)
  }

  shareWith(symbols: readonly number[]): number {
    let share = this.share
    for (const symbol of symbols) if (this.counts[symbol] === 0) share += this.shares[symbol]!
    return share
  }

  add(symbols: readonly number[]): void {
    for (const symbol of symbols) if (this.counts[symbol]!++ === 0) this.share += this.shares[symbol]!
  }

  remove(symbols: readonly number[]): void {
    for (const symbol of symbols) if ((this.counts[symbol]! -= 1) === 0) this.share -= this.shares[symbol]!
  }
}

/** Share of each class in Chinese text: frequent characters by Zipf's law, a small constant for all others. */
function frequencies(classes: Uint16Array, count: number): Float64Array {
  const share = new Float64Array(count + 1).fill(RARE_SHARE)
  const weights = Array.from(FREQUENT_CHARACTERS, (_, rank) => 1 / (rank + 12))
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  weights.forEach((weight, rank) => {
    const symbol = classes[FREQUENT_CHARACTERS.charCodeAt(rank)]!
    if (symbol !== 0 && symbol <= count) share[symbol]! += (FREQUENT_SHARE * weight) / whole
  })
  return share
}

/** Share of a text of all frequent characters together, and of each other one. */
const FREQUENT_SHARE = 0.6
const RARE_SHARE = 0.00008
