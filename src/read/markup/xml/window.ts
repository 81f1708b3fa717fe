import { Buffer, isAscii, transcode } from 'node:buffer'

/** Bytes decoded at a time: a window and its text stay in the processor's cache. */
const STEP = 1 << 15

/**
 * A text of which only a window is there at once: a sheet of 200 MB of markup is never decoded as a whole. Bytes are
 * UTF-8, and valid: the caller has seen to it. Guarded state.
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

  /** True where the window reaches to the text's end. */
  get complete(): boolean {
    return this.#decoded >= this.#bytes.length
  }

  /** Drops what stands before `from` and takes in at least as much behind as is kept; false where nothing is left. */
  more(from: number): boolean {
    if (this.complete) return false
    const start = this.#decoded
    const kept = this.#text.slice(from)
    this.#decoded = border(this.#bytes, start + Math.max(this.step, 2 * kept.length))
    this.#text = kept + decode(this.#bytes.subarray(start, this.#decoded))
    return true
  }
}

/** The first place from `at` on where a character begins. */
function border(bytes: Buffer, at: number): number {
  let border = Math.min(at, bytes.length)
  while (border < bytes.length && (bytes[border]! & 0xc0) === 0x80) border++
  return border
}

/** `transcode` is seven times as fast as a `TextDecoder`, which checks once more. */
function decode(bytes: Buffer): string {
  return isAscii(bytes) ? bytes.toString('latin1') : transcode(bytes, 'utf8', 'utf16le').toString('utf16le')
}

/** The same letters in a string of their own: a slice keeps alive the whole window it was cut from. */
export function apart(slice: string): string {
  return ` ${slice}`.slice(1)
}
