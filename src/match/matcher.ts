import { compileTerms, dropUnpaired, type CompiledTerms } from './compile-terms.js'
import type { EngineName, MatcherOptions } from './options.js'
import { scalarEngine } from './scalar.js'
import { fromBytes, toBytes } from './serialise.js'
import { simdEngine } from './simd/engine.js'
import { simdSupports } from './simd/load-kernel.js'
import { streamText, streamUtf8, type MatchStream } from './stream.js'

/**
 * Finds all occurrences of its terms, overlapping and nested ones included.
 * @example
 * const matcher: Matcher = createMatcher(['机密'])
 * const hits = matcher.scan('本文件为机密') // Uint32Array [0, 4, 6]
 * for (let at = 0; at < hits.length; at += 3) console.log(hits[at], hits[at + 1], hits[at + 2])
 */
export interface Matcher {
  /** The engine in use. */
  readonly engine: EngineName
  /**
   * Finds the hits in a text: triples (index of the term, start, end), sorted by start, end and term. Offsets are
   * UTF-16 code units of the text as given, from the first matched character to after the last. Matching works on code
   * units: a term may contain surrogates, even unpaired ones.
   */
  scan(text: string): Uint32Array
  /**
   * The same in UTF-8, with offsets in bytes. Each byte that is not part of well-formed UTF-8 counts as one U+FFFD. A
   * term that starts or ends with an unpaired surrogate never matches.
   */
  scanUtf8(bytes: Uint8Array): Uint32Array
  /** Scans a text that comes in pieces. Offsets are code units of the whole text. */
  stream(): MatchStream<string>
  /** Scans UTF-8 that comes in pieces. Offsets are bytes of the whole. */
  streamUtf8(): MatchStream<Uint8Array>
  /**
   * Saves the compiled terms for `matcherFromBytes`: 128 KB and 24 bytes a state. With `shared`, the bytes are in
   * shared memory, and matchers of several threads can use them in place.
   */
  toBytes(options?: { readonly shared?: boolean }): Uint8Array
}

/**
 * Builds a matcher. Terms that fold to the same are each reported, under their own index. 100,000 terms take about half
 * a second.
 * @throws ScreenError `pattern` for a term that is empty after folding or has more than 1,024 characters
 */
export function buildMatcher(terms: readonly string[], options: MatcherOptions = {}): Matcher {
  return matcherOf(compileTerms(terms, options), options.engine)
}

/**
 * Restores a matcher saved by `toBytes`, folding included. Bytes at an offset that is a multiple of four are used in
 * place, without a copy.
 * @throws ScreenError `matcher-bytes` for bytes that are not a saved matcher, of another version, or damaged
 * @example
 * await writeFile('terms.bin', createMatcher(['机密']).toBytes())
 * const matcher = matcherFromBytes(await readFile('terms.bin'))
 */
export function matcherFromBytes(bytes: Uint8Array, options: Pick<MatcherOptions, 'engine'> = {}): Matcher {
  return matcherOf(fromBytes(bytes), options.engine)
}

function matcherOf(compiled: CompiledTerms, requested: EngineName | undefined): Matcher {
  const name = requested !== 'scalar' && simdSupports(compiled) ? 'simd' : 'scalar'
  const engine = name === 'simd' ? simdEngine(compiled) : scalarEngine(compiled)
  const { unpaired } = compiled.alphabet
  return {
    engine: name,
    scan: (text) => engine.scanText(text),
    scanUtf8: (bytes) => dropUnpaired(engine.scanUtf8(bytes), unpaired),
    stream: () => streamText(compiled),
    streamUtf8: () => withoutUnpaired(streamUtf8(compiled), unpaired),
    toBytes: ({ shared = false } = {}) => toBytes(compiled, shared),
  }
}

function withoutUnpaired(stream: MatchStream<Uint8Array>, unpaired: ReadonlySet<number>): MatchStream<Uint8Array> {
  return {
    push: (piece) => dropUnpaired(stream.push(piece), unpaired),
    end: () => dropUnpaired(stream.end(), unpaired),
  }
}
