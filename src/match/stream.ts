import type { Lexicon } from './compile.js'
import { HitList } from './hits.js'
import { DROPPED } from './options.js'
import { Found, walk } from './walk.js'
import { createWindow, fillFromText, fillFromUtf8, slide, type Window } from './window.js'

/**
 * Takes a text piece by piece, cut anywhere. Each hit is given once, in order, with offsets in the whole (below 2³²).
 * @example
 * const stream: MatchStream<string> = createMatcher(['机密']).stream()
 * const hits = [stream.push('本文件为机'), stream.push('密'), stream.end()]
 */
export interface MatchStream<Piece> {
  /** Hits that are certain now. Up to the longest term's length of characters wait for what follows. */
  push(piece: Piece): Uint32Array
  /** The hits left when the text is over; the stream is not to be used after. */
  end(): Uint32Array
}

/** Streams strings, cut even between surrogates. Runs on the automaton, linear on every input. */
export function streamText(lexicon: Lexicon): MatchStream<string> {
  const { classes } = lexicon.alphabet
  const feed = createFeed<string>(lexicon, (window, piece, from) => fillFromText(window, classes, piece, from))
  let held = ''
  return {
    push(piece) {
      const text = held + piece
      const last = text.charCodeAt(text.length - 1)
      // A dropped high surrogate waits for the low one that would go with it.
      held = (last & 0xfc00) === 0xd800 && classes[last] === DROPPED ? text.slice(-1) : ''
      return feed(held === '' ? text : text.slice(0, -1), false)
    },
    end: () => feed(held, true),
  }
}

/** Streams UTF-8, cut even inside characters. */
export function streamUtf8(lexicon: Lexicon): MatchStream<Uint8Array> {
  const { classes } = lexicon.alphabet
  const feed = createFeed<Uint8Array>(lexicon, (window, piece, from) => fillFromUtf8(window, classes, piece, from))
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

/** How many bytes at the end may be the start of a character that is not all there. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back < (byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4) ? back : 0
  }
  return 0
}

function createFeed<Piece extends { readonly length: number }>(
  { automaton, alphabet: { longest } }: Lexicon, fill: (window: Window, piece: Piece, from: number) => number,
): (piece: Piece, last: boolean) => Uint32Array {
  const found = new Found()
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
    return hits.take()
  }
}

const WINDOW = 8192
