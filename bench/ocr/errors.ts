/** Text for comparison: without white space, full-width forms as ordinary ones. */
export function bare(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '')
}

/**
 * The edit distance (Levenshtein) between recognised and true text. `isPiece`: the recognised text is a piece of the
 * truth, and the rest of the truth does not count. Cost: the product of the lengths.
 */
export function countErrors(recognised: string, truth: string, isPiece: boolean): number {
  const [one, other] = [[...recognised], [...truth]]
  let above = Int32Array.from({ length: other.length + 1 }, (_, at) => (isPiece ? 0 : at))
  one.forEach((character, row) => {
    const line = new Int32Array(other.length + 1)
    line[0] = row + 1
    for (let at = 1; at <= other.length; at++) {
      const changed = above[at - 1]! + (character === other[at - 1] ? 0 : 1)
      line[at] = Math.min(changed, above[at]! + 1, line[at - 1]! + 1)
    }
    above = line
  })
  return isPiece ? Math.min(...above) : above[other.length]!
}
