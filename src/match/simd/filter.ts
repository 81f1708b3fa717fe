import type { Automaton } from '../automaton.js'

/** Bytes of the filter: with two bits for each pair of characters, as good as one of any greater size (README). */
const FILTER_SIZE = 0x10000

/**
 * The filter over the first characters of terms. A term of two characters a b sets bit `select(a, b) >> 9 & 7` of byte
 * `hash(a, b)`, a longer one a b c bit `select(a, b, c) >> 13`. The kernel computes the same in 16-bit lanes.
 * `letter` gives the value that the kernel's table holds for a class.
 */
export function buildFilter({ base, check, output }: Automaton, letter: (of: number) => number): Uint8Array {
  const filter = new Uint8Array(FILTER_SIZE)
  for (let state = 0; state < check.length; state++) {
    const parent = check[state]!
    if (parent <= 0) continue
    const grandparent = check[parent]!
    const last = letter(state - base[parent]!)
    if (grandparent === 0) {
      if (output[state] !== 0) filter[hash(letter(parent), last)]! |= 1 << ((select(letter(parent), last) >> 9) & 7)
    } else if (check[grandparent] === 0) {
      const first = letter(grandparent)
      const second = letter(parent - base[grandparent]!)
      filter[hash(first, second)]! |= 1 << (((select(first, second) + last * 0x3c6f) & 0xffff) >> 13)
    }
  }
  return filter
}

function hash(first: number, second: number): number {
  return (first * 0x9e35 + second * 0x5d2b) & 0xffff
}

function select(first: number, second: number): number {
  return (first * 0x6a8d + second * 0xb1f3) & 0xffff
}
