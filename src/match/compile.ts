import { buildAutomaton, type Automaton } from './automaton.js'
import { buildAlphabet, type Alphabet } from './classes.js'
import type { MatcherOptions } from './options.js'

/** Compiled terms: all that the engines share. Plain arrays, never changed after. */
export interface Lexicon {
  readonly terms: number
  readonly alphabet: Pick<Alphabet, 'classes' | 'count' | 'longest' | 'halves'>
  /** Whether several terms end in one state. */
  readonly shared: boolean
  readonly automaton: Automaton
}

export function compileTerms(terms: readonly string[], options: MatcherOptions): Lexicon {
  const alphabet = buildAlphabet(terms, options)
  const { classes, count, longest, halves } = alphabet
  const automaton = buildAutomaton(alphabet)
  const states = automaton.output.reduce((sum, list) => sum + (list === 0 ? 0 : 1), 0)
  const shared = states < terms.length
  return { terms: terms.length, alphabet: { classes, count, longest, halves }, automaton, shared }
}

/** The hits without those of terms in `halves`. */
export function dropHalves(hits: Uint32Array, halves: ReadonlySet<number>): Uint32Array {
  return halves.size === 0 ? hits : hits.filter((_, at) => !halves.has(hits[at - (at % 3)]!))
}
