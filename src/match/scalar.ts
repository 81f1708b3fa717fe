import { HitList } from './hits.js'
import type { CompiledTerms } from './compile-terms.js'
import { FoundStates, walk } from './walk.js'
import { createWindow, fillFromText, fillFromUtf8, slide, type Window } from './window.js'

/** The operations of an engine. */
export interface Engine {
  scanText(text: string): Uint32Array
  scanUtf8(bytes: Uint8Array): Uint32Array
  /** Adds the hits that start in one window from `from` on; returns the offset where the next window starts. */
  textChunk(text: string, from: number, hits: HitList): number
  utf8Chunk(bytes: Uint8Array, from: number, hits: HitList): number
}

/**
 * The engine that runs everywhere: it maps a window of the text to classes and runs the automaton over them. Linear on
 * every input. Windows are counted in characters that are not dropped, so that long runs of dropped ones cost one pass.
 */
export function scalarEngine(compiled: CompiledTerms): Engine {
  const { classes } = compiled.alphabet
  const scanner = createScanner(compiled)
  const textFill = (text: string): Fill => (window, from) => fillFromText(window, classes, text, from)
  const utf8Fill = (bytes: Uint8Array): Fill => (window, from) => fillFromUtf8(window, classes, bytes, from)
  return {
    scanText: (text) => scanner.all(text.length, textFill(text)),
    scanUtf8: (bytes) => scanner.all(bytes.length, utf8Fill(bytes)),
    textChunk: (text, from, hits) => scanner.chunk(text.length, textFill(text), from, hits),
    utf8Chunk: (bytes, from, hits) => scanner.chunk(bytes.length, utf8Fill(bytes), from, hits),
  }
}

type Fill = (window: Window, from: number) => number

/** Characters of one window. Its classes and offsets fit into the second-level cache. */
const WINDOW = 8192

interface Scanner {
  all(length: number, fill: Fill): Uint32Array
  chunk(length: number, fill: Fill, from: number, hits: HitList): number
}

function createScanner({ automaton, alphabet: { longest } }: CompiledTerms): Scanner {
  const found = new FoundStates()
  const size = Math.max(WINDOW, 16 * longest)
  let spare: Window | undefined
  const emptyWindow = (length: number): Window => {
    const room = Math.min(size, length + 2) // a UTF-8 character can take two entries
    if (spare === undefined || spare.classes.length < room) spare = createWindow(room)
    spare.count = 0
    return spare
  }
  /** Scans a filled window; returns the number of characters at which hits may start. */
  const report = (window: Window, last: boolean, hits: HitList): number => {
    const reported = last ? window.count : window.count - (longest - 1)
    walk(automaton, window, reported, hits, found)
    return reported
  }
  return {
    all(length, fill) {
      const hits = new HitList()
      const window = emptyWindow(length)
      for (let at = 0; at < length;) {
        at = fill(window, at)
        slide(window, report(window, at >= length, hits))
      }
      return hits.toArray()
    },
    chunk(length, fill, from, hits) {
      const window = emptyWindow(length - from)
      const stop = fill(window, from)
      const reported = report(window, stop >= length, hits)
      return reported < window.count ? window.starts[reported]! : stop
    },
  }
}
