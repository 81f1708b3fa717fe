/** How much of a peer's text stands in ours. */
export interface Coverage {
  /** Characters of the peer's words, white space left out, each occurrence counted. */
  readonly characters: number
  readonly seen: number
  /** Words that are in the peer's text more often than in ours, with how often they are missing. */
  readonly missing: ReadonlyMap<string, number>
}

/**
 * A word is seen as often as it stands in our text, white space left out in both: programs put spaces and line ends in
 * different places, and that is not what is compared. Compatibility forms are one, signs that never show are dropped.
 * A word that is not found whole is searched for in a few pieces, and is listed as missing in any case.
 * Not `counted`: each different word once, for peers that repeat headers and masters on every page.
 * Cost: one search through our text for each different word of the peer's.
 */
export function cover(ours: readonly string[], theirs: string, counted: boolean): Coverage {
  const text = ours.map((part) => plain(part).replace(/\s+/g, '')).join('\n')
  const words = countsOf(plain(theirs).split(/\s+/).filter((word) => word !== ''))
  const missing = new Map<string, number>()
  let characters = 0
  let seen = 0
  for (const [word, times] of words) {
    const count = counted ? times : 1
    const found = occurrences(text, word, count)
    characters += count * word.length
    seen += found * word.length
    if (found === count) continue
    missing.set(word, count - found)
    if (found === 0) seen += count * inPieces(text, word)
  }
  return { characters, seen, missing }
}

/**
 * What one reader sees as the same: compatibility forms folded; soft hyphens, marks of direction, controls dropped;
 * numbers of many places rounded, since programs write 15 or 17 digits of the same one.
 */
function plain(text: string): string {
  return text.normalize('NFKC')
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/\d+\.\d{8,}/g, (number) => String(Number(Number(number).toPrecision(10))))
    .replace(/[^\S\n]+/g, ' ')
    .replace(/[\p{Cf}\p{Co}\p{Cn}\uFFFD\0-\x08\x0E-\x1F\x7F-\x9F]/gu, '')
}

function countsOf(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** Most pieces of a word that are looked for: hyphens taken out, a note's number behind it, two columns in one. */
const PIECES = 4

/**
 * Characters of a word that stand in the text in pieces, the longest first from its start. A few letters are in any
 * text and are no piece, unless they end the word.
 */
function inPieces(text: string, word: string): number {
  let seen = 0
  let at = 0
  let before = 0
  for (let piece = 0; piece < PIECES && at < word.length; piece++) {
    const length = longest(text, word.slice(at))
    const ends = at + length === word.length && before > 3
    if (length > 3 || ends || !/[a-z]/i.test(word.slice(at, at + length))) seen += length
    at += Math.max(1, length)
    before = length
  }
  return seen
}

/** Length of the longest beginning of a word that is in the text. */
function longest(text: string, word: string): number {
  let low = 0
  let high = word.length
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if (text.includes(word.slice(0, middle))) low = middle
    else high = middle - 1
  }
  return low
}

/** At most `enough`; they do not overlap. */
function occurrences(text: string, word: string, enough: number): number {
  let count = 0
  for (let at = text.indexOf(word); at >= 0 && count < enough; at = text.indexOf(word, at + word.length)) count++
  return count
}
