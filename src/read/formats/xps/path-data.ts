/** Longer paths are cut. */
const MOST_VALUES = 100_000
/** Corners of rules, frames and arrows; letters have more, or curves. */
const PLAIN_CORNERS = 12

/** True for the abbreviated syntax of geometries (ECMA-388, 11.2.3): that of SVG with `F0` or `F1` before it. */
export function isPathData(data: string): boolean {
  return /^[-+\d\s.,eEFMLHVCQSZAmlhvcqsza]+$/.test(data)
}

/** True where a path can be a letter. */
export function drawsFigure(data: string, packed: readonly number[]): boolean {
  return packed.length > 3 * PLAIN_CORNERS || /[CQSA]/i.test(data)
}

/** A command or a number. */
const TOKEN = /[a-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi

/** Number of values after each command. */
const VALUE_COUNTS: Readonly<Record<string, number>> = { M: 2, L: 2, H: 1, V: 1, C: 6, Q: 4, S: 4, A: 7, Z: 0 }

/**
 * Parses a path into the packed form that `figures` reads: 0 x y moves, 1 x y is a line. Curves and arcs are replaced
 * by their chords: only rectangles matter.
 */
export function packedPath(data: string): number[] {
  const tokens = data.slice(0, 8 * MOST_VALUES).replace(/F\s*[01]/, '').match(TOKEN) ?? []
  const packed: number[] = []
  let command = 'M'
  let [x, y] = [0, 0]
  for (let at = 0; at < tokens.length && packed.length < MOST_VALUES;) {
    if (/[a-z]/i.test(tokens[at]![0]!)) command = tokens[at++]!
    const letter = command.toUpperCase()
    const count = VALUE_COUNTS[letter] ?? 0
    const values = tokens.slice(at, at + count).map(Number)
    if (count === 0) continue
    if (values.length < count || values.some((value) => !Number.isFinite(value))) break
    at += count
    const [baseX, baseY] = command === letter ? [0, 0] : [x, y]
    if (letter === 'H') x = baseX + values[0]!
    else if (letter === 'V') y = baseY + values[0]!
    else [x, y] = [baseX + values.at(-2)!, baseY + values.at(-1)!]
    packed.push(letter === 'M' ? 0 : 1, x, y)
    if (letter === 'M') command = command === 'M' ? 'L' : 'l'
  }
  return packed
}
