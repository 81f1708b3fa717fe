import type { Gap } from '../../../model/index.js'
import type { Budget } from '../../budget.js'
import { readDirectory, type CompoundEntry, type Directory } from './directory.js'
import { END, MINI, NONE, type Sectors, type Unused } from './sectors.js'

export type { CompoundEntry } from './directory.js'

/** An opened compound file. */
export interface Compound {
  readonly root: CompoundEntry
  /** Damage found so far; reading a stream appends to it. */
  readonly gaps: readonly Gap[]
  /** What stands in the directory besides names and numbers. */
  readonly remarks: readonly Buffer[]
  /**
   * The bytes of a stream; fewer where the file is damaged. Undefined: a limit was exceeded, and there is a gap. Each
   * stream may be read once.
   */
  read(entry: CompoundEntry): Buffer | undefined
  unused(): Unused
}

/**
 * Opens a compound file ([MS-CFB]) and lists every entry of its directory. Chains of sectors that loop, leave the file
 * or end early are the gap `damaged`. Undefined: there is no directory. Cost: linear in the stream for each one read;
 * the budget bounds their sum.
 */
export function openCompound(bytes: Uint8Array, budget: Budget): Compound | undefined {
  const directory = readDirectory(bytes, () => budget.takeEntry(''))
  return directory && new OpenedCompound(directory, budget)
}

class OpenedCompound implements Compound {
  readonly gaps: Gap[] = []
  readonly #cutoff: number
  readonly #miniSectors: readonly number[]
  readonly #miniNext: Buffer
  #bytesRead = 0

  readonly root: CompoundEntry
  readonly sectors: Sectors
  readonly remarks: readonly Buffer[]

  constructor(
    { root, sectors, whole, remarks }: Directory,
    readonly budget: Budget,
  ) {
    const { file } = sectors
    this.root = root
    this.sectors = sectors
    this.remarks = remarks
    this.#cutoff = file.readUInt32LE(56) || 4096
    this.#miniSectors = sectors.numbers(this.root.start, sectors.count)
    const miniTable = sectors.chain(file.readUInt32LE(60))
    this.#miniNext = miniTable.bytes
    if (!whole || !miniTable.whole) this.gaps.push({ piece: '', reason: 'damaged', args: { detail: 'directory' } })
  }

  read(entry: CompoundEntry): Buffer | undefined {
    const size = Math.min(entry.size, this.sectors.file.length)
    // Streams do not share bytes. If they hold more bytes than the file, it was built to take up time.
    this.#bytesRead += size
    if (this.#bytesRead > 2 * this.sectors.file.length) {
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
    this.sectors.addTail(all.subarray(size))
    return all.subarray(0, size)
  }

  /** Streams below the cutoff are stored in mini sectors of 64 bytes within the root's own stream. */
  #fromMini(start: number, size: number): Buffer {
    const pieces: Buffer[] = []
    for (let at = start, left = size; left > 0 && at < END; left -= MINI) {
      const piece = this.#mini(at)
      if (!piece) break
      pieces.push(piece.subarray(0, left))
      this.sectors.addTail(piece.subarray(Math.min(left, MINI)))
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
