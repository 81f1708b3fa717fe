/** Size of a mini sector, and of the blocks in which use is recorded. */
export const MINI = 64
/** Size of an entry of the directory. */
export const ENTRY = 128
export const NONE = 0xffffffff
/** The first of the special values that are not sector numbers ([MS-CFB] 2.1). */
export const END = 0xfffffffa
const END_OF_CHAIN = 0xfffffffe

/** Bytes of nothing that was read: free sectors, unused ends of sectors, bytes after the last; without zeros. */
export interface Unused {
  readonly bytes: Buffer
  /** False where all of it is sector tables and directories of earlier saves. */
  readonly unexplained: boolean
}

/** The sectors of a file, the sector table, and which sectors have been read. Guarded state. */
export class Sectors {
  readonly size: number
  readonly count: number
  readonly #next: Uint32Array
  readonly #seen: Uint8Array
  readonly #tails: Buffer[] = []

  constructor(readonly file: Buffer) {
    this.size = 1 << Math.min(16, Math.max(7, file.readUInt16LE(30)))
    this.count = Math.max(0, Math.ceil(file.length / this.size) - 1)
    this.#seen = new Uint8Array(Math.ceil(file.length / MINI))
    this.mark(0, 512)
    this.#next = this.#table()
  }

  /** Sector numbers of a chain, at most `most`. */
  numbers(start: number, most: number): number[] {
    const found: number[] = []
    const bound = Math.min(most, this.count)
    for (let at = start; at < this.count && found.length < bound; at = this.#next[at] ?? NONE) found.push(at)
    return found
  }

  /** The bytes of a chain; `whole` is false for one that loops, leaves the file or runs into free sectors. */
  chain(start: number): { readonly bytes: Buffer; readonly whole: boolean } {
    const seen = new Set<number>()
    let at = start
    for (; at < this.count && !seen.has(at); at = this.#next[at] ?? NONE) seen.add(at)
    const bytes = Buffer.concat([...seen].map((sector) => this.sector(sector)))
    return { bytes, whole: at === END_OF_CHAIN || start === NONE }
  }

  sector(at: number): Buffer {
    const start = (at + 1) * this.size
    this.mark(start, start + this.size)
    return this.file.subarray(start, start + this.size)
  }

  mark(start: number, end: number): void {
    this.#seen.fill(1, Math.floor(start / MINI), Math.ceil(end / MINI))
  }

  /** Records the bytes of a sector after the end of its stream. */
  addTail(bytes: Buffer): void {
    if (!isZero(bytes)) this.#tails.push(bytes)
  }

  unused(): Unused {
    const found = [...this.#tails]
    let strange = found.length > 0
    for (let start = 0; start < this.#seen.length;) {
      const from = this.#seen.indexOf(0, start)
      if (from < 0) break
      const to = this.#seen.indexOf(1, from)
      start = to < 0 ? this.#seen.length : to
      const run = this.file.subarray(from * MINI, start * MINI)
      if (isZero(run)) continue
      found.push(run)
      for (let at = 0; at < run.length; at += this.size) {
        strange ||= !isStructure(run.subarray(at, at + this.size), this.count)
      }
    }
    return { bytes: Buffer.concat(found.flatMap((run) => [run, Buffer.alloc(2)])), unexplained: strange }
  }

  /** The sector table: its first 109 sectors are listed in the header, the rest in a chain of lists. */
  #table(): Uint32Array {
    const perSector = this.size / 4
    const numbers: number[] = []
    for (let at = 0; at < 109; at++) numbers.push(this.file.readUInt32LE(76 + 4 * at))
    this.#addSlots(this.file.subarray(76, 512), this.file.readUInt32LE(44))
    let list = this.file.readUInt32LE(68)
    for (let left = this.count; list < this.count && left > 0 && numbers.length < this.count; left--) {
      const sector = this.sector(list)
      for (let at = 0; at < perSector - 1 && 4 * at + 4 <= sector.length; at++) {
        numbers.push(sector.readUInt32LE(4 * at))
      }
      list = sector.length === this.size ? sector.readUInt32LE(this.size - 4) : NONE
    }
    const needed = Math.ceil(this.count / perSector)
    const next = new Uint32Array(Math.min(numbers.length, needed) * perSector).fill(NONE)
    numbers.slice(0, needed).forEach((number, at) => {
      if (number >= this.count) return
      const sector = this.sector(number)
      this.#addSlots(sector, this.count - at * perSector)
      for (let slot = 0; slot < perSector && 4 * slot + 4 <= sector.length; slot++) {
        next[at * perSector + slot] = sector.readUInt32LE(4 * slot)
      }
    })
    return next
  }

  /** Slots of a table after its first `used` are free ([MS-CFB] 2.2, 2.3); what else is in them is unused bytes. */
  #addSlots(table: Buffer, used: number): void {
    const free = table.subarray(4 * Math.max(0, used))
    for (let at = 0; at + 4 <= free.length; at += 4) {
      const slot = free.readUInt32LE(at)
      if (slot === 0 || slot >= END) continue
      this.addTail(free)
      return
    }
  }
}

/** True for a sector of a sector table or of a directory. */
function isStructure(sector: Buffer, count: number): boolean {
  if (sector.length < 512) return isZero(sector)
  let table = true
  let directory = true
  for (let at = 0; at + 4 <= sector.length && table; at += 4) {
    const word = sector.readUInt32LE(at)
    table = word < count || word >= END
  }
  for (let at = 0; at + ENTRY <= sector.length && directory; at += ENTRY) {
    const length = sector.readUInt16LE(at + 64)
    directory = length <= 64 && sector[at + 66]! <= 5 && isZero(sector.subarray(at + length, at + 64))
  }
  return table || directory
}

function isZero(bytes: Buffer): boolean {
  for (const byte of bytes) if (byte !== 0) return false
  return true
}
