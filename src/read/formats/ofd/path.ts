/** Longer paths are cut. */
const MAX_WORDS = 100_000

/** Number of values after each operator of a path. */
const VALUE_COUNTS: Readonly<Record<string, number>> = { S: 2, M: 2, L: 2, Q: 4, B: 6, A: 7, C: 0 }

/**
 * Parses a path (`AbbreviatedData`, GB/T 33190, 9.1) into the packed form that `figures` reads: 0 x y moves, 1 x y is
 * a line, 2 and six values a curve. Arcs are replaced by their chords.
 */
export function pathFrom(text: string): number[] {
  const words = text.slice(0, 8 * MAX_WORDS).trim().split(/[\s,]+/)
  const packed: number[] = []
  for (let at = 0; at < words.length && packed.length < MAX_WORDS;) {
    const letter = words[at]!
    const count = VALUE_COUNTS[letter]
    if (count === undefined) {
      at++
      continue
    }
    const values = words.slice(at + 1, at + 1 + count).map((word) => Number(word) || 0)
    at += 1 + count
    if (values.length < count) break
    if (letter === 'M' || letter === 'S') packed.push(0, ...values)
    else if (letter === 'L') packed.push(1, ...values)
    else if (letter === 'Q') packed.push(2, values[0]!, values[1]!, values[0]!, values[1]!, values[2]!, values[3]!)
    else if (letter === 'B') packed.push(2, ...values)
    else if (letter === 'A') packed.push(1, values[5]!, values[6]!)
  }
  return packed
}

/** The path in the notation of SVG. */
export function svgPath(packed: readonly number[]): string {
  const steps: string[] = []
  for (let at = 0; at < packed.length;) {
    const count = packed[at] === 2 ? 6 : 2
    steps.push('MLC'.charAt(packed[at]!) + packed.slice(at + 1, at + 1 + count).join(' '))
    at += 1 + count
  }
  return steps.join('')
}
