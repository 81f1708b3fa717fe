import { isDigit, latin1, Reference, ValueParser, type Dictionary, type Value } from './syntax.js'

/** One object of the file, whether or not anything refers to it. */
export interface PdfObject {
  readonly number: number
  readonly generation: number
  readonly value: Value
  /** Offsets of its value: the first byte, and the byte after the last. */
  readonly start: number
  readonly end: number
  /** False where neither its end nor the next object follows it. */
  readonly terminated: boolean
  /** Offset of its head, `n g obj`. */
  readonly head: number
  readonly stream?: StoredStream
  /** Offsets of the comments in it; see `ValueParser`. */
  readonly comments: ReadonlyMap<number, number>
}

/** A stream as it is stored, with its filters. */
export interface StoredStream {
  readonly start: number
  readonly end: number
  /** False where the file ends inside it. */
  readonly closed: boolean
  /** False where its end is not where its length says. */
  readonly lengthMatches: boolean
}

const OBJ = Buffer.from('obj')
const ENDOBJ = Buffer.from('endobj')
const ENDSTREAM = Buffer.from('endstream')

/**
 * Gives every object of the file in file order. Objects are found by their heads, `n g obj`, not by the cross-reference
 * table, so that earlier revisions and unreferenced objects come too. Cost: linear.
 */
export function* scanObjects(bytes: Uint8Array): Generator<PdfObject> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  let close = -1
  for (let at = buffer.indexOf(OBJ); at >= 0; at = buffer.indexOf(OBJ, at)) {
    const head = headBefore(bytes, at)
    at += OBJ.length
    if (!head) continue
    // An unterminated string must not swallow the objects after it.
    if (close < at) close = endAfter(buffer, at)
    const syntax = new ValueParser(bytes, at, close)
    syntax.skipSpace()
    const start = syntax.at
    const value = syntax.read()
    const end = Math.min(syntax.at, close)
    syntax.skipSpace()
    const stream = value instanceof Map && syntax.skipWord('stream') ? streamAt(buffer, syntax.at, value) : undefined
    const terminated = isTerminated(bytes, stream ? stream.end : end)
    yield { ...head, value, start, end, terminated, comments: syntax.comments, ...(stream ? { stream } : {}) }
    at = Math.max(at, stream ? stream.end : end)
  }
}

/** Some writers leave out `endobj`: then the next object begins, or the file ends. */
function isTerminated(bytes: Uint8Array, at: number): boolean {
  const syntax = new ValueParser(bytes, at)
  syntax.skipSpace()
  if (syntax.at >= bytes.length) return true
  const next = latin1(bytes, syntax.at, Math.min(bytes.length, syntax.at + 32))
  return /^(endobj|endstream|\d+\s+\d+\s+obj|xref|trailer|startxref)/.test(next)
}

/** The bytes between two objects. */
export interface BytesBetween {
  /** True where they are structure only: end marks, comments, cross-reference tables, trailers. */
  readonly isStructure: boolean
  readonly trailers: readonly Value[]
  /** Offsets of comments; see `ValueParser`. */
  readonly comments: ReadonlyMap<number, number>
}

/** Reads the bytes between two objects. Cost: linear. */
export function readBetween(bytes: Uint8Array, from: number, to: number): BytesBetween {
  const syntax = new ValueParser(bytes, from, to)
  const trailers: Value[] = []
  let isStructure = true
  for (syntax.skipSpace(); syntax.at < to && isStructure; syntax.skipSpace()) {
    if (syntax.skipWord('trailer')) trailers.push(syntax.read())
    else if (syntax.skipWord('xref')) isStructure = skipTable(syntax, to)
    else if (!['endobj', 'endstream', 'startxref'].some((word) => syntax.skipWord(word))) {
      isStructure = skipOffset(syntax)
    }
  }
  return { isStructure, trailers, comments: syntax.comments }
}

/** Digits of an offset. A longer number stands for something else. */
const MOST_DIGITS = 10

function skipOffset(syntax: ValueParser): boolean {
  const start = syntax.at
  while (syntax.at < syntax.end && isDigit(syntax.bytes[syntax.at])) syntax.at++
  return syntax.at > start && syntax.at - start <= MOST_DIGITS
}

/** Skips offsets and the letters `n` and `f`. False for longer numbers. */
function skipTable(syntax: ValueParser, to: number): boolean {
  const isCell = (byte: number): boolean => isDigit(byte) || byte === 0x6e || byte === 0x66
  for (syntax.skipSpace(); syntax.at < to && isCell(syntax.bytes[syntax.at]!); syntax.skipSpace()) {
    const start = syntax.at
    while (syntax.at < to && isCell(syntax.bytes[syntax.at]!)) syntax.at++
    if (syntax.at - start > MOST_DIGITS) return false
  }
  return true
}

function endAfter(buffer: Buffer, at: number): number {
  const found = buffer.indexOf(ENDOBJ, at)
  return found < 0 ? buffer.length : found
}

/** Reads `12 0 ` backwards from the word `obj`. */
function headBefore(bytes: Uint8Array, at: number): Pick<PdfObject, 'number' | 'generation' | 'head'> | undefined {
  let i = at - 1
  const back = (test: (byte: number | undefined) => boolean): number => {
    const from = i
    while (i >= 0 && from - i < 12 && test(bytes[i])) i--
    return from - i
  }
  const isBlank = (byte: number | undefined): boolean => byte !== undefined && [0x20, 0x0a, 0x0d, 0x09].includes(byte)
  const number = (): number => {
    const end = i + 1
    back(isDigit)
    return i + 1 === end ? -1 : Number(Buffer.from(bytes.subarray(i + 1, end)).toString('latin1'))
  }
  back(isBlank)
  const generation = number()
  if (generation < 0 || back(isBlank) === 0) return undefined
  const own = number()
  return own < 0 ? undefined : { number: own, generation, head: i + 1 }
}

function streamAt(buffer: Buffer, after: number, dictionary: Dictionary): StoredStream {
  let start = after
  if (buffer[start] === 0x0d) start++
  if (buffer[start] === 0x0a) start++
  const length = dictionary.get('Length')
  if (typeof length === 'number' && length >= 0) {
    const end = start + length
    if (buffer.subarray(end, end + 16).includes(ENDSTREAM)) return { start, end, closed: true, lengthMatches: true }
  }
  const found = buffer.indexOf(ENDSTREAM, start)
  const closed = found >= 0
  return { start, end: closed ? found : buffer.length, closed, lengthMatches: typeof length !== 'number' }
}

/** The number of an entry. Undefined where it is a reference, or missing. */
export function directNumber(dictionary: Dictionary, key: string): number | undefined {
  const value = dictionary.get(key)
  return typeof value === 'number' ? value : undefined
}

/** A length in PDF syntax: a number, or a reference to one. */
export function lengthAsWritten(value: Value | undefined): string | undefined {
  if (typeof value === 'number') return String(value)
  return value instanceof Reference ? `${value.number} ${value.generation} R` : undefined
}
