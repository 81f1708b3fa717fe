import type { Automaton } from './automaton.js'
import type { HitList } from './hits.js'
import type { Window } from './window.js'

/**
 * Runs the automaton over a window and adds the hits that start at its first `reported` characters, sorted by start,
 * end and pattern. Time is linear in characters and hits, for every text.
 */
export function walk(automaton: Automaton, window: Window, reported: number, hits: HitList, found: FoundStates): void {
  found.clear()
  follow(automaton, window, reported, found)
  found.sort(reported)
  const { output, outputs } = automaton
  for (let at = 0; at < found.count; at++) {
    const list = output[found.states[at]!]!
    const first = found.firsts[at]!
    const start = window.starts[first]!
    const end = window.ends[first + outputs[list]! - 1]!
    for (let n = 0; n < outputs[list + 1]!; n++) hits.add(outputs[list + 2 + n]!, start, end)
  }
}

function follow(automaton: Automaton, { classes, count }: Window, reported: number, found: FoundStates): void {
  const { base, check, fail, emit, suffix, output, outputs } = automaton
  let state = 0
  for (let at = 0; at < count; at++) {
    const symbol = classes[at]!
    if (symbol === 0) {
      state = 0
      if (at >= reported) return
      continue
    }
    for (;;) {
      const next = base[state]! + symbol
      if (check[next] === state) {
        state = next
        break
      }
      if (state === 0) break
      state = fail[state]!
    }
    for (let ending = emit[state]!; ending !== 0; ending = suffix[ending]!) {
      const first = at + 1 - outputs[output[ending]!]!
      if (first < reported) found.add(first, ending)
    }
  }
}

/**
 * States in which terms end, each with the index in the window of the term's first character; in order of their ends.
 */
export class FoundStates {
  firsts = new Uint32Array(64)
  states = new Int32Array(64)
  count = 0
  private ascending = true

  clear(): void {
    this.count = 0
    this.ascending = true
  }

  add(first: number, state: number): void {
    if (this.count === this.firsts.length) this.grow()
    if (this.count > 0 && first < this.firsts[this.count - 1]!) this.ascending = false
    this.firsts[this.count] = first
    this.states[this.count++] = state
  }

  /** Sorts by first character, for those below `limit`: a counting sort, stable, so that ends stay ascending. */
  sort(limit: number): void {
    if (this.ascending) return
    const places = new Uint32Array(limit + 1)
    for (let at = 0; at < this.count; at++) places[this.firsts[at]! + 1]!++
    for (let first = 0; first < limit; first++) places[first + 1]! += places[first]!
    const firsts = new Uint32Array(this.firsts.length)
    const states = new Int32Array(this.firsts.length)
    for (let at = 0; at < this.count; at++) {
      const place = places[this.firsts[at]!]!++
      firsts[place] = this.firsts[at]!
      states[place] = this.states[at]!
    }
    this.firsts = firsts
    this.states = states
  }

  private grow(): void {
    const firsts = new Uint32Array(this.count * 2)
    const states = new Int32Array(this.count * 2)
    firsts.set(this.firsts)
    states.set(this.states)
    this.firsts = firsts
    this.states = states
  }
}
