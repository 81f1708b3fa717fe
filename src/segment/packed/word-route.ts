import type { PackedDictionary } from './layout.js'

/** Buffers for one run of text. Indexes are code units of the run. */
export interface Route {
  /** Class of each unit. */
  readonly classes: Uint16Array
  /** Length of the first word of the best segmentation from here on. */
  readonly steps: Uint8Array
  /** Log probability of the best segmentation from here to the end; one entry more than units. */
  readonly scores: Float64Array
}

export function createRoute(units: number): Route {
  return {
    classes: new Uint16Array(units),
    steps: new Uint8Array(units),
    scores: new Float64Array(units + 1),
  }
}

/**
 * Finds the most probable segmentation into words of the dictionary, from the end of a run to its start. The classes of
 * the run's `length` units must be in `route`. When two segmentations have the same probability, to the last bit, the
 * one with the shorter first word wins, as in jieba. Cost: linear; a word has at most 16 characters.
 */
export function findRoute(
  dictionary: PackedDictionary, text: string, from: number, length: number, route: Route,
): void {
  const { nodes, logs, root } = dictionary
  const { classes, steps, scores } = route
  scores[length] = 0
  for (let at = length - 1; at >= 0; at--) {
    const first = classes[at]!
    if (first === 0 && endsPair(text, from + at, from)) {
      scores[at] = scores[at + 1]!
      steps[at - 1] = 2
      scores[at - 1] = scores[at + 1]! + logs[0]!
      at--
      continue
    }
    let step = 1
    const child = 2 * (root + first)
    let word = nodes[child + 1]!
    const known = word >>> 16 === first
    let best = scores[at + 1]! + logs[known ? word & 0xffff : 0]!
    let base = known ? nodes[child]! : 0
    for (let next = at + 1; base !== 0 && next < length; next++) {
      const label = classes[next]!
      const node = 2 * (base + label)
      word = nodes[node + 1]!
      if (word >>> 16 !== label) break
      base = nodes[node]!
      if ((word & 0xffff) === 0) continue
      const score = scores[next + 1]! + logs[word & 0xffff]!
      if (score > best) {
        best = score
        step = next + 1 - at
      }
    }
    steps[at] = step
    scores[at] = best
  }
}

/** True when `at` is the low surrogate of a pair that starts at `from` or later. */
function endsPair(text: string, at: number, from: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00 && at > from && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800
}
