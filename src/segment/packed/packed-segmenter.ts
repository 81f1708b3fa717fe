import type { Segmenter } from '../segmenter.js'
import { SEPARATOR, type PackedDictionary } from './layout.js'
import { createLattice, joinUnknown, type Lattice } from './unknown-words.js'
import { createRoute, findRoute, type Route } from './word-route.js'

/** Units of scratch that is kept between calls; a longer run gets its own, which is let go again. */
const KEPT = 8192

/**
 * jieba's cut (dictionary, then hidden Markov model over what stays single) over a packed dictionary, as edges and not
 * as strings: the same edges as cppjieba's `Cut` with its HMM on.
 */
export class PackedSegmenter implements Segmenter {
  readonly name = 'packed'
  readonly #dictionary: PackedDictionary
  readonly #route = createRoute(KEPT)
  readonly #lattice = createLattice(KEPT)
  readonly #ends = new Uint32Array(KEPT)

  constructor(dictionary: PackedDictionary) {
    this.#dictionary = dictionary
  }

  boundaries(text: string): Uint32Array {
    const { classes } = this.#dictionary
    const ends = text.length <= KEPT ? this.#ends : new Uint32Array(text.length)
    let count = 0
    let from = 0
    for (let at = 0; at < text.length; at++) {
      if (classes[text.charCodeAt(at)] !== SEPARATOR) continue
      count = this.#cutRun(text, from, at, ends, count)
      ends[count++] = from = at + 1
    }
    count = this.#cutRun(text, from, text.length, ends, count)
    return ends.slice(0, count)
  }

  /** Writes the ends of words in `text[from, to)`, which holds no separator, into `ends` from `count` on. */
  #cutRun(text: string, from: number, to: number, ends: Uint32Array, count: number): number {
    const length = to - from
    if (length <= 1) {
      if (length === 1) ends[count++] = to
      return count
    }
    const route = length <= KEPT ? this.#route : createRoute(length)
    const lattice = length <= KEPT ? this.#lattice : createLattice(length)
    const { classes } = this.#dictionary
    for (let at = 0; at < length; at++) route.classes[at] = classes[text.charCodeAt(from + at)]!
    findRoute(this.#dictionary, text, from, length, route)
    return this.#writeEnds(text, from, length, route, lattice, ends, count)
  }

  #writeEnds(
    text: string, from: number, length: number, route: Route, lattice: Lattice, ends: Uint32Array, count: number,
  ): number {
    let at = 0
    while (at < length) {
      const singles = at
      while (at < length && isSingle(route, at)) at += route.steps[at]!
      if (at > singles) count = joinUnknown(this.#dictionary, text, from + singles, from + at, lattice, ends, count)
      if (at < length) ends[count++] = from + (at += route.steps[at]!)
    }
    return count
  }
}

/** One character; one beyond U+FFFF has two units and is in no word. */
function isSingle(route: Route, at: number): boolean {
  return route.steps[at] === 1 || route.classes[at] === 0
}
