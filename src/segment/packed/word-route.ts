import type { PackedDictionary } from './layout.js'

/** Scratch for one run of text; indexes are code units of the run. */
export interface Route {
  /** Class of each unit. */
  readonly classes: Uint16Array
  /** Length of the best first word of the text from here on. */
  readonly steps: Uint8Array
  /** Log probability of the best words from here to the end; one more than units. */
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
 * Finds the most probable way through the dictionary's words for the run of `length` units whose classes stand in
 * `route`, from its end to its start. Of ways alike in probability, to the last bit, the one with the shorter first
 * word stays: jieba takes a longer word only for a greater sum. Linear; a word has at most 16 characters.
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

/** Whether the second half of a character beyond U+FFFF stands at `at`, its first half not before `from`. */
function endsPair(text: string, at: number, from: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00 && at > from && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800
}
