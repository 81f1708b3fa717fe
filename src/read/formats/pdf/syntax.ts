/** A PDF value (ISO 32000-1, 7.3). Strings are bytes. */
export type Value = number | boolean | null | Name | Reference | Uint8Array | readonly Value[] | Dictionary
export type Dictionary = ReadonlyMap<string, Value>

export class Name {
  constructor(readonly text: string) {}
}

export class Reference {
  constructor(readonly number: number, readonly generation: number) {}
}

/** No real document nests deeper. Deeper values are skipped. */
const MAX_DEPTH = 100

/**
 * Parses PDF values. `at` is the offset of the next byte and moves on with each call. Never throws: invalid syntax
 * gives null. Cost: linear.
 */
export class ValueParser {
  /** Comments that were skipped: the offset after the last byte of each, by the offset after its percent sign. */
  readonly comments = new Map<number, number>()

  constructor(readonly bytes: Uint8Array, public at: number = 0, readonly end: number = bytes.length) {}

  read(depth = 0): Value {
    this.skipSpace()
    const byte = this.bytes[this.at]
    if (byte === undefined || this.at >= this.end) return null
    if (byte === 0x28) return this.#literal()
    if (byte === 0x2f) return this.#name()
    if (byte === 0x5b) return this.#array(depth)
    if (byte === 0x3c) return this.bytes[this.at + 1] === 0x3c ? this.#dictionary(depth) : this.#hexadecimal()
    if (isNumeric(byte)) return this.#number()
    return this.#keyword()
  }

  /** Skips white space and comments. */
  skipSpace(): void {
    for (; this.at < this.end; this.at++) {
      const byte = this.bytes[this.at]!
      if (byte === 0x25) this.#skipComment()
      else if (!isSpace(byte)) return
    }
  }

  #skipComment(): void {
    const start = this.at + 1
    while (this.at < this.end && !isLineEnd(this.bytes[this.at]!)) this.at++
    this.comments.set(start, this.at)
  }

  /** Skips `word` where it is next; false where it is not. */
  skipWord(word: string): boolean {
    for (let i = 0; i < word.length; i++) if (this.bytes[this.at + i] !== word.charCodeAt(i)) return false
    this.at += word.length
    return true
  }

  #array(depth: number): Value {
    this.at++
    const items: Value[] = []
    while (this.#hasMore(0x5d)) items.push(depth < MAX_DEPTH ? this.read(depth + 1) : this.#skipOne())
    this.at++
    return items
  }

  #dictionary(depth: number): Value {
    this.at += 2
    const entries = new Map<string, Value>()
    while (this.#hasMore(0x3e)) {
      const key = this.read(MAX_DEPTH)
      // A string without a key, in a damaged dictionary. Its text is kept.
      if (key instanceof Uint8Array) entries.set(`without key ${entries.size}`, key)
      if (!(key instanceof Name)) continue
      this.skipSpace()
      if (this.bytes[this.at] === 0x3e) break
      entries.set(key.text, depth < MAX_DEPTH ? this.read(depth + 1) : this.#skipOne())
    }
    this.at += 2
    return entries
  }

  #hasMore(closing: number): boolean {
    this.skipSpace()
    return this.at < this.end && this.bytes[this.at] !== closing
  }

  #skipOne(): Value {
    this.at++
    return null
  }

  #number(): Value {
    const first = this.#digits()
    if (!Number.isInteger(first) || first < 0) return first
    const start = this.at
    this.skipSpace()
    if (isDigit(this.bytes[this.at])) {
      const second = this.#digits()
      this.skipSpace()
      if (Number.isInteger(second) && this.bytes[this.at] === 0x52 && isDelimiter(this.bytes[this.at + 1])) {
        this.at++
        return new Reference(first, second)
      }
    }
    this.at = start
    return first
  }

  #digits(): number {
    const start = this.at
    while (this.at < this.end && isNumeric(this.bytes[this.at]!)) this.at++
    return Number(latin1(this.bytes, start, this.at)) || 0
  }

  #keyword(): Value {
    const start = this.at++
    while (this.at < this.end && !isDelimiter(this.bytes[this.at])) this.at++
    const word = latin1(this.bytes, start, Math.min(this.at, start + 8))
    return word === 'true' ? true : word === 'false' ? false : null
  }

  #name(): Value {
    const start = ++this.at
    while (this.at < this.end && !isDelimiter(this.bytes[this.at])) this.at++
    return new Name(nameFrom(latin1(this.bytes, start, this.at)))
  }

  #hexadecimal(): Value {
    const close = this.bytes.indexOf(0x3e, this.at)
    const end = close < 0 || close > this.end ? this.end : close
    const digits = latin1(this.bytes, this.at + 1, end).replace(/[^0-9a-f]/gi, '')
    this.at = end + 1
    return Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex')
  }

  #literal(): Value {
    const out: number[] = []
    let open = 1
    for (this.at++; this.at < this.end; this.at++) {
      const byte = this.bytes[this.at]!
      if (byte === 0x5c) this.#escape(out)
      else {
        if (byte === 0x28) open++
        if (byte === 0x29 && --open === 0) break
        out.push(byte)
      }
    }
    this.at++
    return Uint8Array.from(out)
  }

  #escape(out: number[]): void {
    const byte = this.bytes[++this.at] ?? 0
    const plain = ESCAPES[String.fromCharCode(byte)]
    if (plain !== undefined) out.push(plain)
    else if (byte >= 0x30 && byte <= 0x37) {
      let code = 0
      let digits = 0
      for (let next = byte; digits < 3 && next >= 0x30 && next <= 0x37; next = this.bytes[this.at + digits] ?? 0) {
        code = code * 8 + next - 0x30
        digits++
      }
      this.at += digits - 1
      out.push(code & 255)
    } else if (byte === 0x0d) {
      if (this.bytes[this.at + 1] === 0x0a) this.at++
    } else if (byte !== 0x0a) out.push(byte)
  }
}

const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 }

/** Decodes a name as it is written: `#20` is a space (ISO 32000-1, 7.3.5). */
export function nameFrom(written: string): string {
  if (!written.includes('#')) return written
  return written.replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

export function latin1(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, Math.max(0, end - start)).toString('latin1')
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x0c || byte === 0
}

function isLineEnd(byte: number): boolean {
  return byte === 0x0a || byte === 0x0d
}

export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39
}

function isNumeric(byte: number): boolean {
  return isDigit(byte) || byte === 0x2e || byte === 0x2d || byte === 0x2b
}

function isDelimiter(byte: number | undefined): boolean {
  return byte === undefined || isSpace(byte) || '()<>[]{}/%'.includes(String.fromCharCode(byte))
}
