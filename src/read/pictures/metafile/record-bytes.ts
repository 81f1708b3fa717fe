/** Reads numbers of a record; past its end everything is zero. */
export class RecordBytes {
  constructor(readonly bytes: Buffer) {}

  u16(at: number): number {
    return at >= 0 && at + 2 <= this.bytes.length ? this.bytes.readUInt16LE(at) : 0
  }

  i16(at: number): number {
    return at >= 0 && at + 2 <= this.bytes.length ? this.bytes.readInt16LE(at) : 0
  }

  u32(at: number): number {
    return at >= 0 && at + 4 <= this.bytes.length ? this.bytes.readUInt32LE(at) : 0
  }

  i32(at: number): number {
    return at >= 0 && at + 4 <= this.bytes.length ? this.bytes.readInt32LE(at) : 0
  }

  /** Infinite and missing values are 0. */
  f32(at: number): number {
    const value = at >= 0 && at + 4 <= this.bytes.length ? this.bytes.readFloatLE(at) : 0
    return Number.isFinite(value) ? value : 0
  }

  /** Numbers of two or four bytes, as many as there are of `count`. */
  numbers(at: number, count: number, width: 2 | 4): number[] {
    const there = Math.max(0, Math.min(count, Math.floor((this.bytes.length - at) / width)))
    return Array.from({ length: there }, (_, i) => (width === 2 ? this.i16(at + 2 * i) : this.i32(at + 4 * i)))
  }

  part(at: number, length: number): Buffer {
    return this.bytes.subarray(Math.min(at, this.bytes.length), Math.min(at + length, this.bytes.length))
  }
}

/** A colour as it stands in records: red, green, blue. */
export function colourOf(value: number): string {
  return `#${[value, value >> 8, value >> 16].map((each) => (each & 255).toString(16).padStart(2, '0')).join('')}`
}
