import { createGap, type Document, type Gap, type GapArgs, type GapReason } from '../../model/index.js'

/**
 * Ensures that every entry of a package ends as read, as a member or as a gap. Guarded state: a reader records the
 * outcome of each entry; `close` turns every entry without an outcome into a gap.
 */
export class Accounting {
  readonly #open = new Set<string>()
  readonly #gaps: Gap[] = []
  readonly #members: Document[] = []

  constructor(
    readonly path: string,
    pieces: Iterable<string>,
  ) {
    for (const piece of pieces) this.#open.add(piece)
  }

  read(piece: string): void {
    this.#open.delete(piece)
  }

  gap<R extends GapReason>(piece: string, reason: R, args?: GapArgs<R>): void {
    this.#open.delete(piece)
    this.#gaps.push(createGap(piece, reason, args))
  }

  /** Records an entry that is a document itself, read under the path `path!piece`. */
  member(piece: string, bytes: Uint8Array): void {
    this.#open.delete(piece)
    this.#members.push({ path: `${this.path}!${piece}`, bytes })
  }

  /** The gaps, with one for each entry that is still open; and the members. */
  close(): { readonly gaps: readonly Gap[]; readonly members: readonly Document[] } {
    for (const piece of this.#open) this.gap(piece, 'part-not-supported')
    return { gaps: this.#gaps, members: this.#members }
  }
}
