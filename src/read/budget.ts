import type { Gap, Limits } from '../model/index.js'

/**
 * What was inflated and looked at so far of one document and its members: one record for the whole tree, each budget
 * adds to it.
 */
export interface Inflation {
  bytes: number
  /** Pictures. */
  pictures?: number
}

/**
 * What one document may still cost. Guarded state: readers take from it before they inflate, walk or keep anything,
 * and a take that is refused has already become the gap that says so (once for each limit and piece).
 */
export class Budget {
  readonly #gaps = new Map<string, Gap>()
  #entries = 0
  #pages = 0
  #units = 0

  constructor(
    readonly limits: Limits,
    readonly inflation: Inflation = { bytes: 0 },
  ) {}

  /**
   * Bytes about to be kept of one entry or stream: bounds the entry, its ratio to `packed`, and the sum of the whole
   * tree.
   */
  takeInflated(piece: string, bytes: number, packed: number): boolean {
    if (bytes > this.limits.entryBytes) return this.#refuse(piece, 'entryBytes')
    const dense = packed > 0 && bytes > 1 << 20 && bytes / packed > this.limits.inflationRatio
    if (dense) return this.#refuse(piece, 'inflationRatio')
    if (this.inflation.bytes + bytes > this.limits.inflatedBytes) return this.#refuse(piece, 'inflatedBytes')
    this.inflation.bytes += bytes
    return true
  }

  /**
   * A stream that was stopped after `bytes`, where `inflatable` ends: refused, and what was inflated in vain is spent
   * all the same.
   */
  refuseInflated(piece: string, bytes: number, packed: number): void {
    this.takeInflated(piece, bytes + 1, packed)
    this.inflation.bytes += Math.max(0, bytes)
  }

  /**
   * The most bytes that `takeInflated` could still grant to an entry of `packed` bytes: where a stream must be stopped.
   */
  inflatable(packed: number): number {
    const byRatio = packed > 0 ? Math.max(1 << 20, packed * this.limits.inflationRatio) : Infinity
    return Math.min(this.limits.entryBytes, this.limits.inflatedBytes - this.inflation.bytes, byRatio)
  }

  takeEntry(piece: string): boolean {
    return ++this.#entries <= this.limits.entries || this.#refuse(piece, 'entries')
  }

  takePage(piece: string): boolean {
    return ++this.#pages <= this.limits.pages || this.#refuse(piece, 'pages')
  }

  /** A picture about to be looked at; the refusal is told once for the whole document. */
  takePicture(): boolean {
    this.inflation.pictures = (this.inflation.pictures ?? 0) + 1
    return this.inflation.pictures <= this.limits.pictures || this.#refuse('', 'pictures')
  }

  /** UTF-16 code units of text about to be kept. */
  takeText(piece: string, units: number): boolean {
    if (this.#units + units > this.limits.textUnits) return this.#refuse(piece, 'textUnits')
    this.#units += units
    return true
  }

  refuseDepth(piece: string): false {
    return this.#refuse(piece, 'xmlDepth')
  }

  /** The refusals so far, as gaps. */
  get gaps(): readonly Gap[] {
    return [...this.#gaps.values()]
  }

  #refuse(part: string, limit: keyof Limits): false {
    const key = `${limit} ${part}`
    if (!this.#gaps.has(key)) {
      this.#gaps.set(key, { piece: part, reason: 'limit-exceeded', args: { limit, value: this.limits[limit] } })
    }
    return false
  }
}
