import { isUtf8 } from 'node:buffer'
import type { Lexicon } from '../compile.js'
import { HitList } from '../hits.js'
import { scalarEngine, type Engine } from '../scalar.js'
import { DONE, HARD, type Kernel } from './kernel.js'
import { loadKernel, SEVERAL, type Filter, type LoadedKernel } from './load-kernel.js'

/** Bytes of one window of input: read, scanned and forgotten in the second-level cache. */
const WINDOW_BYTES = 262_144

/**
 * The fast engine: the kernel filters and walks chunk by chunk; a chunk that would make it slow, and bytes that are no
 * UTF-8, go to the scalar engine. The kernel's memory (5 MB and 12 bytes a state, of which it touches what it needs) is
 * made by the first scan. `filter` is for those who want to try one; by default it is the one that costs less.
 */
export function simdEngine(lexicon: Lexicon, filter?: Filter): Engine {
  const scalar = scalarEngine(lexicon)
  let kernel: LoadedKernel | null | undefined
  const loaded = (): LoadedKernel | null => (kernel ??= loadKernel(lexicon, filter) ?? null)
  return {
    scanText(text) {
      const there = loaded()
      return there === null ? scalar.scanText(text) : scanAll(there, lexicon, textSource(text, there, scalar))
    },
    scanUtf8(bytes) {
      const there = loaded()
      return there === null ? scalar.scanUtf8(bytes) : scanAll(there, lexicon, bytesSource(bytes, there, scalar))
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

function scanAll(kernel: LoadedKernel, lexicon: Lexicon, source: Source): Uint32Array {
  const hits = new HitList()
  for (let at = 0; at < source.length;) {
    const length = source.copy(at)
    at = length === 0 ? source.chunks(at, hits) : at + scanWindow(kernel, lexicon, source, at, length, hits)
  }
  return hits.take()
}

/** Returns how far it came in the window, which is never nowhere. */
function scanWindow(
  kernel: LoadedKernel, lexicon: Lexicon, source: Source, base: number, length: number, hits: HitList,
): number {
  const final = base + length === source.length ? 1 : 0
  let at = 0
  while (at < length) {
    at = kernel.scan(source.utf8, at, length, final, base)
    const found = new Uint32Array(kernel.memory.buffer, kernel.address.HITS, 3 * kernel.takeHits())
    addFound(found, kernel, lexicon, hits)
    const reason = kernel.stoppedFor()
    if (reason === DONE) return at
    if (reason === HARD) at = source.chunks(base + at, hits) - base
  }
  return at
}

/** The kernel names a term, or where the list of several terms stands if lists are left to this. */
function addFound(
  found: Uint32Array, { leavesLists }: LoadedKernel, { automaton: { outputs } }: Lexicon, hits: HitList,
): void {
  if (!leavesLists) {
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
