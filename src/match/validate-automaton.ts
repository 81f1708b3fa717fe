import type { Automaton } from './automaton.js'
import type { CompiledTerms } from './compile-terms.js'
import { DROPPED } from './options.js'

/**
 * True when every scan with these tables ends and reads nothing outside of them: all numbers are in range, every
 * failure link and suffix is nearer to the root, and every list of terms is inside its table. Linear in the number of
 * states.
 */
export function isValidAutomaton({ terms, alphabet, automaton }: CompiledTerms): boolean {
  const { count, classes, longest, unpaired } = alphabet
  const { base, check, outputs } = automaton
  const states = base.length
  if (states < count + 2 || base[0] !== 0 || check[0] !== -2 || outputs.length === 0 || longest < 0) return false
  for (const symbol of classes) if (symbol > count && symbol !== DROPPED) return false
  for (const term of unpaired) if (term < 0 || term >= terms) return false
  for (const at of base) if (at < 0 || at > states - count - 1) return false
  const depths = depthsOf(automaton.base, check, count)
  if (depths === undefined) return false
  for (let state = 1; state < states; state++) {
    if (depths[state]! > 0 && !isValidState(state, depths, automaton, terms)) return false
  }
  return freeStatesAreEmpty(depths, automaton) && automaton.emit[0] === 0
}

/** Depth of each state, 0 for the root and free slots; undefined when the parents do not form a tree. */
function depthsOf(base: Int32Array, check: Int32Array, count: number): Int32Array | undefined {
  const depths = new Int32Array(check.length)
  const path: number[] = []
  for (let slot = 1; slot < check.length; slot++) {
    let state = slot
    while (state > 0 && depths[state] === 0 && check[state]! >= 0) {
      const parent = check[state]!
      if (parent >= check.length || state - base[parent]! < 1 || state - base[parent]! > count) return undefined
      depths[state] = VISITING
      path.push(state)
      state = parent
    }
    // A path ends at the root or at a state of known depth. If it ends at a free slot or at itself, this is no tree.
    if (path.length > 0 && state !== 0 && depths[state]! <= 0) return undefined
    for (let depth = depths[state]! + 1; path.length > 0; depth++) depths[path.pop()!] = depth
  }
  return depths
}

const VISITING = -1

function isValidState(state: number, depths: Int32Array, automaton: Automaton, terms: number): boolean {
  const { fail, emit, suffix, output } = automaton
  const depth = depths[state]!
  const nearer = (to: number): boolean =>
    to === 0 || (to > 0 && to < depths.length && depths[to]! > 0 && depths[to]! < depth)
  if (!nearer(fail[state]!) || !nearer(suffix[state]!)) return false
  if (suffix[state] !== 0 && output[suffix[state]!] === 0) return false
  if (emit[state] !== (output[state] === 0 ? suffix[state] : state)) return false
  return output[state] === 0 || isValidList(automaton.outputs, output[state]!, depth, terms)
}

function isValidList(outputs: Int32Array, list: number, depth: number, terms: number): boolean {
  const count = outputs[list + 1] ?? 0
  if (list < 1 || outputs[list] !== depth || count < 1 || list + 2 + count > outputs.length) return false
  for (let at = list + 2; at < list + 2 + count; at++) if (outputs[at]! < 0 || outputs[at]! >= terms) return false
  return true
}

/** A scan never reaches a free slot, but the filter is built from all slots. */
function freeStatesAreEmpty(depths: Int32Array, { check, output }: Automaton): boolean {
  for (let slot = 1; slot < depths.length; slot++) {
    if (depths[slot] === 0 && (check[slot] !== -1 || output[slot] !== 0)) return false
  }
  return true
}
