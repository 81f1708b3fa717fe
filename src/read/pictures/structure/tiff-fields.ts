/** An entry of a directory of TIFF (TIFF 6.0, section 2). */
export interface TiffField {
  readonly tag: number
  /** Offset of the entry. */
  readonly at: number
  /** Range of the value, which may be the last four bytes of the entry; empty where it is outside the data. */
  readonly start: number
  readonly end: number
}

export interface TiffDirectory {
  /** By tag; of two entries of one tag the last. */
  readonly fields: ReadonlyMap<number, TiffField>
  /** Offset of the next directory, 0 where there is none. */
  readonly next: number
}

/** Size of a value in bytes, by its type. */
const SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4]
const MOST_ENTRIES = 1000

/** Reads numbers and directories of TIFF and Exif data in their byte order. Beyond the end everything is zero. */
export class TiffFields {
  readonly #little: boolean

  constructor(readonly bytes: Buffer) {
    this.#little = bytes[0] === 0x49
  }

  u16(at: number): number {
    if (at + 2 > this.bytes.length) return 0
    return this.#little ? this.bytes.readUInt16LE(at) : this.bytes.readUInt16BE(at)
  }

  u32(at: number): number {
    if (at + 4 > this.bytes.length) return 0
    return this.#little ? this.bytes.readUInt32LE(at) : this.bytes.readUInt32BE(at)
  }

  directory(start: number): TiffDirectory {
    const count = start > 0 ? Math.min(this.u16(start), MOST_ENTRIES) : 0
    const fields = new Map<number, TiffField>()
    for (let entry = 0; entry < count; entry++) {
      const at = start + 2 + 12 * entry
      const tag = this.u16(at)
      const size = (SIZES[this.u16(at + 2)] ?? 0) * this.u32(at + 4)
      const from = size <= 4 ? at + 8 : this.u32(at + 8)
      const isInside = from + size <= this.bytes.length
      fields.set(tag, { tag, at, start: from, end: isInside ? from + size : from })
    }
    return { fields, next: start > 0 ? this.u32(start + 2 + 12 * count) : 0 }
  }

  /** The integers of a field of short or long ones. */
  values({ at, start, end }: TiffField): number[] {
    const type = this.u16(at + 2)
    if (type !== 3 && type !== 4) return []
    const width = type === 3 ? 2 : 4
    return Array.from({ length: Math.floor((end - start) / width) }, (_, index) =>
      (type === 3 ? this.u16(start + width * index) : this.u32(start + width * index)))
  }
}
