/** A growing list of triples (pattern, start, end). Full chunks are kept and joined once, at the end. */
export class HitList {
  private chunk: Uint32Array = new Uint32Array(96)
  private length = 0
  private readonly full: Uint32Array[] = []

  add(pattern: number, start: number, end: number): void {
    if (this.length + 3 > this.chunk.length) this.startChunk(3)
    this.chunk[this.length] = pattern
    this.chunk[this.length + 1] = start
    this.chunk[this.length + 2] = end
    this.length += 3
  }

  /** Adds whole triples. */
  addAll(triples: Uint32Array): void {
    if (this.length + triples.length > this.chunk.length) this.startChunk(triples.length)
    this.chunk.set(triples, this.length)
    this.length += triples.length
  }

  /** All triples. The list must not be used afterwards. */
  toArray(): Uint32Array {
    const last = this.chunk.subarray(0, this.length)
    if (this.full.length === 0) return last.slice()
    const all = uninitialised(this.full.reduce((sum, chunk) => sum + chunk.length, last.length))
    let at = 0
    for (const chunk of [...this.full, last]) {
      all.set(chunk, at)
      at += chunk.length
      const largest = chunk.buffer.byteLength === 4 * LARGEST_CHUNK
      if (largest && spareChunks.length < MOST_SPARE_CHUNKS) spareChunks.push(new Uint32Array(chunk.buffer))
    }
    return all
  }

  private startChunk(room: number): void {
    if (this.length > 0) this.full.push(this.chunk.subarray(0, this.length))
    const size = Math.max(room, Math.min(LARGEST_CHUNK, 4 * this.chunk.length))
    this.chunk = (size === LARGEST_CHUNK ? spareChunks.pop() : undefined) ?? new Uint32Array(size)
    this.length = 0
  }
}

/** An array that is not zeroed, because all of it is written. */
function uninitialised(words: number): Uint32Array<ArrayBuffer> {
  return new Uint32Array(Buffer.allocUnsafeSlow(4 * words).buffer)
}

/** Words of the largest chunk; larger ones are no faster. */
const LARGEST_CHUNK = 196_608

/** Chunks for reuse, since first access to a memory page costs more than writing hits to it. 19 MB at most. */
const spareChunks: Uint32Array[] = []
const MOST_SPARE_CHUNKS = 24
