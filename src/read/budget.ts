import { nextTurn, turnIsOver, type Gap, type Limits } from '../model/index.js'

/**
 * Totals of inflated bytes and examined pictures for one document and all its members. The whole tree shares one
 * record; the budget of each document adds to it.
 */
export interface Inflation {
  bytes: number
  /** Pictures examined. */
  pictures?: number
}

/**
 * What one document may still cost. Guarded state: readers take from it before they inflate, walk or keep anything.
 * A refused take records the gap `limit-exceeded`, once for each limit and piece; the caller only stops.
 */
export class Budget {
  readonly #gaps = new Map<string, Gap>()
  #entries = 0
  #pages = 0
  #units = 0

  constructor(
    readonly limits: Limits,
    readonly inflation: Inflation = { bytes: 0 },
    readonly signal?: AbortSignal,
  ) {}

  /** True when the reader has worked for so long that it must await `nextTurn`. */
  get turnIsOver(): boolean {
    return turnIsOver()
  }

  /**
   * Lets timers, I/O and signals have their turn.
   * @throws the signal's reason
   */
  nextTurn(): Promise<void> {
    return nextTurn(this.signal)
  }

  /**
   * Takes the bytes about to be kept of one entry or stream. Limits the size of the entry, its ratio to `packed`, and
   * the sum over the whole tree.
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
   * Refuses a stream that was stopped after `bytes`, the limit that `inflatable` gave. The bytes inflated up to there
   * still count.
   */
  refuseInflated(piece: string, bytes: number, packed: number): void {
    this.takeInflated(piece, bytes + 1, packed)
    this.inflation.bytes += Math.max(0, bytes)
  }

  /**
   * The most bytes that `takeInflated` would still grant to an entry of `packed` bytes: inflating stops there.
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

  /** Takes a picture about to be examined. The refusal is reported once for the whole document. */
  takePicture(): boolean {
    this.inflation.pictures = (this.inflation.pictures ?? 0) + 1
    return this.inflation.pictures <= this.limits.pictures || this.#refuse('', 'pictures')
  }

  /** Takes text about to be kept, in UTF-16 code units. */
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

  #refuse(piece: string, limit: keyof Limits): false {
    const key = `${limit} ${piece}`
    if (!this.#gaps.has(key)) {
      this.#gaps.set(key, { piece, reason: 'limit-exceeded', args: { limit, value: this.limits[limit] } })
    }
    return false
  }
}
