/** One record of a workbook stream ([MS-XLS] 2.1.4) with the `CONTINUE` records that follow it. */
export interface BiffRecord {
  readonly type: number
  /** Of its head in the stream. */
  readonly offset: number
  readonly end: number
  /** It claims more bytes than there are. */
  readonly cut: boolean
  /** Its own data, then that of each continuation. */
  readonly pieces: readonly Buffer[]
}

const CONTINUE = 0x3c

/** The records of a stream in their order; the last ends with the bytes there are. Cost: linear. */
export function* recordsOf(stream: Buffer): Generator<BiffRecord> {
  let at = 0
  while (at + 4 <= stream.length) {
    const offset = at
    const type = stream.readUInt16LE(at)
    const pieces = [dataAt(stream, at)]
    at += 4 + stream.readUInt16LE(at + 2)
    while (at + 4 <= stream.length && stream.readUInt16LE(at) === CONTINUE) {
      pieces.push(dataAt(stream, at))
      at += 4 + stream.readUInt16LE(at + 2)
    }
    yield { type, offset, end: Math.min(at, stream.length), cut: at > stream.length, pieces }
  }
}

function dataAt(stream: Buffer, at: number): Buffer {
  return stream.subarray(at + 4, at + 4 + stream.readUInt16LE(at + 2))
}

/**
 * Reads on over the pieces of one record. Numbers and bytes go over a border as they are; characters begin again with a
 * byte that says whether they are wide. Past the end everything is zero or empty. Guarded state.
 */
export class BiffCursor {
  /** A string claimed to be longer than what is left. */
  short = false
  #piece = 0
  #at = 0

  constructor(
    readonly pieces: readonly Buffer[],
    start = 0,
  ) {
    this.#at = start
  }

  get done(): boolean {
    this.#turn()
    return this.#piece >= this.pieces.length
  }

  bytes(count: number): Buffer {
    const taken: Buffer[] = []
    for (let left = count; left > 0 && !this.done;) {
      const some = this.pieces[this.#piece]!.subarray(this.#at, this.#at + left)
      taken.push(some)
      this.#at += some.length
      left -= some.length
    }
    return taken.length === 1 ? taken[0]! : Buffer.concat(taken)
  }

  number(size: 1 | 2 | 4): number {
    const bytes = this.bytes(size)
    return bytes.length === size ? bytes.readUIntLE(0, size) : 0
  }

  /** Characters, one byte each (Latin 1) or two. */
  characters(count: number, wide: boolean): string {
    let text = ''
    let isWide = wide
    for (let left = count; left > 0;) {
      if (this.#turn()) isWide = (this.#flags() & 1) !== 0
      const piece = this.pieces[this.#piece]
      if (!piece) break
      const width = isWide ? 2 : 1
      const units = Math.min(left, Math.floor((piece.length - this.#at) / width))
      text += piece.subarray(this.#at, this.#at + units * width).toString(isWide ? 'utf16le' : 'latin1')
      this.#at = units === 0 ? piece.length : this.#at + units * width
      left -= units
    }
    return text
  }

  /**
   * A string with its length of `size` bytes before it (2.5.293, 2.5.294): formatting runs are passed over, a reading
   * aid is given too.
   */
  string(size: 1 | 2): { readonly text: string; readonly phonetic: string } {
    const count = this.number(size)
    const flags = this.number(1)
    const runs = (flags & 8) === 0 ? 0 : this.number(2)
    const extra = (flags & 4) === 0 ? 0 : this.number(4)
    const text = this.characters(count, (flags & 1) !== 0)
    this.short ||= text.length < count
    this.bytes(4 * runs)
    return { text, phonetic: phoneticOf(this.bytes(extra)) }
  }

  #flags(): number {
    return this.pieces[this.#piece]?.[this.#at++] ?? 0
  }

  /** True where a new piece has been begun. */
  #turn(): boolean {
    const before = this.#piece
    while (this.#piece < this.pieces.length && this.#at >= this.pieces[this.#piece]!.length) {
      this.#piece++
      this.#at = 0
    }
    return this.#piece > before
  }
}

/** The text of an `ExtRst` (2.5.88): after its head, runs and two counts. */
function phoneticOf(extra: Buffer): string {
  if (extra.length < 14) return ''
  return extra.subarray(14, 14 + 2 * extra.readUInt16LE(12)).toString('utf16le')
}
