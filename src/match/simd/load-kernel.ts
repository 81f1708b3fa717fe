import type { CompiledTerms } from '../compile-terms.js'
import { DROPPED } from '../options.js'
import { buildBuckets, droppedEntry, type Buckets } from './buckets.js'
import { buildHashFilter } from './hash-filter.js'
import { instantiate, kernelIsSupported, type Kernel } from './kernel.js'

/** True when the kernel can scan for these terms on this machine. A class has 14 bits there. */
export function simdSupports({ alphabet, terms }: CompiledTerms): boolean {
  return terms > 0 && alphabet.count < SINGLE && alphabet.classes.includes(0) && canDropPairs(alphabet.classes)
    && kernelIsSupported()
}

/** The kernel drops low surrogates by replacing them with a dropped unit that is no surrogate. */
function canDropPairs(classes: Uint16Array): boolean {
  return !classes.subarray(0xd800, 0xdc00).includes(DROPPED) || droppedUnit(classes) >= 0
}

function droppedUnit(classes: Uint16Array): number {
  const below = classes.subarray(0, 0xd800).indexOf(DROPPED)
  return below >= 0 ? below : classes.indexOf(DROPPED, 0xe000)
}

const SINGLE = 0x4000
const DROPPED_CLASS = 0x8000
/** Set where a state's term, or a hit's, is the index of a list of terms. */
export const LIST_FLAG = 0x80000000

/** A kernel loaded with terms. */
export interface LoadedKernel extends Kernel {
  /**
   * True when a hit may name a list of terms, as `LIST_FLAG` plus its index in `outputs`: one too long for the kernel.
   */
  readonly reportsLists: boolean
}

/** The filter that decides where a term may start. */
export type Filter = 'buckets' | 'hashes'

/** Writes compiled terms to a new kernel, with the cheaper filter; undefined when there is not enough memory. */
export function loadKernel(compiled: CompiledTerms, requested?: Filter): LoadedKernel | undefined {
  const { automaton, alphabet } = compiled
  const kernel = instantiate(automaton.base.length, automaton.outputs.length)
  if (kernel === undefined) return undefined
  const { memory: { buffer }, address } = kernel
  const isTerm = (symbol: number): boolean => automaton.check[symbol] === 0 && automaton.output[symbol] !== 0
  const symbolOf = (symbol: number): number => (isTerm(symbol) ? symbol | SINGLE : symbol)
  const table = new Uint16Array(buffer, address.TABLE, 0x10000)
  const values = Uint16Array.from({ length: alphabet.count + 1 }, (_, symbol) => (symbol === 0 ? 0 : symbolOf(symbol)))
  for (let unit = 0; unit < table.length; unit++) {
    const symbol = alphabet.classes[unit]!
    table[unit] = symbol === DROPPED ? DROPPED_CLASS : values[symbol]!
  }
  const filter = requested === 'buckets' ? buildBuckets(compiled) : requested ?? chooseFilter(compiled)
  const valueOf = (symbol: number): number => values[symbol]!
  if (filter === 'hashes') new Uint8Array(buffer, address.FILTER).set(buildHashFilter(automaton, valueOf))
  else writeBuckets(kernel, compiled, filter)
  writeStates(kernel, compiled)
  const hasSingles = values.some((value) => value >= SINGLE)
  const most = longestList(compiled)
  const inKernel = most <= MOST_IN_LIST ? most : 1
  kernel.configure(alphabet.longest, automaton.base.length, inKernel, filter === 'hashes' ? 1 : 0, hasSingles ? 1 : 0)
  kernel.setUnits(alphabet.classes.indexOf(0), droppedUnit(alphabet.classes))
  return { ...kernel, reportsLists: most > MOST_IN_LIST }
}

/** Longest list of terms that the kernel reports itself: its room for hits is divided by this number. */
const MOST_IN_LIST = 4

/** The most terms that end in one state. */
function longestList({ hasSharedStates, automaton: { output, outputs } }: CompiledTerms): number {
  let most = 1
  if (hasSharedStates) for (const list of output) if (list !== 0) most = Math.max(most, outputs[list + 1]!)
  return most
}

/** The cheaper filter, including the cost of the false candidates that it passes. */
function chooseFilter(compiled: CompiledTerms): Buckets | 'hashes' {
  if (compiled.automaton.base.length > MOST_STATES) return 'hashes'
  const buckets = buildBuckets(compiled)
  return buckets.passing > MOST_PASSING ? 'hashes' : buckets
}

/** With more states there are too many terms, and distributing them would take longer than screening a document. */
const MOST_STATES = 16_384
/** Above this share, walking false candidates costs more than hashing. */
const MOST_PASSING = 0.03

function writeBuckets(
  { memory: { buffer }, address }: Kernel, { alphabet: { classes } }: CompiledTerms, { entries }: Buckets,
): void {
  const table = new Uint32Array(buffer, address.BUCKETS, 0x10000)
  for (let unit = 0; unit < table.length; unit++) {
    table[unit] = classes[unit] === DROPPED ? droppedEntry(unit) : entries[classes[unit]!]!
  }
}

function writeStates({ memory: { buffer }, address }: Kernel, { automaton, alphabet }: CompiledTerms): void {
  const { base, check, output, outputs } = automaton
  const states = base.length
  const nodes = new Int32Array(buffer, address.NODES, 2 * states)
  const terms = new Uint32Array(buffer, address.NODES + 8 * states, states)
  for (let state = 0; state < states; state++) {
    const list = output[state]!
    nodes[2 * state] = base[state]! | (list === 0 ? 0 : LIST_FLAG)
    nodes[2 * state + 1] = check[state]!
    if (list !== 0) terms[state] = outputs[list + 1] === 1 ? outputs[list + 2]! : LIST_FLAG + list
  }
  new Int32Array(buffer, address.NODES + 12 * states, outputs.length).set(outputs)
  // A walk from a character in no term is at the root, with class 0. The free slots after the last state end it.
  nodes[0] = states - alphabet.count - 1
}
