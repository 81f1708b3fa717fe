import { isDigit, latin1, Reference, Syntax, type Dictionary, type Value } from './syntax.js'

/** One object of the file, wherever it stands and whether or not anything refers to it. */
export interface PdfObject {
  readonly number: number
  readonly generation: number
  readonly value: Value
  /** Bytes of its value, from the first to behind the last. */
  readonly start: number
  readonly end: number
  /** False where something stands behind it that is neither its end nor the next object. */
  readonly ended: boolean
  /** Where its head `n g obj` begins. */
  readonly from: number
  /** Bytes of its stream, as stored. */
  readonly stream?: StoredStream
}

export interface StoredStream {
  readonly start: number
  readonly end: number
  /** False when the file ends before it does. */
  readonly closed: boolean
  /** False where it ends elsewhere than its length says. */
  readonly fits: boolean
}

const OBJ = Buffer.from('obj')
const ENDOBJ = Buffer.from('endobj')
const ENDSTREAM = Buffer.from('endstream')

/**
 * Every object written in the file, in file order: found by its head `n g obj`, not by the cross-reference table, so
 * that old versions and orphans come too. Streams are stepped over by their length where that fits. Linear.
 */
export function* objectsOf(bytes: Uint8Array): Generator<PdfObject> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  let close = -1
  for (let at = buffer.indexOf(OBJ); at >= 0; at = buffer.indexOf(OBJ, at)) {
    const head = headBefore(bytes, at)
    at += OBJ.length
    if (!head) continue
    // A string that is never closed must not swallow the objects behind it.
    if (close < at) close = endBehind(buffer, at)
    const syntax = new Syntax(bytes, at, close)
    syntax.skipSpace()
    const start = syntax.at
    const value = syntax.value()
    const end = Math.min(syntax.at, close)
    syntax.skipSpace()
    const stream = value instanceof Map && syntax.take('stream') ? streamAt(buffer, syntax.at, value) : undefined
    const ended = endsAt(bytes, stream ? stream.end : end)
    yield { ...head, value, start, end, ended, ...(stream ? { stream } : {}) }
    at = Math.max(at, stream ? stream.end : end)
  }
}

/** Writers leave the end mark out now and then; then the next object begins, or the file ends. */
function endsAt(bytes: Uint8Array, at: number): boolean {
  const syntax = new Syntax(bytes, at)
  syntax.skipSpace()
  if (syntax.at >= bytes.length) return true
  const next = latin1(bytes, syntax.at, Math.min(bytes.length, syntax.at + 32))
  return /^(endobj|endstream|\d+\s+\d+\s+obj|xref|trailer|startxref)/.test(next)
}

/**
 * True where nothing stands in a stretch between two objects but what may: ends, comments, tables of references,
 * trailers. Linear.
 */
export function isPlainBetween(bytes: Uint8Array, from: number, to: number): boolean {
  const syntax = new Syntax(bytes, from, to)
  for (syntax.skipSpace(); syntax.at < to; syntax.skipSpace()) {
    if (syntax.take('trailer')) syntax.value()
    else if (syntax.take('xref')) skipTable(syntax, to)
    else if (!['endobj', 'endstream', 'startxref'].some((word) => syntax.take(word))) {
      const before = syntax.at
      if (!isDigit(bytes[before]) || typeof syntax.value() !== 'number' || syntax.at === before) return false
    }
  }
  return true
}

/** Numbers, and the letters of used and free. */
function skipTable(syntax: Syntax, to: number): void {
  const isCell = (byte: number): boolean => isDigit(byte) || byte === 0x66 || byte === 0x6e
  for (syntax.skipSpace(); syntax.at < to && isCell(syntax.bytes[syntax.at]!); syntax.skipSpace()) {
    while (syntax.at < to && isCell(syntax.bytes[syntax.at]!)) syntax.at++
  }
}

function endBehind(buffer: Buffer, at: number): number {
  const found = buffer.indexOf(ENDOBJ, at)
  return found < 0 ? buffer.length : found
}

/** Reads `12 0 ` backwards from the word obj. */
function headBefore(bytes: Uint8Array, at: number): Pick<PdfObject, 'number' | 'generation' | 'from'> | undefined {
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
  return own < 0 ? undefined : { number: own, generation, from: i + 1 }
}

function streamAt(buffer: Buffer, after: number, dictionary: Dictionary): StoredStream {
  let start = after
  if (buffer[start] === 0x0d) start++
  if (buffer[start] === 0x0a) start++
  const length = dictionary.get('Length')
  if (typeof length === 'number' && length >= 0) {
    const end = start + length
    if (buffer.subarray(end, end + 16).includes(ENDSTREAM)) return { start, end, closed: true, fits: true }
  }
  const found = buffer.indexOf(ENDSTREAM, start)
  return { start, end: found < 0 ? buffer.length : found, closed: found >= 0, fits: typeof length !== 'number' }
}

/** A number that is written where it stands. */
export function direct(dictionary: Dictionary, key: string): number | undefined {
  const value = dictionary.get(key)
  return typeof value === 'number' ? value : undefined
}

/** How a length is written: a number, or a reference to one. */
export function written(value: Value | undefined): string | undefined {
  if (typeof value === 'number') return String(value)
  return value instanceof Reference ? `${value.number} ${value.generation} R` : undefined
}
