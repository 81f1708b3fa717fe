import type { Folding } from '../../src/match/index.js'

const DROPPED = 0xffff

interface Kept { units: string[]; starts: number[]; ends: number[] }

/** The reference implementation: folds each unit, removes dropped ones, and searches for each term with `indexOf`. */
export function searchNaively(
  terms: readonly string[], text: string, options: { fold?: Folding; dropSpaces?: boolean },
): number[] {
  const kept = keep(text, options)
  const folded = terms.map((term) => keep(term, options).units.join('')) // one folded unit for each unit
  const line = kept.units.join('')
  const hits: [number, number, number][] = []
  folded.forEach((term, index) => {
    for (let at = line.indexOf(term); at >= 0; at = line.indexOf(term, at + 1)) {
      hits.push([index, kept.starts[at]!, kept.ends[at + term.length - 1]!])
    }
  })
  return hits.sort((a, b) => a[1] - b[1] || a[2] - b[2] || a[0] - b[0]).flat()
}

/** The folded units that are not dropped, and their offsets. */
export function keep(text: string, { fold, dropSpaces = false }: { fold?: Folding; dropSpaces?: boolean }): Kept {
  const kept: Kept = { units: [], starts: [], ends: [] }
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    const folded = fold ? fold.units[unit]! : unit
    if (folded === DROPPED) {
      if (/^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(at, at + 2))) at++
      continue
    }
    if (dropSpaces && (fold ? fold.spaces[unit] !== 0 : /\s/.test(text[at]!))) continue
    kept.units.push(String.fromCharCode(folded))
    kept.starts.push(at)
    kept.ends.push(at + 1)
  }
  return kept
}

/** The same hits with byte offsets in UTF-8, without those that split a character. The text must be well-formed. */
export function inBytes(hits: readonly number[], text: string): number[] {
  const starts = new Uint32Array(text.length + 1)
  const ends = new Uint32Array(text.length + 1)
  let bytes = 0
  for (let at = 0; at < text.length;) {
    const point = text.codePointAt(at)!
    const width = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
    const units = point > 0xffff ? 2 : 1
    starts.fill(bytes, at, at + units)
    bytes += width
    ends.fill(bytes, at + 1, at + 1 + units)
    at += units
  }
  const whole = hits.filter((_, n) => !splits(text, hits[n - (n % 3) + 1]!) && !splits(text, hits[n - (n % 3) + 2]!))
  const counted = whole.map((value, n) => (n % 3 === 0 ? value : n % 3 === 1 ? starts[value]! : ends[value]!))
  return order(counted)
}

function splits(text: string, at: number): boolean {
  return at > 0 && /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1))
}

function order(flat: readonly number[]): number[] {
  const triples = Array.from({ length: flat.length / 3 }, (_, n) => flat.slice(3 * n, 3 * n + 3))
  return triples.sort((a, b) => a[1]! - b[1]! || a[2]! - b[2]! || a[0]! - b[0]!).flat()
}
