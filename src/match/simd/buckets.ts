import type { Automaton } from '../automaton.js'
import type { Lexicon } from '../compile.js'
import { COMMON } from './frequent-characters.js'

/**
 * The filter of few terms. Terms that begin alike are put into one of ten buckets; a unit's entry says in which buckets
 * it is a first, a second and a third character. Where three units in a row have a bucket in common, a term may start.
 */
export interface Buckets {
  /** Per class: bits 22–31 first, 12–21 second, 2–11 third character of a bucket; class 0 too. */
  readonly entries: Uint32Array
  /** The share of units at which a walk would start in Chinese text, as far as it can be told from the terms. */
  readonly passing: number
}

/**
 * The entry of a dropped unit: it hides no third character, bit 0 lets anything after it be the second, and bit 1 tells
 * that it is the first half of a pair.
 */
export function droppedEntry(unit: number): number {
  return 0xffd | ((unit & 0xfc00) === 0xd800 ? 2 : 0)
}

const BUCKETS = 10
/** Of them for terms of two characters, if there are longer ones too: those have a third to tell them by. */
const FOR_PAIRS = 4
const FIRST = 22
const SECOND = 12
const THIRD = 2

/** Terms that begin with one character, of two characters or of more: they stay together. */
interface Group {
  /** One letter. */
  readonly first: readonly number[]
  readonly seconds: readonly number[]
  /** Empty for terms of two. */
  readonly thirds: readonly number[]
}

export function buildBuckets({ automaton, alphabet }: Lexicon): Buckets {
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

/** Any two units may follow a term of one character. */
function writeSingles(entries: Uint32Array, singles: readonly number[]): void {
  const bit = BUCKETS - 1
  const anything = (1 << (SECOND + bit)) | (1 << (THIRD + bit))
  for (let letter = 0; letter < entries.length; letter++) entries[letter]! |= anything
  for (const letter of singles) entries[letter]! |= 1 << (FIRST + bit)
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
      if (output[state] !== 0) listOf(seconds, parent, () => []).push(state - base[parent]!)
    } else {
      const first = check[parent]!
      if (check[first] !== 0) continue
      const followers = listOf(long, first, () => ({ seconds: new Set<number>(), thirds: new Set<number>() }))
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

function listOf<Value>(map: Map<number, Value>, key: number, create: () => Value): Value {
  const there = map.get(key) ?? create()
  map.set(key, there)
  return there
}

/** Each group goes where it lets the fewest units more pass; then all are taken out and put back once more. */
function distribute(groups: readonly Group[], buckets: readonly Bucket[], share: Float64Array): void {
  const weight = ({ first, seconds }: Group): number => share[first[0]!]! * seconds.length
  const ordered = [...groups].sort((a, b) => weight(b) - weight(a))
  const homes = ordered.map((group) => best(group, buckets).put(group))
  for (let round = 0; round < ROUNDS; round++) {
    ordered.forEach((group, n) => {
      homes[n]!.take(group)
      homes[n] = best(group, buckets).put(group)
    })
  }
}

const ROUNDS = 1

function best(group: Group, buckets: readonly Bucket[]): Bucket {
  let home = buckets[0]!
  let least = Infinity
  for (const bucket of buckets) {
    const cost = bucket.costOf(group)
    if (cost < least) [home, least] = [bucket, cost]
  }
  return home
}

/**
 * What one bucket holds: how often each letter is a first, second or third character, and what share of text those are.
 */
class Bucket {
  readonly #firsts: Letters
  readonly #seconds: Letters
  readonly #thirds: Letters

  constructor(share: Float64Array, readonly ofPairs: boolean) {
    this.#firsts = new Letters(share)
    this.#seconds = new Letters(share)
    this.#thirds = new Letters(share)
  }

  passing(): number {
    return this.#firsts.share * this.#seconds.share * (this.ofPairs ? 1 : this.#thirds.share)
  }

  /** How many units more would pass with this group; a trifle for what is there, to spread what costs nothing. */
  costOf({ first, seconds, thirds }: Group): number {
    const third = this.ofPairs ? 1 : this.#thirds.shareWith(thirds)
    const passing = this.#firsts.shareWith(first) * this.#seconds.shareWith(seconds) * third
    return passing - this.passing() + 1e-9 * this.#seconds.share
  }

  put({ first, seconds, thirds }: Group): this {
    this.#firsts.add(first)
    this.#seconds.add(seconds)
    this.#thirds.add(thirds)
    return this
  }

  take({ first, seconds, thirds }: Group): void {
    this.#firsts.remove(first)
    this.#seconds.remove(seconds)
    this.#thirds.remove(thirds)
  }

  write(entries: Uint32Array, bit: number): void {
    for (let letter = 0; letter < entries.length; letter++) {
      if (this.#firsts.counts[letter] !== 0) entries[letter]! |= 1 << (FIRST + bit)
      if (this.#seconds.counts[letter] !== 0) entries[letter]! |= 1 << (SECOND + bit)
      if (this.ofPairs || this.#thirds.counts[letter] !== 0) entries[letter]! |= 1 << (THIRD + bit)
    }
  }
}

/** Letters, each as often as it came in, and what share of text they are. */
class Letters {
  readonly counts: Uint16Array
  share = 0

  constructor(readonly shares: Float64Array) {
    this.counts = new Uint16Array(shares.length)
  }

  shareWith(letters: readonly number[]): number {
    let share = this.share
    for (const letter of letters) if (this.counts[letter] === 0) share += this.shares[letter]!
    return share
  }

  add(letters: readonly number[]): void {
    for (const letter of letters) if (this.counts[letter]!++ === 0) this.share += this.shares[letter]!
  }

  remove(letters: readonly number[]): void {
    for (const letter of letters) if ((this.counts[letter]! -= 1) === 0) this.share -= this.shares[letter]!
  }
}

/** How often each class is met in Chinese text: the commonest characters by Zipf's law, all others seldom. */
function frequencies(classes: Uint16Array, count: number): Float64Array {
  const share = new Float64Array(count + 1).fill(SELDOM)
  const weights = Array.from(COMMON, (_, rank) => 1 / (rank + 12))
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  weights.forEach((weight, rank) => {
    const letter = classes[COMMON.charCodeAt(rank)]!
    if (letter !== 0 && letter <= count) share[letter]! += (OF_TEXT * weight) / whole
  })
  return share
}

/** What share of a text the common characters are; and any other one. */
const OF_TEXT = 0.6
const SELDOM = 0.00008
