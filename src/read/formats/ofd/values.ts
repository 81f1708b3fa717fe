import type { XmlElement } from '../../markup/xml/walk.js'

/** The value of an attribute by its local name. */
export function valueOf(element: XmlElement, local: string): string | undefined {
  return element.attributes.find((one) => one.local === local)?.value
}

/** Parses numbers separated by white space. Invalid ones are 0. */
export function numbers(text: string): number[] {
  return text.trim() === '' ? [] : text.trim().split(/[\s,]+/).map(finite)
}

/** Expands offsets: in `3 g 2 5 4`, `g 2 5` stands for `5 5` (GB/T 33190, 11.3). Gives at most `limit` values. */
export function deltas(text: string, limit: number): number[] {
  const words = text.trim().split(/[\s,]+/)
  const values: number[] = []
  for (let at = 0; at < words.length && values.length < limit; at++) {
    if (words[at] !== 'g') {
      if (words[at] !== '') values.push(finite(words[at]!))
      continue
    }
    const count = Math.min(limit - values.length, Math.max(0, Math.floor(finite(words[at + 1] ?? ''))))
    for (let each = 0; each < count; each++) values.push(finite(words[at + 2] ?? ''))
    at += 2
  }
  return values
}

/** Parses a boolean attribute. `fallback` is its value where it is missing; invalid values are true. */
export function isTrue(element: XmlElement, local: string, fallback: boolean): boolean {
  const value = valueOf(element, local)
  return value === undefined ? fallback : !/^\s*(false|0)\s*$/i.test(value)
}

function finite(word: string): number {
  const value = Number(word)
  return Number.isFinite(value) && Math.abs(value) < 1e7 ? value : 0
}
