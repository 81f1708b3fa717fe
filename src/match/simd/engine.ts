import { isUtf8 } from 'node:buffer'
import type { CompiledTerms } from '../compile-terms.js'
import { HitList } from '../hits.js'
import { scalarEngine, type Engine } from '../scalar.js'
import { DONE, HARD, type Kernel } from './kernel.js'
import { loadKernel, LIST_FLAG, type Filter, type LoadedKernel } from './load-kernel.js'

/** Bytes of one window of input. It fits into the second-level cache while it is copied and scanned. */
const WINDOW_BYTES = 262_144

/**
 * The fast engine. The kernel filters and walks the text chunk by chunk; chunks that would make it slow, and bytes that
 * are not UTF-8, go to the scalar engine. The first scan allocates the kernel's memory: 5 MB and 12 bytes a state, of
 * which only the parts in use are touched. `filter` forces a filter, for tests; by default the cheaper one is used.
 */
export function simdEngine(compiled: CompiledTerms, filter?: Filter): Engine {
  const scalar = scalarEngine(compiled)
  let cached: LoadedKernel | null | undefined
  const loaded = (): LoadedKernel | null => (cached ??= loadKernel(compiled, filter) ?? null)
  return {
    scanText(text) {
      const kernel = loaded()
      return kernel === null ? scalar.scanText(text) : scanAll(kernel, compiled, textSource(text, kernel, scalar))
    },
    scanUtf8(bytes) {
      const kernel = loaded()
      return kernel === null ? scalar.scanUtf8(bytes) : scanAll(kernel, compiled, bytesSource(bytes, kernel, scalar))
    },
    textChunk: scalar.textChunk,
    utf8Chunk: scalar.utf8Chunk,
  }
}

/** The input: a text, or bytes. Offsets and lengths are code units or bytes. */
interface Source {
  readonly utf8: 0 | 1
  readonly length: number
  /** Copies the window at `at` into the kernel; returns its length, or 0 if the kernel cannot scan it. */
  copy(at: number): number
  /** Scans some chunks with the scalar engine, more each time; returns where it stopped. */
  chunks(at: number, hits: HitList): number
}

function textSource(text: string, { memory, address }: Kernel, scalar: Engine): Source {
  const view = Buffer.from(memory.buffer, address.INPUT, WINDOW_BYTES)
  return {
    utf8: 0,
    length: text.length,
    copy: (at) => view.write(text.substring(at, at + WINDOW_BYTES / 2), 0, 'utf16le') >> 1,
    chunks: growingRuns(text.length, (at, hits) => scalar.textChunk(text, at, hits)),
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
      return isUtf8(view.subarray(0, end - at)) ? end - at : 0 // checked on the copy, which is in the cache
    },
    chunks: growingRuns(bytes.length, (at, hits) => scalar.utf8Chunk(bytes, at, hits)),
  }
}

/** Hard text tends to stay hard: each call scans twice as many chunks as the last one, up to 16. */
function growingRuns(length: number, chunk: (at: number, hits: HitList) => number): Source['chunks'] {
  let run = 1
  return (from, hits) => {
    let at = from
    for (let n = 0; n < run && at < length; n++) at = chunk(at, hits)
    run = Math.min(2 * run, LONGEST_RUN)
    return at
  }
}

const LONGEST_RUN = 16

function scanAll(kernel: LoadedKernel, compiled: CompiledTerms, source: Source): Uint32Array {
  const hits = new HitList()
  for (let at = 0; at < source.length;) {
    const length = source.copy(at)
    at = length === 0 ? source.chunks(at, hits) : at + scanWindow(kernel, compiled, source, at, length, hits)
  }
  return hits.toArray()
}

/** Returns the offset in the window that was reached, always above 0. */
function scanWindow(
  kernel: LoadedKernel, compiled: CompiledTerms, source: Source, base: number, length: number, hits: HitList,
): number {
  const final = base + length === source.length ? 1 : 0
  let at = 0
  while (at < length) {
    at = kernel.scan(source.utf8, at, length, final, base)
    const found = new Uint32Array(kernel.memory.buffer, kernel.address.HITS, 3 * kernel.takeHitCount())
    addFound(found, kernel, compiled, hits)
    const reason = kernel.stopReason()
    if (reason === DONE) return at
    if (reason === HARD) at = source.chunks(base + at, hits) - base
  }
  return at
}

/** Adds the hits of the kernel. A hit names a term, or, if the kernel reports lists, the index of a list of terms. */
function addFound(
  found: Uint32Array, { reportsLists }: LoadedKernel, { automaton: { outputs } }: CompiledTerms, hits: HitList,
): void {
  if (!reportsLists) {
    hits.addAll(found)
    return
  }
  for (let at = 0; at < found.length; at += 3) {
    const term = found[at]!
    if (term < LIST_FLAG) {
      hits.add(term, found[at + 1]!, found[at + 2]!)
      continue
    }
    const list = term - LIST_FLAG
    for (let n = 0; n < outputs[list + 1]!; n++) hits.add(outputs[list + 2 + n]!, found[at + 1]!, found[at + 2]!)
  }
}
