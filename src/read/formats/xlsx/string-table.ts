/** Strings joined into one. */
const TOGETHER = 256

/**
 * Many strings, by number: joined, with their places beside them. A million small strings take as much room again as
 * their letters, and each one that is cut from a longer text keeps that alive.
 */
export class StringTable {
  readonly #texts: string[] = []
  #ends = new Uint32Array(TOGETHER)
  #waiting: string[] = []
  #length = 0
  /** Units that wait. */
  #units = 0

  get length(): number {
    return this.#length
  }

  push(value: string): void {
    if (this.#length === this.#ends.length) this.#grow()
    this.#waiting.push(value)
    this.#units += value.length
    this.#ends[this.#length++] = this.#units
    if (this.#length % TOGETHER === 0) this.#join()
  }

  at(index: number): string | undefined {
    if (!(index >= 0 && index < this.#length) || !Number.isInteger(index)) return undefined
    const group = Math.floor(index / TOGETHER)
    const text = this.#texts[group]
    if (text === undefined) return this.#waiting[index % TOGETHER]
    return text.slice(index % TOGETHER === 0 ? 0 : this.#ends[index - 1], this.#ends[index])
  }

  #join(): void {
    this.#texts.push(this.#waiting.join(''))
    this.#waiting = []
    this.#units = 0
  }

  #grow(): void {
    const larger = new Uint32Array(2 * this.#ends.length)
    larger.set(this.#ends)
    this.#ends = larger
  }
}
