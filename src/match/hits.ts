/** Grows as triples (pattern, start, end) come in. Full pieces are kept as they are and joined once at the end. */
export class HitList {
  private piece: Uint32Array = new Uint32Array(96)
  private length = 0
  private readonly full: Uint32Array[] = []

  add(pattern: number, start: number, end: number): void {
    if (this.length + 3 > this.piece.length) this.next(3)
    this.piece[this.length] = pattern
    this.piece[this.length + 1] = start
    this.piece[this.length + 2] = end
    this.length += 3
  }

  /** Adds whole triples. */
  addAll(triples: Uint32Array): void {
    if (this.length + triples.length > this.piece.length) this.next(triples.length)
    this.piece.set(triples, this.length)
    this.length += triples.length
  }

  /** All that came in; the list is not to be used after. */
  take(): Uint32Array {
    const last = this.piece.subarray(0, this.length)
    if (this.full.length === 0) return last.slice()
    const all = unwritten(this.full.reduce((sum, piece) => sum + piece.length, last.length))
    let at = 0
    for (const piece of [...this.full, last]) {
      all.set(piece, at)
      at += piece.length
      const largest = piece.buffer.byteLength === 4 * LARGEST
      if (largest && spares.length < MOST_SPARES) spares.push(new Uint32Array(piece.buffer))
    }
    return all
  }

  private next(room: number): void {
    if (this.length > 0) this.full.push(this.piece.subarray(0, this.length))
    const size = Math.max(room, Math.min(LARGEST, 4 * this.piece.length))
    this.piece = (size === LARGEST ? spares.pop() : undefined) ?? new Uint32Array(size)
    this.length = 0
  }
}

/** An array that is not cleared first: all of it is written. */
function unwritten(words: number): Uint32Array<ArrayBuffer> {
  return new Uint32Array(Buffer.allocUnsafeSlow(4 * words).buffer)
}

/** Words of one piece; more gains nothing. */
const LARGEST = 196_608

/** Pieces to use again: a page touched for the first time costs more than the hits on it. 19 MB at most. */
const spares: Uint32Array[] = []
const MOST_SPARES = 24
