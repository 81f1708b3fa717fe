/**
 * Builds a double array: state `s` moves over class `c` to slot `base[s] + c`, if `check[base[s] + c] === s`. The root
 * is slot 0 with base 0, so the state after the first class `c` is slot `c` itself. Maintains a list of free slots
 * while the states are placed; `finish` returns the arrays.
 */
export class DoubleArray {
  base: Int32Array
  check: Int32Array
  /** Ring of free slots through slot 0, ascending. Slots up to `classes` are reserved for the children of the root. */
  private next: Int32Array
  private previous: Int32Array
  private cursor = 0
  private used: number

  constructor(private readonly classes: number, expectedStates: number) {
    const size = Math.max(1024, expectedStates + 2 * classes + 2)
    this.used = classes + 1
    this.base = new Int32Array(size)
    this.check = new Int32Array(size).fill(FREE)
    this.next = new Int32Array(size)
    this.previous = new Int32Array(size)
    this.check[0] = ROOT
    this.link(classes + 1, size)
  }

  /** Places the children of the root, each in the slot of its class. Must come first. */
  placeRootChildren(children: Uint16Array): void {
    for (const child of children) this.check[child] = 0
  }

  /** Finds slots for the children of a state, given as ascending classes, at least one, and sets its base. */
  placeChildren(state: number, children: Uint16Array, count: number): void {
    const base = this.findBase(children, count)
    this.base[state] = base
    for (let at = 0; at < count; at++) this.take(base + children[at]!, state)
  }

  /** The arrays, cut to the used length plus room for every class, so that lookups need no bounds check. */
  finish(): { base: Int32Array; check: Int32Array } {
    const size = this.used + this.classes + 1
    this.ensure(size)
    return { base: this.base.slice(0, size), check: this.check.slice(0, size) }
  }

  /**
   * First fit. A single child takes the first free slot. The search for several starts at the cursor, which advances
   * after a long search: slots before it are left to single children.
   */
  private findBase(children: Uint16Array, count: number): number {
    const first = children[0]!
    let slot = this.next[count === 1 ? 0 : this.cursor]!
    for (let tries = 0; slot !== 0; slot = this.next[slot]!) {
      const base = slot - first
      if (base > 0 && this.fits(base, children, count)) {
        if (tries > MOST_TRIES) this.cursor = this.previous[slot]!
        return base
      }
      tries++
    }
    return this.used - first
  }

  private fits(base: number, children: Uint16Array, count: number): boolean {
    this.ensure(base + children[count - 1]! + 1)
    for (let at = 1; at < count; at++) if (this.check[base + children[at]!] !== FREE) return false
    return true
  }

  private take(slot: number, parent: number): void {
    this.ensure(slot + 1)
    if (this.cursor === slot) this.cursor = this.previous[slot]!
    this.next[this.previous[slot]!] = this.next[slot]!
    this.previous[this.next[slot]!] = this.previous[slot]!
    this.check[slot] = parent
    if (slot >= this.used) this.used = slot + 1
  }

  private ensure(size: number): void {
    const old = this.check.length
    if (size <= old) return
    const grown = Math.max(size, old * 2)
    this.base = resize(this.base, grown)
    this.check = resize(this.check, grown).fill(FREE, old)
    this.next = resize(this.next, grown)
    this.previous = resize(this.previous, grown)
    this.link(old, grown)
  }

  /** Appends the slots `from` to `to`, exclusive, to the ring. */
  private link(from: number, to: number): void {
    let last = this.previous[0]!
    for (let slot = from; slot < to; slot++) {
      this.next[last] = slot
      this.previous[slot] = last
      last = slot
    }
    this.next[last] = 0
    this.previous[0] = last
  }
}

const FREE = -1
const ROOT = -2
/**
 * Free slots tried before the cursor advances. With 100,000 terms, 256 give 10.2 MB, 1,000 give 9.6 MB, and 4,000 give
 * 8.7 MB but take a tenth longer.
 */
const MOST_TRIES = 1000

function resize(array: Int32Array, size: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(size)
  grown.set(array)
  return grown
}
