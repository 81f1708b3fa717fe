const MAX = 100_000

/** Values that follow each letter of a path. */
const TAKES: Readonly<Record<string, number>> = { S: 2, M: 2, L: 2, Q: 4, B: 6, A: 7, C: 0 }

/**
 * The outline of a path (`AbbreviatedData`, GB/T 33190, 9.1) packed as `figures` takes it: 0 x y to move, 1 x y for a
 * line, 2 and six values for a curve. Arcs are taken for their chords. Paths beyond 100,000 words are cut.
 */
export function pathFrom(text: string): number[] {
  const words = text.slice(0, 8 * MAX).trim().split(/[\s,]+/)
  const packed: number[] = []
  for (let at = 0; at < words.length && packed.length < MAX;) {
    const letter = words[at]!
    const count = TAKES[letter]
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
