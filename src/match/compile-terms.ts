import { buildAutomaton, type Automaton } from './automaton.js'
import { buildAlphabet, type Alphabet } from './classes.js'
import type { MatcherOptions } from './options.js'

/** Compiled terms, shared by all engines and never changed. */
export interface CompiledTerms {
  readonly terms: number
  readonly alphabet: Pick<Alphabet, 'classes' | 'count' | 'longest' | 'unpaired'>
  /** True when several terms end in one state. */
  readonly hasSharedStates: boolean
  readonly automaton: Automaton
}

/** Compiles terms. @throws ScreenError `pattern` as `buildAlphabet` does */
export function compileTerms(terms: readonly string[], options: MatcherOptions): CompiledTerms {
  const alphabet = buildAlphabet(terms, options)
  const { classes, count, longest, unpaired } = alphabet
  const automaton = buildAutomaton(alphabet)
  const states = automaton.output.reduce((sum, list) => sum + (list === 0 ? 0 : 1), 0)
  return {
    terms: terms.length, automaton, hasSharedStates: states < terms.length,
    alphabet: { classes, count, longest, unpaired },
  }
}

/** Removes the hits of the terms in `unpaired`. */
export function dropUnpaired(hits: Uint32Array, unpaired: ReadonlySet<number>): Uint32Array {
  return unpaired.size === 0 ? hits : hits.filter((_, at) => !unpaired.has(hits[at - (at % 3)]!))
}
