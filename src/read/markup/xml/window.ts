import { Buffer, isAscii, transcode } from 'node:buffer'

/** Bytes decoded at a time; small enough for a window and its text to stay in the CPU cache. */
const STEP = 1 << 15

/**
 * A window over a text that is decoded step by step: 200 MB of sheet markup is never decoded as a whole. The caller
 * guarantees that bytes are valid UTF-8. Guarded state.
 */
export class TextWindow {
  #text: string
  readonly #bytes: Buffer
  #decoded = 0

  constructor(
    source: Uint8Array | string,
    /** Bytes decoded at a time, at least. */
    readonly step = STEP,
  ) {
    this.#text = typeof source === 'string' ? source : ''
    const bytes = typeof source === 'string' ? new Uint8Array(0) : source
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.more(0)
  }

  get text(): string {
    return this.#text
  }

  /** True where the window reaches the end of the text. */
  get complete(): boolean {
    return this.#decoded >= this.#bytes.length
  }

  /** Drops text before `from` and decodes more: `step` bytes, or two for each kept unit. False at the input's end. */
  more(from: number): boolean {
    if (this.complete) return false
    const start = this.#decoded
    const kept = this.#text.slice(from)
    this.#decoded = border(this.#bytes, start + Math.max(this.step, 2 * kept.length))
    this.#text = kept + decode(this.#bytes.subarray(start, this.#decoded))
    return true
  }
}

/** The first offset from `at` on at which a character begins. */
function border(bytes: Buffer, at: number): number {
  let border = Math.min(at, bytes.length)
  while (border < bytes.length && (bytes[border]! & 0xc0) === 0x80) border++
  return border
}

/** `transcode` is seven times as fast as a `TextDecoder`, which validates the bytes again. */
function decode(bytes: Buffer): string {
  return isAscii(bytes) ? bytes.toString('latin1') : transcode(bytes, 'utf8', 'utf16le').toString('utf16le')
}

/** A copy of a slice: the slice itself would keep the whole window in memory. */
export function copyOf(slice: string): string {
  return ` ${slice}`.slice(1)
}
