/** A set of entry numbers, one bit each. It grows with the largest number added. */
export class EntrySet {
  #bits = new Uint8Array(1024)

  add(id: number): void {
    if (id >> 3 >= this.#bits.length) {
      const grown = new Uint8Array(Math.max(2 * this.#bits.length, (id >> 3) + 1))
      grown.set(this.#bits)
      this.#bits = grown
    }
    this.#bits[id >> 3]! |= 1 << (id & 7)
  }

  has(id: number): boolean {
    return ((this.#bits[id >> 3] ?? 0) & (1 << (id & 7))) !== 0
  }
}
