/** Text as it is compared: without white space, full-width signs as their plain ones. */
export function bare(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '')
}

/**
 * Least number of characters put in, left out or changed between what was seen and what is true; `part`: what was seen
 * is a piece of the truth, whose other pieces do not count. Cost: the product of the lengths.
 */
export function errors(seen: string, truth: string, part: boolean): number {
  const [one, other] = [[...seen], [...truth]]
  let above = Int32Array.from({ length: other.length + 1 }, (_, at) => (part ? 0 : at))
  one.forEach((character, row) => {
    const line = new Int32Array(other.length + 1)
    line[0] = row + 1
    for (let at = 1; at <= other.length; at++) {
      const changed = above[at - 1]! + (character === other[at - 1] ? 0 : 1)
      line[at] = Math.min(changed, above[at]! + 1, line[at - 1]! + 1)
    }
    above = line
  })
  return part ? Math.min(...above) : above[other.length]!
}
