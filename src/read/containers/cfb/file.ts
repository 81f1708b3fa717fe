import type { Gap } from '../../../model/index.js'
import type { Budget } from '../../budget.js'

/** One entry of a compound file's directory. */
export interface CompoundEntry {
  /** As written, control characters included: `\x05SummaryInformation`. */
  readonly name: string
  /** Names of the storages around it and its own, joined by `/`, control characters left out. */
  readonly path: string
  readonly storage: boolean
  readonly start: number
  readonly size: number
  /** Of a storage; entries that no tree leads to stand under the root. */
  readonly children: readonly CompoundEntry[]
}

/** An opened compound file. */
export interface Compound {
  readonly root: CompoundEntry
  /** What was found wrong so far; reading a stream appends. */
  readonly gaps: readonly Gap[]
  /**
   * Bytes of a stream; as far as they go where the file is damaged. Undefined: a bound was passed, and that is a gap.
   * Each is to be read once.
   */
  read(entry: CompoundEntry): Buffer | undefined
  unused(): Unused
}

/** What nothing read so far holds: free sectors, ends of sectors, what lies after the last; zeros left out. */
export interface Unused {
  readonly bytes: Buffer
  /** False where all of it is tables and directories of earlier saves. */
  readonly strange: boolean
}

const ENTRY = 128
const MINI = 64
const NONE = 0xffffffff
const END = 0xfffffffa
const END_OF_CHAIN = 0xfffffffe
/** Storages in storages; what lies deeper is told as if it lay in the root. Office nests fewer than 8. */
const DEPTH = 32
const SIGNATURE = 'd0cf11e0a1b11ae1'

/**
 * Opens a compound file ([MS-CFB]) and lists every entry of its directory. Chains that loop, leave the file or end
 * early stop there and are the gap `damaged`. Undefined: there is no directory. Cost: linear in the file for each
 * stream read; the budget bounds their sum.
 */
export function openCompound(bytes: Uint8Array, budget: Budget): Compound | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (file.length < 512 || file.subarray(0, 8).toString('hex') !== SIGNATURE) return undefined
  const sectors = new Sectors(file)
  const directory = sectors.chain(file.readUInt32LE(48))
  const entries = directoryEntries(directory.bytes, budget)
  if (entries[0]?.type !== 5) return undefined
  return new Opened(sectors, entries, directory.whole, budget)
}

/** The sectors of a file, their table and which of them have been read. Guarded state. */
class Sectors {
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

  /** Numbers of the sectors of a chain, at most `most`. */
  numbers(start: number, most: number): number[] {
    const found: number[] = []
    const bound = Math.min(most, this.count)
    for (let at = start; at < this.count && found.length < bound; at = this.#next[at] ?? NONE) found.push(at)
    return found
  }

  /** All of a chain; `whole` is false for one that loops, leaves the file or goes over into what is free. */
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

  /** Bytes of a sector after the end of its stream. */
  tail(bytes: Buffer): void {
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
    return { bytes: Buffer.concat(found.flatMap((run) => [run, Buffer.alloc(2)])), strange }
  }

  /** The sector table: its first 109 sectors are listed in the header, the rest in a chain of lists. */
  #table(): Uint32Array {
    const perSector = this.size / 4
    const numbers: number[] = []
    for (let at = 0; at < 109; at++) numbers.push(this.file.readUInt32LE(76 + 4 * at))
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
      for (let slot = 0; slot < perSector && 4 * slot + 4 <= sector.length; slot++) {
        next[at * perSector + slot] = sector.readUInt32LE(4 * slot)
      }
    })
    return next
  }
}

interface RawEntry {
  readonly name: string
  /** 1 storage, 2 stream, 5 root; 0 free. */
  readonly type: number
  readonly left: number
  readonly right: number
  readonly child: number
  readonly start: number
  readonly size: number
}

function directoryEntries(directory: Buffer, budget: Budget): RawEntry[] {
  const entries: RawEntry[] = []
  for (let at = 0; at + ENTRY <= directory.length; at += ENTRY) {
    const raw = directory.subarray(at, at + ENTRY)
    if (raw[66] !== 0 && !budget.takeEntry('')) break
    const length = Math.min(64, raw.readUInt16LE(64))
    entries.push({
      name: raw.subarray(0, Math.max(0, length - 2)).toString('utf16le'),
      type: raw[66]!,
      left: raw.readUInt32LE(68),
      right: raw.readUInt32LE(72),
      child: raw.readUInt32LE(76),
      start: raw.readUInt32LE(116),
      size: raw.readUInt32LE(120),
    })
  }
  return entries
}

class Opened implements Compound {
  readonly root: CompoundEntry
  readonly gaps: Gap[] = []
  readonly #cutoff: number
  readonly #miniSectors: readonly number[]
  readonly #miniNext: Buffer
  #given = 0

  constructor(
    readonly sectors: Sectors,
    entries: readonly RawEntry[],
    whole: boolean,
    readonly budget: Budget,
  ) {
    this.root = treeOf(entries)
    const { file } = sectors
    this.#cutoff = file.readUInt32LE(56) || 4096
    this.#miniSectors = sectors.numbers(this.root.start, sectors.count)
    const miniTable = sectors.chain(file.readUInt32LE(60))
    this.#miniNext = miniTable.bytes
    if (!whole || !miniTable.whole) this.gaps.push({ piece: '', reason: 'damaged', args: { detail: 'directory' } })
  }

  read(entry: CompoundEntry): Buffer | undefined {
    const size = Math.min(entry.size, this.sectors.file.length)
    // Streams do not share bytes: more of them than the file has is a trap.
    this.#given += size
    if (this.#given > 2 * this.sectors.file.length) {
      this.gaps.push({ piece: entry.path, reason: 'damaged', args: { detail: 'shared-sectors' } })
      return undefined
    }
    if (!this.budget.takeInflated(entry.path, size, 0)) return undefined
    const bytes = size < this.#cutoff ? this.#fromMini(entry.start, size) : this.#fromSectors(entry.start, size)
    if (bytes.length < entry.size) this.gaps.push({ piece: entry.path, reason: 'damaged', args: { detail: 'stream' } })
    return bytes
  }

  unused(): Unused {
    return this.sectors.unused()
  }

  #fromSectors(start: number, size: number): Buffer {
    const numbers = this.sectors.numbers(start, Math.ceil(size / this.sectors.size))
    const all = Buffer.concat(numbers.map((at) => this.sectors.sector(at)))
    this.sectors.tail(all.subarray(size))
    return all.subarray(0, size)
  }

  /** Streams below the cutoff lie in pieces of 64 bytes within the root's own stream. */
  #fromMini(start: number, size: number): Buffer {
    const pieces: Buffer[] = []
    for (let at = start, left = size; left > 0 && at < END; left -= MINI) {
      const piece = this.#mini(at)
      if (!piece) break
      pieces.push(piece.subarray(0, left))
      this.sectors.tail(piece.subarray(Math.min(left, MINI)))
      at = 4 * at + 4 <= this.#miniNext.length ? this.#miniNext.readUInt32LE(4 * at) : NONE
    }
    return Buffer.concat(pieces)
  }

  #mini(at: number): Buffer | undefined {
    const perSector = this.sectors.size / MINI
    const sector = this.#miniSectors[Math.floor(at / perSector)]
    if (sector === undefined) return undefined
    const start = (sector + 1) * this.sectors.size + MINI * (at % perSector)
    if (start >= this.sectors.file.length) return undefined
    this.sectors.mark(start, start + MINI)
    return this.sectors.file.subarray(start, start + MINI)
  }
}

/** The tree of entries; each entry is told once, wherever else the links may lead. */
function treeOf(raw: readonly RawEntry[]): CompoundEntry {
  const seen = new Set([0])
  const children: CompoundEntry[] = []
  const root: CompoundEntry = { ...named(raw[0]!, ''), storage: true, path: '', children }
  const waiting: { index: number; into: CompoundEntry[]; prefix: string; depth: number }[] = [
    { index: raw[0]!.child, into: children, prefix: '', depth: 0 },
  ]
  const follow = (): void => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { index, into, prefix, depth } = next
      const entry = raw[index]
      if (!entry || entry.type === 0 || seen.has(index)) continue
      seen.add(index)
      const own: CompoundEntry[] = []
      const made = { ...named(entry, prefix), children: own }
      into.push(made)
      waiting.push({ ...next, index: entry.right }, { ...next, index: entry.left })
      if (!made.storage) continue
      const within = depth < DEPTH
        ? { into: own, prefix: `${made.path}/`, depth: depth + 1 }
        : { into: children, prefix: '', depth: 0 }
      waiting.push({ index: entry.child, ...within })
    }
  }
  follow()
  raw.forEach((_entry, index) => {
    waiting.push({ index, into: children, prefix: '', depth: 0 })
    follow()
  })
  return root
}

function named(entry: RawEntry, prefix: string): Omit<CompoundEntry, 'children'> {
  const plain = entry.name.replace(/[\0-\x1f/\\]/g, '')
  return {
    name: entry.name,
    path: prefix + plain,
    storage: entry.type !== 2,
    start: entry.start,
    size: entry.type === 2 ? entry.size : 0,
  }
}

/** A sector of numbers of sectors, or of entries of a directory. */
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
