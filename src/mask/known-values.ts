import { fold } from '../normalise/index.js'
import type { MaskedSpan } from './shapes.js'
import type { MaskedKind } from './value.js'

/** The values found in a document, to be recognised wherever else they stand: in a name, a title, another sentence. */
export class KnownValues {
  /** By their first two units, longest first. */
  readonly #byStart = new Map<string, { readonly value: string; readonly kind: MaskedKind }[]>()
  readonly #seen = new Set<string>()

  add(text: string, kind: MaskedKind): void {
    const value = fold(text).text.trim()
    if (value.length < MIN_LENGTH || this.#seen.has(value)) return
    this.#seen.add(value)
    const start = value.slice(0, MIN_LENGTH)
    const values = this.#byStart.get(start) ?? []
    this.#byStart.set(start, values)
    if (values.length < MAX_VALUES) values.push({ value, kind })
  }

  /** The known values in a folded text. Cost: linear in the text, times the values that begin alike. */
  find(folded: string): MaskedSpan[] {
    if (this.#seen.size === 0) return []
    const found: MaskedSpan[] = []
    for (let start = 0; start + MIN_LENGTH <= folded.length; start++) {
      for (const { value, kind } of this.#byStart.get(folded.slice(start, start + MIN_LENGTH)) ?? []) {
        const end = start + value.length
        if (!folded.startsWith(value, start) || cutsNumber(folded, start, end)) continue
        found.push({ start, end, kind })
      }
    }
    return found
  }
}

const MIN_LENGTH = 2
/** Values that begin alike; bounds the work for a hostile document. The forms of values cover the rest. */
const MAX_VALUES = 500

/** A digit continues the number on one side. */
function cutsNumber(text: string, start: number, end: number): boolean {
  return /[0-9]{2}/.test(text.slice(start - 1, start + 1)) || /[0-9]{2}/.test(text.slice(end - 1, end + 1))
}
