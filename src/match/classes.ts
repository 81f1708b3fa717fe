import { ScreenError } from '../model/index.js'
import { DROPPED, type Folding, type MatcherOptions } from './options.js'

/** Most characters of a term after folding. Windows overlap by this length. */
export const LONGEST_TERM = 1024

/** The alphabet of a set of terms, and the terms written in it. */
export interface Alphabet {
  /** Class of each UTF-16 unit: 0 for those in no term, then 1 … `count`, most frequent first; `DROPPED` if ignored. */
  readonly classes: Uint16Array
  readonly count: number
  /** The classes of all terms, one after another; term n is `symbols[offsets[n] .. offsets[n + 1])`. */
  readonly symbols: Uint16Array
  readonly offsets: Uint32Array
  readonly longest: number
  /** Terms that start or end with an unpaired surrogate: well-formed UTF-8 cannot match them. */
  readonly unpaired: ReadonlySet<number>
}

/**
 * Assigns a class to every character of the terms. Characters that fold to the same share a class, so that folding
 * costs nothing during a scan.
 * @throws ScreenError `pattern` for a term that is empty after folding, or longer than `LONGEST_TERM`
 */
export function buildAlphabet(terms: readonly string[], options: MatcherOptions): Alphabet {
  const folded = foldedUnits(options)
  const { symbols, offsets, longest, unpaired } = encodeTerms(terms, folded)
  const ranks = rankByFrequency(symbols)
  for (let at = 0; at < symbols.length; at++) symbols[at] = ranks.of[symbols[at]!]!
  const classes = new Uint16Array(0x10000)
  for (let unit = 0; unit < 0x10000; unit++) {
    const to = folded[unit]!
    classes[unit] = to === DROPPED ? DROPPED : ranks.of[to]!
  }
  return { classes, count: ranks.count, symbols, offsets, longest, unpaired }
}

function foldedUnits({ fold = identityFolding(), dropSpaces = false }: MatcherOptions): Uint16Array {
  if (!dropSpaces) return fold.units
  const folded = fold.units.slice()
  for (let unit = 0; unit < 0x10000; unit++) if (fold.spaces[unit] !== 0) folded[unit] = DROPPED
  return folded
}

let identity: Folding | undefined

/**
 * Every character folds to itself; white space as in ECMAScript. U+FFFF, a noncharacter, is dropped: it is `DROPPED`.
 */
function identityFolding(): Folding {
  if (identity !== undefined) return identity
  const units = Uint16Array.from({ length: 0x10000 }, (_, unit) => unit)
  const spaces = Uint8Array.from(units, (unit) => (/\s/.test(String.fromCharCode(unit)) ? 1 : 0))
  identity = { units, spaces }
  return identity
}

function encodeTerms(terms: readonly string[], folded: Uint16Array): Omit<Alphabet, 'classes' | 'count'> {
  const symbols = new Uint16Array(terms.reduce((sum, term) => sum + term.length, 0))
  const offsets = new Uint32Array(terms.length + 1)
  let end = 0
  const unpaired = new Set<number>()
  let longest = 0
  terms.forEach((term, index) => {
    const start = end
    for (let at = 0; at < term.length; at++) {
      const unit = term.charCodeAt(at)
      const to = folded[unit]!
      if (to !== DROPPED) symbols[end++] = to
      else if (dropsNext(unit, term.charCodeAt(at + 1))) at++
    }
    if (end === start) throw new ScreenError('term-empty', { index })
    if (end - start > LONGEST_TERM) {
      throw new ScreenError('term-too-long', { index, size: end - start, most: LONGEST_TERM })
    }
    if ((symbols[start]! & 0xfc00) === 0xdc00 || (symbols[end - 1]! & 0xfc00) === 0xd800) unpaired.add(index)
    longest = Math.max(longest, end - start)
    offsets[index + 1] = end
  })
  return { symbols: symbols.slice(0, end), offsets, longest, unpaired }
}

/** True when a dropped unit is a high surrogate before a low one, which is then dropped too. `next`: NaN at the end. */
export function dropsNext(unit: number, next: number): boolean {
  return (unit & 0xfc00) === 0xd800 && (next & 0xfc00) === 0xdc00
}

/** Frequent classes get small numbers, so that their transitions are close together and stay in the cache. */
function rankByFrequency(symbols: Uint16Array): { of: Uint16Array; count: number } {
  const frequency = new Uint32Array(0x10000)
  for (const symbol of symbols) frequency[symbol]!++
  const used: number[] = []
  for (let symbol = 0; symbol < frequency.length; symbol++) if (frequency[symbol] !== 0) used.push(symbol)
  used.sort((a, b) => frequency[b]! - frequency[a]! || a - b)
  const of = new Uint16Array(0x10000)
  used.forEach((symbol, rank) => { of[symbol] = rank + 1 })
  return { of, count: used.length }
}
