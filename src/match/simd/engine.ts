import { isUtf8 } from 'node:buffer'
import type { Lexicon } from '../compile.js'
import { HitList } from '../hits.js'
import { DROPPED } from '../options.js'
import { scalarEngine, type Engine } from '../scalar.js'
import { buildBuckets, droppedEntry } from './buckets.js'
import { buildFilter } from './filter.js'
import { DONE, HARD, instantiate, kernelRuns, type Kernel } from './kernel.js'

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
/** Bytes of one window of input: read, scanned and forgotten in the second-level cache. */
const WINDOW_BYTES = 262_144

/**
 * The fast engine: the kernel filters and walks chunk by chunk; a chunk that would make it slow, and bytes that are no UTF-8, go to
 * the scalar engine. The kernel's memory (3 MB and 12 bytes a state) is made by the first scan.
 */
export function simdEngine(lexicon: Lexicon): Engine {
  const scalar = scalarEngine(lexicon)
  let kernel: Kernel | null | undefined
  const loaded = (): Kernel | null => (kernel ??= load(lexicon) ?? null)
  return {
    scanText(text) {
      const loadedKernel = loaded()
      return loadedKernel === null ? scalar.scanText(text) : scanAll(loadedKernel, lexicon, textSource(text, loadedKernel, scalar))
    },
    scanUtf8(bytes) {
      const loadedKernel = loaded()
      return loadedKernel === null ? scalar.scanUtf8(bytes) : scanAll(loadedKernel, lexicon, bytesSource(bytes, loadedKernel, scalar))
    },
    textChunk: scalar.textChunk,
    utf8Chunk: scalar.utf8Chunk,
  }
}

/** Where the input comes from: one text, or bytes. Offsets and lengths in its own units. */
interface Source {
  readonly utf8: 0 | 1
  readonly length: number
  /** Copies a window from `at` on into the kernel; returns its length, 0 if the kernel must not see it. */
  copy(at: number): number
  /** Lets the scalar engine take over for some chunks, more each time; returns where it stopped. */
  chunks(at: number, hits: HitList): number
}

function textSource(text: string, { memory, address }: Kernel, scalar: Engine): Source {
  const view = Buffer.from(memory.buffer, address.INPUT, WINDOW_BYTES)
  return {
    utf8: 0,
    length: text.length,
    copy: (at) => view.write(text.substring(at, at + WINDOW_BYTES / 2), 0, 'utf16le') >> 1,
    chunks: growingTurns(text.length, (at, hits) => scalar.textChunk(text, at, hits)),
  }
}

function bytesSource(bytes: Uint8Array, { memory, address }: Kernel, scalar: Engine): Source {
  const view = new Uint8Array(memory.buffer, address.INPUT, WINDOW_BYTES)
  return {
    utf8: 1,
    length: bytes.length,
    copy(at) {
      let end = Math.min(at + WINDOW_BYTES, bytes.length)
      if (end < bytes.length) for (let back = 0; back < 3 && (bytes[end]! & 0xc0) === 0x80; back++) end--
      view.set(bytes.subarray(at, end))
      return isUtf8(view.subarray(0, end - at)) ? end - at : 0 // the copy is in the cache
    },
    chunks: growingTurns(bytes.length, (at, hits) => scalar.utf8Chunk(bytes, at, hits)),
  }
}

/** A text that is hard once is hard for long: each turn is twice the last one, up to 16 chunks. */
function growingTurns(length: number, chunk: (at: number, hits: HitList) => number): Source['chunks'] {
  let turn = 1
  return (from, hits) => {
    let at = from
    for (let n = 0; n < turn && at < length; n++) at = chunk(at, hits)
    turn = Math.min(2 * turn, LONGEST_TURN)
    return at
  }
}

const LONGEST_TURN = 16

function scanAll(kernel: Kernel, lexicon: Lexicon, source: Source): Uint32Array {
  const hits = new HitList()
  for (let at = 0; at < source.length;) {
    const length = source.copy(at)
    at = length === 0 ? source.chunks(at, hits) : at + scanWindow(kernel, lexicon, source, at, length, hits)
  }
  return hits.take()
}

/** Returns how far it came in the window, which is never nowhere. */
function scanWindow(
  kernel: Kernel, lexicon: Lexicon, source: Source, base: number, length: number, hits: HitList,
): number {
  const final = base + length === source.length ? 1 : 0
  let at = 0
  while (at < length) {
    at = kernel.scan(source.utf8, at, length, final, base)
    const found = new Uint32Array(kernel.memory.buffer, kernel.address.HITS, 3 * kernel.takeHits())
    addFound(found, lexicon, hits)
    const reason = kernel.stoppedFor()
    if (reason === DONE) return at
    if (reason === HARD) at = source.chunks(base + at, hits) - base
  }
  return at
}

/** The kernel names a term, or where the list of several terms stands. */
function addFound(found: Uint32Array, { automaton: { outputs }, shared }: Lexicon, hits: HitList): void {
  if (!shared) {
    hits.addAll(found)
    return
  }
  for (let at = 0; at < found.length; at += 3) {
    const term = found[at]!
    if (term < SEVERAL) {
      hits.add(term, found[at + 1]!, found[at + 2]!)
      continue
    }
    const list = term - SEVERAL
    for (let n = 0; n < outputs[list + 1]!; n++) hits.add(outputs[list + 2 + n]!, found[at + 1]!, found[at + 2]!)
  }
}

const SEVERAL = 0x80000000

function load(lexicon: Lexicon): Kernel | undefined {
  const { automaton, alphabet } = lexicon
  const kernel = instantiate(automaton.base.length)
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
  const hashing = chooseFilter(kernel, lexicon, (letter) => values[letter]!)
  writeStates(kernel, lexicon)
  const hasSingles = values.some((value) => value >= SINGLE)
  kernel.configure(alphabet.longest, automaton.base.length, hashing ? 1 : 0, hasSingles ? 1 : 0)
  kernel.setUnits(alphabet.classes.indexOf(0), ignoredUnit(alphabet.classes))
  return kernel
}

/** Writes the filter that lets less pass for its cost; returns whether it is the one that hashes. */
function chooseFilter({ memory: { buffer }, address }: Kernel, lexicon: Lexicon, letter: (of: number) => number): boolean {
  const { automaton, alphabet: { classes } } = lexicon
  const buckets = automaton.base.length > MOST_STATES ? undefined : buildBuckets(lexicon)
  if (buckets === undefined || buckets.passing > MOST_PASSING) {
    new Uint8Array(buffer, address.FILTER).set(buildFilter(automaton, letter))
    return true
  }
  const entries = new Uint32Array(buffer, address.BUCKETS, 0x10000)
  for (let unit = 0; unit < entries.length; unit++) {
    entries[unit] = classes[unit] === DROPPED ? droppedEntry(unit) : buckets.entries[classes[unit]!]!
  }
  return false
}

const MOST_STATES = 60_000
const MOST_PASSING = 0.03

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
  // A walk from a character of no term stands at the root, with class 0; free slots after the last state end it there.
  nodes[0] = states - alphabet.count - 1
}
