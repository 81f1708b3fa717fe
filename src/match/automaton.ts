import type { Alphabet } from './classes.js'
import { DoubleArray } from './double-array.js'

/** An Aho–Corasick automaton over character classes, in a double array. States are slots; 0 is the root. */
export interface Automaton {
  /** State `s` moves over class `c` (not 0) to `base[s] + c`, if `check[base[s] + c] === s`. */
  readonly base: Int32Array
  readonly check: Int32Array
  /** Failure link: the state of the longest proper suffix that is also a prefix of a term. */
  readonly fail: Int32Array
  /** The state itself if a term ends in it, else its `suffix`. */
  readonly emit: Int32Array
  /** The nearest state on the chain of failure links in which a term ends; 0 if there is none. */
  readonly suffix: Int32Array
  /** Index in `outputs` of the terms that end in a state; 0 if none does. */
  readonly output: Int32Array
  /** From index 1 on, for each state with terms: its depth, the number of terms, their indexes in ascending order. */
  readonly outputs: Int32Array
}

/**
 * Builds the automaton of all terms, breadth first over the sorted terms: each state stands for a range of terms with a
 * common prefix. Time and memory are linear in the length of the terms, except for the sort.
 */
export function buildAutomaton(alphabet: Alphabet): Automaton {
  const order = sortTerms(alphabet)
  const array = new DoubleArray(alphabet.count, alphabet.symbols.length)
  const queue = buildTrie(alphabet, order, array)
  const { base, check } = array.finish()
  return { base, check, ...linkOutputs(queue, alphabet, order, base, check) }
}

function sortTerms({ symbols, offsets }: Alphabet): Uint32Array {
  const terms: string[] = []
  for (let term = 0; term + 1 < offsets.length; term++) {
    terms.push(String.fromCharCode(...symbols.subarray(offsets[term], offsets[term + 1])))
  }
  const order = new Uint32Array(terms.length)
  for (let at = 0; at < order.length; at++) order[at] = at
  return order.sort((a, b) => (terms[a]! < terms[b]! ? -1 : terms[a]! > terms[b]! ? 1 : a - b))
}

/** States in breadth-first order, each with its range of sorted terms, `from` inclusive, `to` exclusive. */
interface Queue {
  readonly states: number[]
  readonly from: number[]
  readonly to: number[]
  readonly depths: number[]
}

function buildTrie({ symbols, offsets, count }: Alphabet, order: Uint32Array, array: DoubleArray): Queue {
  const queue: Queue = { states: [0], from: [0], to: [order.length], depths: [0] }
  const children = new Uint16Array(count)
  for (let head = 0; head < queue.states.length; head++) {
    const depth = queue.depths[head]!
    const first = queue.states.length
    let found = 0
    let at = skipEnded(order, offsets, queue.from[head]!, queue.to[head]!, depth)
    while (at < queue.to[head]!) {
      const symbol = symbols[offsets[order[at]!]! + depth]!
      const from = at
      while (at < queue.to[head]! && symbols[offsets[order[at]!]! + depth] === symbol) at++
      children[found++] = symbol
      enqueue(queue, from, at, depth + 1)
    }
    if (found === 0) continue
    if (head === 0) array.placeRootChildren(children.subarray(0, found))
    else array.placeChildren(queue.states[head]!, children, found)
    const base = head === 0 ? 0 : array.base[queue.states[head]!]!
    for (let child = 0; child < found; child++) queue.states[first + child] = base + children[child]!
  }
  return queue
}

/** Skips the terms that end at this depth; they come first in their range. */
function skipEnded(order: Uint32Array, offsets: Uint32Array, from: number, to: number, depth: number): number {
  let at = from
  while (at < to && offsets[order[at]! + 1]! - offsets[order[at]!]! === depth) at++
  return at
}

function enqueue(queue: Queue, from: number, to: number, depth: number): void {
  queue.states.push(0)
  queue.from.push(from)
  queue.to.push(to)
  queue.depths.push(depth)
}

function linkOutputs(
  queue: Queue, { offsets }: Alphabet, order: Uint32Array, base: Int32Array, check: Int32Array,
): Pick<Automaton, 'fail' | 'emit' | 'suffix' | 'output' | 'outputs'> {
  const [fail, emit, suffix, output] = [0, 0, 0, 0].map(() => new Int32Array(base.length)) as
    [Int32Array, Int32Array, Int32Array, Int32Array]
  const outputs: number[] = [0]
  for (let at = 1; at < queue.states.length; at++) {
    const state = queue.states[at]!
    const parent = check[state]!
    fail[state] = parent === 0 ? 0 : step(fail[parent]!, state - base[parent]!, base, check, fail)
    const ended = skipEnded(order, offsets, queue.from[at]!, queue.to[at]!, queue.depths[at]!)
    if (ended > queue.from[at]!) {
      output[state] = outputs.length
      outputs.push(queue.depths[at]!, ended - queue.from[at]!)
      for (let term = queue.from[at]!; term < ended; term++) outputs.push(order[term]!)
    }
    suffix[state] = emit[fail[state]]!
    emit[state] = output[state] === 0 ? suffix[state] : state
  }
  return { fail, emit, suffix, output, outputs: Int32Array.from(outputs) }
}

/** One transition of the automaton, following failure links where needed. */
function step(from: number, symbol: number, base: Int32Array, check: Int32Array, fail: Int32Array): number {
  let state = from
  while (check[base[state]! + symbol] !== state) {
    if (state === 0) return 0
    state = fail[state]!
  }
  return base[state]! + symbol
}
