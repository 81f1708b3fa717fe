/** Reads the numbers of a record. Beyond its end everything is zero. */
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

  /** 0 for values that are not finite. */
  f32(at: number): number {
    const value = at >= 0 && at + 4 <= this.bytes.length ? this.bytes.readFloatLE(at) : 0
    return Number.isFinite(value) ? value : 0
  }

  /** Up to `count` signed numbers of two or four bytes, as many as the record has. */
  numbers(at: number, count: number, width: 2 | 4): number[] {
    const available = Math.max(0, Math.min(count, Math.floor((this.bytes.length - at) / width)))
    return Array.from({ length: available }, (_, i) => (width === 2 ? this.i16(at + 2 * i) : this.i32(at + 4 * i)))
  }

  part(at: number, length: number): Buffer {
    return this.bytes.subarray(Math.min(at, this.bytes.length), Math.min(at + length, this.bytes.length))
  }
}

/** Converts a colour of a record (red in the lowest byte) to `#rrggbb`. */
export function colourOf(value: number): string {
  return `#${[value, value >> 8, value >> 16].map((each) => (each & 255).toString(16).padStart(2, '0')).join('')}`
}
