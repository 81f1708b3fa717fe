import type { Lexicon } from '../compile.js'
import { DROPPED } from '../options.js'
import { buildBuckets, droppedEntry, type Buckets } from './buckets.js'
import { buildFilter } from './filter.js'
import { instantiate, kernelRuns, type Kernel } from './kernel.js'

/** Whether the filter can hold these terms on this machine: a class has 14 bits there. */
export function simdFits({ alphabet, terms }: Lexicon): boolean {
  return terms > 0 && alphabet.count < SINGLE && alphabet.classes.includes(0) && pairsCanBeDropped(alphabet.classes)
    && kernelRuns()
}

/** The kernel drops the second half of a pair by putting a dropped unit there that is no half itself. */
function pairsCanBeDropped(classes: Uint16Array): boolean {
  return !classes.subarray(0xd800, 0xdc00).includes(DROPPED) || ignoredUnit(classes) >= 0
}

function ignoredUnit(classes: Uint16Array): number {
  const below = classes.subarray(0, 0xd800).indexOf(DROPPED)
  return below >= 0 ? below : classes.indexOf(DROPPED, 0xe000)
}

const SINGLE = 0x4000
const DROPPED_CLASS = 0x8000
/** A list of terms, in a state's term and in a hit. */
export const SEVERAL = 0x80000000

/** A kernel that holds the terms. */
export interface LoadedKernel extends Kernel {
  /**
   * Whether a hit may name a list of terms, as `SEVERAL` and where it stands in `outputs`: too long a list for the
   * kernel.
   */
  readonly leavesLists: boolean
}

/** Which filter tells where a term may start. */
export type Filter = 'buckets' | 'hashes'

/**
 * Writes compiled terms into a new kernel, with the filter that suits them; undefined where there is no memory for one.
 */
export function loadKernel(lexicon: Lexicon, wanted?: Filter): LoadedKernel | undefined {
  const { automaton, alphabet } = lexicon
  const kernel = instantiate(automaton.base.length, automaton.outputs.length)
  if (kernel === undefined) return undefined
  const { memory: { buffer }, address } = kernel
  const single = (letter: number): boolean => automaton.check[letter] === 0 && automaton.output[letter] !== 0
  const letterOf = (letter: number): number => (single(letter) ? letter | SINGLE : letter)
  const table = new Uint16Array(buffer, address.TABLE, 0x10000)
  const values = Uint16Array.from({ length: alphabet.count + 1 }, (_, letter) => (letter === 0 ? 0 : letterOf(letter)))
  for (let unit = 0; unit < table.length; unit++) {
    const letter = alphabet.classes[unit]!
    table[unit] = letter === DROPPED ? DROPPED_CLASS : values[letter]!
  }
  const filter = wanted === 'buckets' ? buildBuckets(lexicon) : wanted ?? suitable(lexicon)
  const valueOf = (letter: number): number => values[letter]!
  if (filter === 'hashes') new Uint8Array(buffer, address.FILTER).set(buildFilter(automaton, valueOf))
  else writeBuckets(kernel, lexicon, filter)
  writeStates(kernel, lexicon)
  const hasSingles = values.some((value) => value >= SINGLE)
  const most = longestList(lexicon)
  const inKernel = most <= MOST_IN_LIST ? most : 1
  kernel.configure(alphabet.longest, automaton.base.length, inKernel, filter === 'hashes' ? 1 : 0, hasSingles ? 1 : 0)
  kernel.setUnits(alphabet.classes.indexOf(0), ignoredUnit(alphabet.classes))
  return { ...kernel, leavesLists: most > MOST_IN_LIST }
}

/** Lists the kernel tells itself: its room for hits is divided by the longest. */
const MOST_IN_LIST = 4

/** The most terms that end in one state. */
function longestList({ shared, automaton: { output, outputs } }: Lexicon): number {
  let most = 1
  if (shared) for (const list of output) if (list !== 0) most = Math.max(most, outputs[list + 1]!)
  return most
}

/** The filter that costs less, with what it lets pass in vain. */
function suitable(lexicon: Lexicon): Buckets | 'hashes' {
  if (lexicon.automaton.base.length > MOST_STATES) return 'hashes'
  const buckets = buildBuckets(lexicon)
  return buckets.passing > MOST_PASSING ? 'hashes' : buckets
}

/** More states are of too many terms, and looking for their buckets would take longer than a document. */
const MOST_STATES = 16_384
/** From here on walking in vain costs more than hashing. */
const MOST_PASSING = 0.03

function writeBuckets(
  { memory: { buffer }, address }: Kernel, { alphabet: { classes } }: Lexicon, { entries }: Buckets,
): void {
  const table = new Uint32Array(buffer, address.BUCKETS, 0x10000)
  for (let unit = 0; unit < table.length; unit++) {
    table[unit] = classes[unit] === DROPPED ? droppedEntry(unit) : entries[classes[unit]!]!
  }
}

function writeStates({ memory: { buffer }, address }: Kernel, { automaton, alphabet }: Lexicon): void {
  const { base, check, output, outputs } = automaton
  const states = base.length
  const nodes = new Int32Array(buffer, address.NODES, 2 * states)
  const terms = new Uint32Array(buffer, address.NODES + 8 * states, states)
  for (let state = 0; state < states; state++) {
    const list = output[state]!
    nodes[2 * state] = base[state]! | (list === 0 ? 0 : SEVERAL)
    nodes[2 * state + 1] = check[state]!
    if (list !== 0) terms[state] = outputs[list + 1] === 1 ? outputs[list + 2]! : SEVERAL + list
  }
  new Int32Array(buffer, address.NODES + 12 * states, outputs.length).set(outputs)
  // A walk from a character of no term stands at the root, with class 0; free slots after the last state end it there.
  nodes[0] = states - alphabet.count - 1
}
