import type { XmlElement } from '../../markup/xml/walk.js'

/** Value of an attribute by its local name. */
export function valueOf(element: XmlElement, local: string): string | undefined {
  return element.attributes.find((one) => one.local === local)?.value
}

/** Finite numbers separated by white space; anything else among them counts as 0. */
export function numbers(text: string): number[] {
  return text.trim() === '' ? [] : text.trim().split(/[\s,]+/).map(finite)
}

/** `3 g 2 5 4` is `3 5 5 4`: `g n v` stands for n times v (GB/T 33190, 11.3). At most `most` values are written out. */
export function deltas(text: string, most: number): number[] {
  const words = text.trim().split(/[\s,]+/)
  const values: number[] = []
  for (let at = 0; at < words.length && values.length < most; at++) {
    if (words[at] !== 'g') {
      if (words[at] !== '') values.push(finite(words[at]!))
      continue
    }
    const count = Math.min(most - values.length, Math.max(0, Math.floor(finite(words[at + 1] ?? ''))))
    for (let each = 0; each < count; each++) values.push(finite(words[at + 2] ?? ''))
    at += 2
  }
  return values
}

/** False only where the attribute says so. */
export function isTrue(element: XmlElement, local: string, otherwise: boolean): boolean {
  const value = valueOf(element, local)
  return value === undefined ? otherwise : !/^\s*(false|0)\s*$/i.test(value)
}

function finite(word: string): number {
  const value = Number(word)
  return Number.isFinite(value) && Math.abs(value) < 1e7 ? value : 0
}
