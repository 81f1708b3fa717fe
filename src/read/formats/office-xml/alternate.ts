/**
 * Remembers what the branches of `mc:AlternateContent` said (ISO/IEC 29500-3, 7.6): a text box is written once for new
 * readers and once for old ones. What a later branch says that an earlier one has not is kept: the two can be made to
 * differ. Guarded state.
 */
export class Alternates {
  readonly #open: { readonly earlier: Set<string>; readonly now: Set<string> }[] = []

  enter(): void {
    this.#open.push({ earlier: new Set(), now: new Set() })
  }

  leave(): void {
    this.#open.pop()
  }

  /** A branch has ended: what it said is now earlier. */
  turn(): void {
    const top = this.#open.at(-1)
    if (!top) return
    for (const said of top.now) top.earlier.add(said)
    top.now.clear()
  }

  /** True if an earlier branch said the same; else it is remembered. */
  repeats(kind: string, text: string): boolean {
    if (this.#open.length === 0) return false
    const said = `${kind}\0${text}`
    if (this.#open.some(({ earlier }) => earlier.has(said))) return true
    for (const { now } of this.#open) now.add(said)
    return false
  }
}
