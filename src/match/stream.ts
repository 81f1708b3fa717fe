import type { CompiledTerms } from './compile-terms.js'
import { HitList } from './hits.js'
import { DROPPED } from './options.js'
import { FoundStates, walk } from './walk.js'
import { createWindow, fillFromText, fillFromUtf8, slide, type Window } from './window.js'

/**
 * Scans a text that comes in pieces of any size. Each hit is returned once, in order, with offsets in the whole text,
 * below 2³².
 * @example
 * const stream: MatchStream<string> = createMatcher(['机密']).stream()
 * const hits = [stream.push('本文件为机'), stream.push('密'), stream.end()]
 */
export interface MatchStream<Piece> {
  /** The hits that are certain now. As many characters as the longest term has are held back for the next piece. */
  push(piece: Piece): Uint32Array
  /** The remaining hits at the end of the text. The stream must not be used afterwards. */
  end(): Uint32Array
}

/** Scans strings, which may be cut between surrogates. Uses the scalar engine: linear on every input. */
export function streamText(compiled: CompiledTerms): MatchStream<string> {
  const { classes } = compiled.alphabet
  const feed = createFeed<string>(compiled, (window, piece, from) => fillFromText(window, classes, piece, from))
  let held = ''
  return {
    push(piece) {
      const text = held + piece
      const last = text.charCodeAt(text.length - 1)
      // A dropped high surrogate waits for a low one, which would be dropped with it.
      held = (last & 0xfc00) === 0xd800 && classes[last] === DROPPED ? text.slice(-1) : ''
      return feed(held === '' ? text : text.slice(0, -1), false)
    },
    end: () => feed(held, true),
  }
}

/** Scans UTF-8, which may be cut inside characters. */
export function streamUtf8(compiled: CompiledTerms): MatchStream<Uint8Array> {
  const { classes } = compiled.alphabet
  const feed = createFeed<Uint8Array>(compiled, (window, piece, from) => fillFromUtf8(window, classes, piece, from))
  let held = new Uint8Array(0)
  return {
    push(piece) {
      const bytes = held.length === 0 ? piece : Buffer.concat([held, piece])
      const whole = bytes.length - unfinished(bytes)
      held = bytes.slice(whole)
      return feed(bytes.subarray(0, whole), false)
    },
    end: () => feed(held, true),
  }
}

/** Number of bytes at the end that may be the start of an incomplete character. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back < (byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4) ? back : 0
  }
  return 0
}

function createFeed<Piece extends { readonly length: number }>(
  { automaton, alphabet: { longest } }: CompiledTerms, fill: (window: Window, piece: Piece, from: number) => number,
): (piece: Piece, last: boolean) => Uint32Array {
  const found = new FoundStates()
  const window = createWindow(Math.max(WINDOW, 16 * longest))
  let base = 0
  const report = (last: boolean, hits: HitList): void => {
    const reported = last ? window.count : Math.max(0, window.count - (longest - 1))
    walk(automaton, window, reported, hits, found)
    slide(window, reported)
  }
  return (piece, last) => {
    const hits = new HitList()
    for (let at = 0; at < piece.length;) {
      const before = window.count
      at = fill(window, piece, at)
      for (let n = before; n < window.count; n++) {
        window.starts[n]! += base
        window.ends[n]! += base
      }
      report(false, hits)
    }
    base += piece.length
    if (last) report(true, hits)
    return hits.toArray()
  }
}

const WINDOW = 8192
