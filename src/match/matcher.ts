import { compileTerms, dropHalves, type Lexicon } from './compile.js'
import type { EngineName, MatcherOptions } from './options.js'
import { scalarEngine } from './scalar.js'
import { fromBytes, toBytes } from './serialise.js'
import { simdEngine } from './simd/engine.js'
import { simdFits } from './simd/load-kernel.js'
import { streamText, streamUtf8, type MatchStream } from './stream.js'

/**
 * Finds all occurrences of its terms, overlapping and nested ones too.
 * @example
 * const matcher: Matcher = createMatcher(['机密'])
 * const hits = matcher.scan('本文件为机密') // Uint32Array [0, 4, 6]
 * for (let at = 0; at < hits.length; at += 3) console.log(hits[at], hits[at + 1], hits[at + 2])
 */
export interface Matcher {
  readonly engine: EngineName
  /**
   * Triples (index of the term, start, end), ordered by start, end and term. Offsets count UTF-16 code units of the
   * text as given; a hit goes from the first to after the last character matched. Characters match themselves or what
   * folds to the same; surrogates count as characters, so that a term may hold some, or half of a pair.
   */
  scan(text: string): Uint32Array
  /**
   * The same over UTF-8, offsets in bytes. A byte that is no part of well-formed UTF-8 counts as one U+FFFD. A term
   * that begins or ends with half a pair never matches here.
   */
  scanUtf8(bytes: Uint8Array): Uint32Array
  /** Takes a text in pieces of string; offsets in code units of the whole. */
  stream(): MatchStream<string>
  /** Takes UTF-8 in pieces; offsets in bytes of the whole. */
  streamUtf8(): MatchStream<Uint8Array>
  /**
   * The compiled form, for `matcherFromBytes`: 128 KB and 24 bytes a state. With `shared` it stands in shared memory,
   * where matchers of several threads read it in place.
   */
  toBytes(options?: { readonly shared?: boolean }): Uint8Array
}

/**
 * Builds a matcher. Terms that fold alike each report under their own index. 100,000 terms take about half a second.
 * @throws ScreenError `pattern` for a term that folds to nothing or has more than 1,024 characters.
 */
export function buildMatcher(terms: readonly string[], options: MatcherOptions = {}): Matcher {
  return matcherOf(compileTerms(terms, options), options.engine)
}

/**
 * The matcher that `toBytes` saved, folding included. Bytes that begin at a multiple of four are used in place.
 * @throws ScreenError `matcher-bytes` for bytes that are no saved matcher, of another version, or damaged.
 * @example
 * await writeFile('terms.bin', createMatcher(['机密']).toBytes())
 * const matcher = matcherFromBytes(await readFile('terms.bin'))
 */
export function matcherFromBytes(bytes: Uint8Array, options: Pick<MatcherOptions, 'engine'> = {}): Matcher {
  return matcherOf(fromBytes(bytes), options.engine)
}

function matcherOf(lexicon: Lexicon, wanted: EngineName | undefined): Matcher {
  const name = wanted !== 'scalar' && simdFits(lexicon) ? 'simd' : 'scalar'
  const engine = name === 'simd' ? simdEngine(lexicon) : scalarEngine(lexicon)
  const { halves } = lexicon.alphabet
  return {
    engine: name,
    scan: (text) => engine.scanText(text),
    scanUtf8: (bytes) => dropHalves(engine.scanUtf8(bytes), halves),
    stream: () => streamText(lexicon),
    streamUtf8: () => withoutHalves(streamUtf8(lexicon), halves),
    toBytes: ({ shared = false } = {}) => toBytes(lexicon, shared),
  }
}

function withoutHalves(stream: MatchStream<Uint8Array>, halves: ReadonlySet<number>): MatchStream<Uint8Array> {
  return { push: (piece) => dropHalves(stream.push(piece), halves), end: () => dropHalves(stream.end(), halves) }
}
