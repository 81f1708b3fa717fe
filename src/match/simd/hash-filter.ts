import type { Automaton } from '../automaton.js'

/** Bytes of the filter. With two bits for each pair of characters, larger filters are no better (see README.md). */
const FILTER_SIZE = 0x10000

/**
 * The filter for many terms, by hashes of their first characters. A term of two characters a b sets bit `select(a, b)
 * >> 9 & 7` of byte `hash(a, b)`; a longer one a b c sets bit `select(a, b, c) >> 13`. The kernel computes the same in
 * 16-bit lanes. `symbol` returns the value of a class in the kernel's table.
 */
export function buildHashFilter({ base, check, output }: Automaton, symbol: (of: number) => number): Uint8Array {
  const filter = new Uint8Array(FILTER_SIZE)
  for (let state = 0; state < check.length; state++) {
    const parent = check[state]!
    if (parent <= 0) continue
    const grandparent = check[parent]!
    const last = symbol(state - base[parent]!)
    if (grandparent === 0) {
      if (output[state] !== 0) filter[hash(symbol(parent), last)]! |= 1 << ((select(symbol(parent), last) >> 9) & 7)
    } else if (check[grandparent] === 0) {
      const first = symbol(grandparent)
      const second = symbol(parent - base[grandparent]!)
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
