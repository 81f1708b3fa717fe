import type { Segmenter } from '../segmenter.js'
import { SEPARATOR, type PackedDictionary } from './layout.js'
import { createLattice, joinUnknown, type Lattice } from './unknown-words.js'
import { createRoute, findRoute, type Route } from './word-route.js'

/** Size in code units of the buffers kept between calls. A longer run gets buffers of its own. */
const BUFFER_UNITS = 8192

/**
 * jieba's segmentation with a packed dictionary: the most probable words of the dictionary, then a hidden Markov model
 * for characters that stay single. The boundaries equal those of cppjieba's `Cut` with the model on.
 */
export class PackedSegmenter implements Segmenter {
  readonly name = 'packed'
  readonly #dictionary: PackedDictionary
  readonly #route = createRoute(BUFFER_UNITS)
  readonly #lattice = createLattice(BUFFER_UNITS)
  readonly #ends = new Uint32Array(BUFFER_UNITS)

  constructor(dictionary: PackedDictionary) {
    this.#dictionary = dictionary
  }

  boundaries(text: string): Uint32Array {
    const { classes } = this.#dictionary
    const ends = text.length <= BUFFER_UNITS ? this.#ends : new Uint32Array(text.length)
    let count = 0
    let from = 0
    for (let at = 0; at < text.length; at++) {
      if (classes[text.charCodeAt(at)] !== SEPARATOR) continue
      count = this.#segmentRun(text, from, at, ends, count)
      ends[count++] = from = at + 1
    }
    count = this.#segmentRun(text, from, text.length, ends, count)
    return ends.slice(0, count)
  }

  /** Writes the word ends of `text[from, to)`, which has no separators, to `ends[count…]`; returns the new count. */
  #segmentRun(text: string, from: number, to: number, ends: Uint32Array, count: number): number {
    const length = to - from
    if (length <= 1) {
      if (length === 1) ends[count++] = to
      return count
    }
    const route = length <= BUFFER_UNITS ? this.#route : createRoute(length)
    const lattice = length <= BUFFER_UNITS ? this.#lattice : createLattice(length)
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

/** True for a single character. One above U+FFFF has two units and is in no word. */
function isSingle(route: Route, at: number): boolean {
  return route.steps[at] === 1 || route.classes[at] === 0
}
