import { numberedPiece } from '../../../model/index.js'
import { readUndeclaredBytes, type UndeclaredBytes } from '../../containers/undeclared-bytes.js'
import type { Intake, Readout } from '../../reader.js'
import { findFileOtherThanPdf } from '../../sniff/within.js'
import { readBetween, type PdfObject } from './objects.js'
import { latin1, type Value } from './syntax.js'

/**
 * The bytes outside the objects of a file: the head, what stands between objects and behind the last one; and the
 * comments anywhere, which no PDF program reads. Guarded state.
 */
export class OutsideObjects {
  readonly trailers: Value[] = []
  /** True where there is more than structure between objects or behind the last one. */
  hasJunk = false
  readonly #regions: UndeclaredBytes[] = []
  #previousEnd = 0

  constructor(readonly bytes: Uint8Array) {}

  /** Adds an object. Objects must be added in file order. */
  add({ head, end, stream, comments }: PdfObject): void {
    this.#addRegion(this.#previousEnd, head)
    this.#addComments(comments)
    this.#previousEnd = Math.max(this.#previousEnd, stream?.end ?? end)
  }

  /** Adds the bytes behind the last object. */
  finish(): void {
    if (this.#previousEnd > 0) this.#addRegion(this.#previousEnd, this.bytes.length)
  }

  /** Files become members, text is metadata. Gaps: longer bytes that are neither. */
  read(intake: Intake): Promise<Readout> {
    return readUndeclaredBytes(intake, this.#regions)
  }

  #addRegion(from: number, to: number): void {
    if (to <= from) return
    const { isStructure, trailers, comments } = readBetween(this.bytes, from, to)
    this.trailers.push(...trailers)
    if (!isStructure && from > 0) this.hasJunk = true
    // A header of PDF is that of the file itself, or of one joined to it.
    const file = findFileOtherThanPdf(this.bytes.subarray(from, to))
    if (file >= 0) {
      const bytes = this.bytes.subarray(from + file, to)
      this.#regions.push({ piece: numberedPiece('bytes', from + file), bytes })
    }
    const end = file >= 0 ? from + file : to
    if (!isStructure) this.#regions.push({ piece: numberedPiece('bytes', from), bytes: this.bytes.subarray(from, end) })
    else this.#addComments(comments, end)
  }

  #addComments(comments: ReadonlyMap<number, number>, limit = this.bytes.length): void {
    for (const [start, end] of comments) {
      const [from, to] = [start, Math.min(end, limit)]
      if (to <= from || ORDINARY.test(latin1(this.bytes, from, Math.min(to, from + 16)))) continue
      this.#regions.push({ piece: numberedPiece('bytes', from), bytes: this.bytes.subarray(from, to) })
    }
  }
}

/** The header, the end mark and the four bytes that show that the file is binary (ISO 32000-1, 7.5.2 and 7.5.5). */
const ORDINARY = /^(?:PDF-\d\.\d\s*|%EOF\s*|\xe2\xe3\xcf\xd3\s*)$/
