/**
 * Builds compound files (OLE2).
 *
 *   compound({ WordDocument: bytes, ObjectPool: { _1: { '\x01Ole10Native': bytes } } })
 *   properties([{ id: 'summary', code: 936, values: { 4: '张三' } }, { id: 'custom', values: { SecurityLevel: '机密' } }])
 */
import { writeCompound, type Storage } from '../../src/read/containers/cfb/write.js'

export interface Streams {
  readonly [name: string]: Uint8Array | Streams
}

export function compound(streams: Streams): Buffer {
  return writeCompound(storage(streams))
}

function storage(streams: Streams): Storage {
  return new Map(Object.entries(streams).map(([name, content]) => [name, content instanceof Uint8Array ? content : storage(content)] as const))
}

const IDS = {
  summary: 'e0859ff2f94f6810ab9108002b27b3d9',
  document: '02d5cdd59c2e1b10939708002b2cf9ae',
  custom: '05d5cdd59c2e1b10939708002b2cf9ae',
} as const

export interface PropertySetDescription {
  readonly id: keyof typeof IDS
  /** Code page of its strings: 1252, 936, 65001 or 1200. */
  readonly page?: number
  /** By number, or by name for custom ones. Bytes are a picture. */
  readonly values: Readonly<Record<string, string | number | Uint8Array>>
  /** Strings as 16-bit ones, whatever the page. */
  readonly wide?: boolean
  readonly encode?: (text: string) => Uint8Array
}

export function properties(sets: readonly PropertySetDescription[]): Buffer {
  const bodies = sets.map(setBody)
  const head = Buffer.alloc(28 + 20 * sets.length)
  head.writeUInt16LE(0xfffe, 0)
  head.writeUInt32LE(sets.length, 24)
  let offset = head.length
  sets.forEach(({ id }, at) => {
    head.write(IDS[id], 28 + 20 * at, 'hex')
    head.writeUInt32LE(offset, 44 + 20 * at)
    offset += bodies[at]!.length
  })
  return Buffer.concat([head, ...bodies])
}

function setBody({ id, page = 65001, values, wide = false, encode = (text) => Buffer.from(text, page === 1200 ? 'utf16le' : 'utf8') }: PropertySetDescription): Buffer {
  const entries: (readonly [number, Buffer])[] = [[1, word32(2, page)]]
  const names: Buffer[] = []
  Object.entries(values).forEach(([name, value], at) => {
    const number = id === 'custom' ? at + 2 : Number(name)
    const text = encode(`${name}\0`)
    if (id === 'custom') names.push(word32(number, page === 1200 ? text.length / 2 : text.length), page === 1200 ? padded(text) : Buffer.from(text))
    entries.push([number, valueOf(value, wide, encode)])
  })
  if (id === 'custom') entries.push([0, padded(Buffer.concat([word32(names.length / 2), ...names]))])
  let offset = 8 + 8 * entries.length
  const table = entries.map(([number, bytes]) => {
    const row = word32(number, offset)
    offset += bytes.length
    return row
  })
  return Buffer.concat([word32(offset, entries.length), ...table, ...entries.map(([, bytes]) => bytes)])
}

function valueOf(value: string | number | Uint8Array, wide: boolean, encode: (text: string) => Uint8Array): Buffer {
  if (typeof value === 'number') return word32(3, value)
  if (value instanceof Uint8Array) return Buffer.concat([word32(0x47, value.length), padded(value)])
  const text = wide ? Buffer.from(`${value}\0`, 'utf16le') : encode(`${value}\0`)
  return Buffer.concat([word32(wide ? 0x1f : 0x1e, wide ? text.length / 2 : text.length), padded(text)])
}

function padded(bytes: Uint8Array): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)])
}

export function word32(...words: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * words.length)
  words.forEach((word, at) => bytes.writeUInt32LE(word >>> 0, 4 * at))
  return bytes
}

export function word16(...words: readonly number[]): Buffer {
  const bytes = Buffer.alloc(2 * words.length)
  words.forEach((word, at) => bytes.writeUInt16LE(word & 0xffff, 2 * at))
  return bytes
}
