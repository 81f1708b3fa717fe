/**
 * Remembers the texts in the branches of `mc:AlternateContent` (ISO/IEC 29500-3, 7.6): a text box is written once for
 * new programs and once for old ones. A text that only a later branch has is kept: the two can be made to differ.
 */
export class Alternates {
  readonly #open: { readonly earlier: Set<string>; readonly now: Set<string> }[] = []

  enter(): void {
    this.#open.push({ earlier: new Set(), now: new Set() })
  }

  leave(): void {
    this.#open.pop()
  }

  /** A branch has ended: its texts are now earlier ones. */
  turn(): void {
    const top = this.#open.at(-1)
    if (!top) return
    for (const text of top.now) top.earlier.add(text)
    top.now.clear()
  }

  /** True if an earlier branch has the same text; else it is remembered. */
  repeats(kind: string, text: string): boolean {
    if (this.#open.length === 0) return false
    const key = `${kind}\0${text}`
    if (this.#open.some(({ earlier }) => earlier.has(key))) return true
    for (const { now } of this.#open) now.add(key)
    return false
  }
}
