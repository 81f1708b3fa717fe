import { decodeStream } from './decode-stream.js'
import { directNumber, type PdfObject } from './objects.js'
import { Name, ValueParser, type Dictionary, type Value } from './syntax.js'

/** One definition of an object. */
export interface Definition {
  readonly number: number
  readonly value: Value
  /** The stored bytes of its stream, decrypted. */
  readonly stored?: Uint8Array
  /** Offset of the object, or of the object stream that holds it. */
  readonly head: number
}

/** All definitions of all objects, those of earlier revisions included. Guarded state. */
export class ObjectTable {
  readonly #definitions = new Map<number, Definition[]>()
  /** Offsets at which revisions end. */
  readonly #ends: readonly number[]

  constructor(bytes: Uint8Array, readonly limit: number) {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    const ends: number[] = []
    for (let at = buffer.indexOf('startxref'); at >= 0; at = buffer.indexOf('startxref', at + 9)) ends.push(at)
    this.#ends = ends
  }

  /** Adds an object, and the objects of an object stream (ISO 32000-1, 7.5.7). */
  add({ number, value, head, stream }: PdfObject, stored: Uint8Array): void {
    this.#push({ number, value, head, ...(stream && { stored }) })
    if (stream && value instanceof Map) {
      const type = (value as Dictionary).get('Type')
      if (type instanceof Name && type.text === 'ObjStm') this.#addPacked(value as Dictionary, stored, head)
    }
  }

  /** All definitions in file order. */
  all(): Definition[] {
    return [...this.#definitions.values()].flat().sort((one, other) => one.head - other.head)
  }

  /** The definition of `number` that is valid in the revision that `at` is in; in doubt the next one. */
  valid(number: number, at: number): Definition | undefined {
    const definitions = this.#definitions.get(number) ?? []
    const end = this.#ends[countUpTo(this.#ends, at, (each) => each)] ?? Infinity
    return definitions[Math.max(0, countUpTo(definitions, end, ({ head }) => head) - 1)]
  }

  #addPacked(dictionary: Dictionary, stored: Uint8Array, head: number): void {
    const bytes = decodeStream(dictionary, stored, this.limit)?.bytes
    if (bytes) for (const [number, value] of packedObjects(dictionary, bytes)) this.#push({ number, value, head })
  }

  #push(definition: Definition): void {
    const known = this.#definitions.get(definition.number)
    if (known) known.push(definition)
    else this.#definitions.set(definition.number, [definition])
  }
}

/** Number of the items, in ascending order, that are at most `limit`. */
function countUpTo<T>(items: readonly T[], limit: number, offset: (item: T) => number): number {
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (offset(items[middle]!) <= limit) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * The bytes of a decoded object stream that belong to none of its objects: before the first, and what follows each
 * object before the next. White space is left out.
 */
export function outsidePacked(dictionary: Dictionary, bytes: Uint8Array): Uint8Array[] {
  const starts = [...packedOffsets(dictionary, bytes)].map(([, start]) => start).sort((one, other) => one - other)
  const found: Uint8Array[] = []
  let reached = Math.min(directNumber(dictionary, 'First') ?? 0, bytes.length)
  for (const start of [...starts, bytes.length]) {
    if (start > reached) found.push(bytes.subarray(reached, start))
    const syntax = new ValueParser(bytes, start)
    syntax.read()
    reached = Math.max(reached, syntax.at)
  }
  return found.filter((rest) => rest.some((byte) => byte > 0x20))
}

/** The objects of a decoded object stream, with their numbers. */
export function* packedObjects(dictionary: Dictionary, bytes: Uint8Array): Generator<[number, Value]> {
  for (const [number, start] of packedOffsets(dictionary, bytes)) yield [number, new ValueParser(bytes, start).read()]
}

function* packedOffsets(dictionary: Dictionary, bytes: Uint8Array): Generator<[number: number, start: number]> {
  const [count, first] = [directNumber(dictionary, 'N') ?? 0, directNumber(dictionary, 'First') ?? 0]
  const header = new ValueParser(bytes, 0, Math.min(first, bytes.length))
  for (let i = 0; i < count && header.at < header.end; i++) {
    const number = header.read()
    const offset = header.read()
    if (typeof number !== 'number' || typeof offset !== 'number') continue
    yield [number, first + offset]
  }
}
