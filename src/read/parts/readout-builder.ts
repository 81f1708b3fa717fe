import { createGap, type Document, type Gap, type GapArgs, type GapReason, type Part } from '../../model/index.js'
import type { Readout } from '../reader.js'
import { PartBuilder } from './part-builder.js'

/** Collects the readout of one reader: parts, gaps and members, each in the order in which they were added. */
export class ReadoutBuilder {
  readonly #parts: Part[] = []
  readonly #gaps: Gap[] = []
  readonly #members: Document[] = []

  /** Adds parts. Undefined ones and builders without a block are left out, so that callers need not check. */
  part(...parts: readonly (Part | PartBuilder | undefined)[]): this {
    for (const part of parts) {
      if (!(part instanceof PartBuilder)) {
        if (part) this.#parts.push(part)
      } else if (!part.empty) this.#parts.push(part.build())
    }
    return this
  }

  gap<R extends GapReason>(piece: string, reason: R, args?: GapArgs<R>): this {
    this.#gaps.push(createGap(piece, reason, args))
    return this
  }

  /** Adds a document inside this one. `path` is its whole path, `outer.zip!inner/a.docx`. */
  member(path: string, bytes: Uint8Array): this {
    this.#members.push({ path, bytes })
    return this
  }

  /** Adds all of another readout, or the parts, gaps or members alone. */
  add({ parts = [], gaps = [], members = [] }: Partial<Readout>): this {
    // Not by spread: a readout can hold more parts than a call takes arguments.
    for (const part of parts) this.#parts.push(part)
    for (const gap of gaps) this.#gaps.push(gap)
    for (const member of members) this.#members.push(member)
    return this
  }

  build(): Required<Readout> {
    return { parts: this.#parts, gaps: this.#gaps, members: this.#members }
  }
}
