import type { Budget } from '../../budget.js'

/** Receives the tokens of RTF in the order of the file. */
export interface RtfHandler {
  open(): void
  close(): void
  /** A control word with its number, or a control symbol (`~`, `*`) without one. */
  word(name: string, value: number | undefined): void
  /** Bytes of text: plain characters and `\'xx`, not decoded. */
  bytes(run: Uint8Array): void
  /** Binary data after `\bin`. */
  binary(data: Uint8Array): void
}

/** Tokens between two looks at the clock. */
const TOKENS_PER_LOOK = 256
const BACKSLASH = 0x5c
const OPEN = 0x7b
const CLOSE = 0x7d

/**
 * Walks RTF (Rich Text Format 1.9.1, "Conventions of an RTF reader"). Line ends between words are no text; a `\bin`
 * longer than what is left ends with the file. The walk stops behind the brace that closes the first group.
 * `isClosed`: no group is open at `end`. Cost: linear, with turns of the event loop in between.
 * @throws the signal's reason
 */
export async function walkRtf(
  source: Uint8Array, handler: RtfHandler, budget: Budget,
): Promise<{ readonly end: number; readonly isClosed: boolean }> {
  let depth = 0
  let at = 0
  for (let tokens = 1; at < source.length; tokens++) {
    if (tokens % TOKENS_PER_LOOK === 0 && budget.turnIsOver) await budget.nextTurn()
    const byte = source[at]!
    if (byte === OPEN) {
      depth++
      handler.open()
      at++
    } else if (byte === CLOSE) {
      depth--
      handler.close()
      at++
      if (depth <= 0) break
    } else if (byte === BACKSLASH) at = control(source, at + 1, handler)
    else at = plain(source, at, handler)
  }
  return { end: at, isClosed: depth <= 0 }
}

function plain(source: Uint8Array, start: number, handler: RtfHandler): number {
  let at = start
  while (at < source.length && isPlain(source[at]!)) at++
  if (at > start) handler.bytes(source.subarray(start, at))
  return at > start ? at : at + 1 // a line end or a zero between words
}

function isPlain(byte: number): boolean {
  return byte !== BACKSLASH && byte !== OPEN && byte !== CLOSE && byte !== 0x0a && byte !== 0x0d && byte !== 0
}

function control(source: Uint8Array, at: number, handler: RtfHandler): number {
  const first = source[at]
  if (first === undefined) return at
  if (isLetter(first)) return controlWord(source, at, handler)
  if (first === 0x27) {
    const value = Number.parseInt(String.fromCharCode(source[at + 1] ?? 0, source[at + 2] ?? 0), 16)
    if (!Number.isNaN(value)) handler.bytes(Uint8Array.of(value))
    return at + 3
  }
  // A sign beyond ASCII is text: the backslash before it belongs to no word.
  if (first === BACKSLASH || first === OPEN || first === CLOSE || first >= 0x80) handler.bytes(Uint8Array.of(first))
  else handler.word(first === 0x0a || first === 0x0d ? 'par' : String.fromCharCode(first), undefined)
  return at + 1
}

function controlWord(source: Uint8Array, start: number, handler: RtfHandler): number {
  let at = start
  while (at < source.length && at - start < 32 && isLetter(source[at]!)) at++
  const name = latin(source, start, at)
  const numberStart = at
  if (source[at] === 0x2d) at++
  while (at < source.length && at - numberStart < 11 && source[at]! >= 0x30 && source[at]! <= 0x39) at++
  const digits = latin(source, numberStart, at)
  const value = /\d/.test(digits) ? Number(digits) : undefined
  if (value === undefined) at = numberStart
  if (source[at] === 0x20) at++
  if (name !== 'bin') {
    handler.word(name, value)
    return at
  }
  const end = Math.min(source.length, at + Math.max(0, value ?? 0))
  handler.binary(source.subarray(at, end))
  return end
}

function isLetter(byte: number): boolean {
  return (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a)
}

function latin(source: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...source.subarray(from, to))
}
