import type { Automaton } from './automaton.js'
import type { HitList } from './hits.js'
import type { Window } from './window.js'

/**
 * All hits that start at the first `reported` characters, in order of start, end and pattern.
 * Time linear in characters and hits, whatever the text.
 */
export function walk(automaton: Automaton, window: Window, reported: number, hits: HitList, found: Found): void {
  found.clear()
  follow(automaton, window, reported, found)
  found.sort(reported)
  const { output, outputs } = automaton
  for (let at = 0; at < found.count; at++) {
    const list = output[found.states[at]!]!
    const rank = found.ranks[at]!
    const start = window.starts[rank]!
    const end = window.ends[rank + outputs[list]! - 1]!
    for (let n = 0; n < outputs[list + 1]!; n++) hits.add(outputs[list + 2 + n]!, start, end)
  }
}

function follow(automaton: Automaton, { classes, count }: Window, reported: number, found: Found): void {
  const { base, check, fail, emit, suffix, output, outputs } = automaton
  let state = 0
  for (let at = 0; at < count; at++) {
    const letter = classes[at]!
    if (letter === 0) {
      state = 0
      if (at >= reported) return
      continue
    }
    for (;;) {
      const next = base[state]! + letter
      if (check[next] === state) {
        state = next
        break
      }
      if (state === 0) break
      state = fail[state]!
    }
    for (let ending = emit[state]!; ending !== 0; ending = suffix[ending]!) {
      const rank = at + 1 - outputs[output[ending]!]!
      if (rank < reported) found.add(rank, ending)
    }
  }
}

/** States in which terms end, with the rank of the character they start at; in order of end as they come. */
export class Found {
  ranks = new Uint32Array(64)
  states = new Int32Array(64)
  count = 0
  private ascending = true

  clear(): void {
    this.count = 0
    this.ascending = true
  }

  add(rank: number, state: number): void {
    if (this.count === this.ranks.length) this.grow()
    if (this.count > 0 && rank < this.ranks[this.count - 1]!) this.ascending = false
    this.ranks[this.count] = rank
    this.states[this.count++] = state
  }

  /** By rank, stable, so that ends stay ascending: a counting sort over the ranks below `limit`. */
  sort(limit: number): void {
    if (this.ascending) return
    const places = new Uint32Array(limit + 1)
    for (let at = 0; at < this.count; at++) places[this.ranks[at]! + 1]!++
    for (let rank = 0; rank < limit; rank++) places[rank + 1]! += places[rank]!
    const ranks = new Uint32Array(this.ranks.length)
    const states = new Int32Array(this.ranks.length)
    for (let at = 0; at < this.count; at++) {
      const place = places[this.ranks[at]!]!++
      ranks[place] = this.ranks[at]!
      states[place] = this.states[at]!
    }
    this.ranks = ranks
    this.states = states
  }

  private grow(): void {
    const ranks = new Uint32Array(this.count * 2)
    const states = new Int32Array(this.count * 2)
    ranks.set(this.ranks)
    states.set(this.states)
    this.ranks = ranks
    this.states = states
  }
}
