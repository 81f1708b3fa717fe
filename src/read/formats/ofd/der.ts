/** The contents of a tree of ASN.1 values. */
export interface DerContents {
  /** Character strings and times. */
  readonly texts: readonly string[]
  /** Octet strings and bit strings that do not contain a tree themselves. */
  readonly blobs: readonly { readonly kind: 'octets' | 'bits'; readonly bytes: Buffer }[]
  /** False where the bytes are not one complete sequence of values. */
  readonly whole: boolean
}

/** Universal tag numbers (ITU-T X.680, 8.4). */
const [BITS, OCTETS] = [3, 4]
/** Encodings of the character string types and times, by tag number. */
const TEXTS: Readonly<Record<number, string>> = {
  0x0c: 'utf-8', 0x12: 'utf-8', 0x13: 'utf-8', 0x14: 'utf-8', 0x16: 'utf-8', 0x17: 'utf-8', 0x18: 'utf-8',
  0x1a: 'utf-8', 0x1b: 'utf-8', 0x1e: 'utf-16be',
}
const MAX_DEPTH = 64

/** The identifier and length octets of a value. */
interface Head {
  readonly tag: number
  readonly constructed: boolean
  readonly universal: boolean
  readonly start: number
  /** Undefined for the indefinite form, which ends with two zero bytes. */
  readonly end: number | undefined
}

/**
 * Reads a tree of ASN.1 values in BER or DER (ITU-T X.690). A byte string that contains a tree itself, such as a
 * certificate in a signature, is read as well. Lengths are checked against the enclosing value. Cost: linear.
 */
export function readDer(bytes: Buffer): DerContents {
  const walk = new DerWalk(bytes)
  const end = walk.values(0, bytes.length, 0)
  return { texts: walk.texts, blobs: walk.blobs, whole: end === bytes.length && bytes.length > 0 }
}

class DerWalk {
  readonly texts: string[] = []
  readonly blobs: { kind: 'octets' | 'bits'; bytes: Buffer }[] = []

  constructor(readonly bytes: Buffer) {}

  /**
   * Reads consecutive values and returns the offset of their end: `to`, or after the two zero bytes where `open`; -1
   * where they are broken.
   */
  values(from: number, to: number, depth: number, open = false): number {
    let at = from
    while (at < to) {
      if (open && this.bytes[at] === 0 && this.bytes[at + 1] === 0) return at + 2
      const head = this.#head(at, to)
      if (!head || depth > MAX_DEPTH) return -1
      if (head.constructed) {
        const end = this.values(head.start, head.end ?? to, depth + 1, head.end === undefined)
        if (end < 0 || (head.end !== undefined && end !== head.end)) return -1
        at = end
      } else {
        if (head.end === undefined) return -1
        this.#value(head.tag, head.universal, this.bytes.subarray(head.start, head.end), depth)
        at = head.end
      }
    }
    return open ? -1 : at
  }

  #head(at: number, to: number): Head | undefined {
    const first = this.bytes[at]!
    let start = at + 1
    let tag = first & 31
    if (tag === 31) {
      tag = 0
      do tag = ((tag << 7) | (this.bytes[start]! & 127)) >>> 0
      while (start < to && (this.bytes[start++]! & 128) !== 0)
    }
    const length = this.bytes[start++]
    if (length === undefined || start > to) return undefined
    const common = { tag, constructed: (first & 32) !== 0, universal: first < 64 }
    if (length === 128) return common.constructed ? { ...common, start, end: undefined } : undefined
    if (length > 132) return undefined
    const long = length > 128 && start + length - 128 <= to
    const size = length < 128 ? length : long ? this.bytes.readUIntBE(start, length - 128) : -1
    const begin = start + (length < 128 ? 0 : length - 128)
    return size < 0 || begin + size > to ? undefined : { ...common, start: begin, end: begin + size }
  }

  #value(tag: number, universal: boolean, bytes: Buffer, depth: number): void {
    const encoding = universal ? TEXTS[tag] : undefined
    if (encoding !== undefined) this.texts.push(new TextDecoder(encoding).decode(bytes))
    else if (!universal || tag === OCTETS || tag === BITS) {
      const content = tag === BITS && universal ? bytes.subarray(1) : bytes
      this.#blob(content, tag === BITS ? 'bits' : 'octets', depth)
    }
  }

  /** An embedded tree starts with a sequence or a set and fills the byte string. */
  #blob(bytes: Buffer, kind: 'octets' | 'bits', depth: number): void {
    if ((bytes[0] === 0x30 || bytes[0] === 0x31) && bytes.length > 4) {
      const inner = new DerWalk(bytes)
      if (inner.values(0, bytes.length, depth + 1) === bytes.length) {
        this.texts.push(...inner.texts)
        this.blobs.push(...inner.blobs)
        return
      }
    }
    this.blobs.push({ kind, bytes })
  }
}
