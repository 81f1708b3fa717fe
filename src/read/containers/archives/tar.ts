import type { Gap, GapDetail } from '../../../model/index.js'
import { decodeName } from '../zip/name.js'

/** One entry of a tape archive. */
export interface TarEntry {
  readonly name: string
  readonly kind: 'file' | 'folder' | 'other'
  readonly bytes: Uint8Array
  /** What else its header says: link target, owner, group, extended fields. */
  readonly remarks: readonly string[]
}

const BLOCK = 512

/**
 * Lists a tar of any age (POSIX.1-1988 ustar, POSIX.1-2001 pax, GNU, before ustar), names in UTF-8 or GB18030. A block
 * that is no header where one should stand is skipped and is a gap, as are entries that are cut off, bytes behind the
 * end, and an end that is not marked. Nothing is copied. Cost: linear in the headers.
 */
export function listTar(bytes: Buffer): { readonly entries: readonly TarEntry[]; readonly gaps: readonly Gap[] } {
  const entries: TarEntry[] = []
  const gaps = new Map<string, Gap>()
  const amiss = (detail: GapDetail<'damaged'>, part = ''): void => {
    gaps.set(`${detail} ${part}`, { piece: part, reason: 'damaged', args: { detail } })
  }
  let extended = new Map<string, string>()
  let at = 0
  while (at + BLOCK <= bytes.length && !isZero(bytes, at, at + BLOCK)) {
    const header = isHeader(bytes, at) ? headerAt(bytes, at, extended) : undefined
    at += BLOCK
    if (!header) {
      amiss('header')
      continue
    }
    const content = bytes.subarray(at, at + header.size)
    if (content.length < header.size) amiss('truncated', header.name)
    const next = at + Math.ceil(header.size / BLOCK) * BLOCK
    if (!isZero(bytes, at + content.length, Math.min(next, bytes.length))) amiss('bytes-outside-entries')
    const more = extensionOf(header.type, content)
    if (header.type === 'S') amiss('sparse', header.name)
    if (!more) entries.push(entryOf(header, content))
    extended = more ? new Map([...extended, ...more]) : new Map()
    at = next
  }
  if (at >= bytes.length) amiss('no-end')
  else if (!isZero(bytes, at, bytes.length)) amiss('bytes-outside-entries')
  return { entries, gaps: [...gaps.values()] }
}

/** Whether a header stands there, by its checksum: bytes summed with or without sign, its own field as spaces. */
export function isHeader(bytes: Buffer, at: number): boolean {
  if (at + BLOCK > bytes.length || bytes[at] === 0) return false
  const stated = parseInt(bytes.toString('latin1', at + 148, at + 156).replace(/[\0 ]+/g, ''), 8)
  let sum = 8 * 0x20
  let signed = sum
  for (let offset = 0; offset < BLOCK; offset++) {
    if (offset >= 148 && offset < 156) continue
    sum += bytes[at + offset]!
    signed += bytes.readInt8(at + offset)
  }
  return stated === sum || stated === signed
}

interface Header {
  readonly name: string
  readonly type: string
  readonly size: number
  readonly remarks: readonly string[]
}

function headerAt(bytes: Buffer, at: number, extended: ReadonlyMap<string, string>): Header {
  const field = (from: number, length: number): string => {
    const raw = bytes.subarray(at + from, at + from + length)
    const zero = raw.indexOf(0)
    return decodeName(zero < 0 ? raw : raw.subarray(0, zero), false)
  }
  const ustar = bytes.toString('latin1', at + 257, at + 263) === 'ustar\0'
  const prefix = ustar ? field(345, 155) : ''
  const short = prefix === '' ? field(0, 100) : `${prefix}/${field(0, 100)}`
  const stated = Number(extended.get('size'))
  const known = bytes.toString('latin1', at + 257, at + 262) === 'ustar'
  const others = [...extended]
    .filter(([key]) => !/^(path|size|[acm]time|.id|hdrcharset)$/.test(key))
    .map(([key, value]) => `${key}: ${value}`)
  const owners = known ? [field(265, 32), field(297, 32)] : []
  return {
    name: (extended.get('path') ?? short).replace(/^\/+/, ''),
    type: bytes.toString('latin1', at + 156, at + 157),
    size: Number.isSafeInteger(stated) && stated >= 0 && extended.has('size') ? stated : numberAt(bytes, at + 124),
    remarks: [field(157, 100), ...owners, ...others].filter((text) => text !== ''),
  }
}

/** Octal digits, or, with the first bit set, a number of 11 bytes (GNU). */
function numberAt(bytes: Buffer, at: number): number {
  if ((bytes[at]! & 0x80) !== 0) return Math.min(Number.MAX_SAFE_INTEGER, bytes.readUIntBE(at + 6, 6))
  return parseInt(bytes.toString('latin1', at, at + 12).replace(/[\0 ]+/g, ''), 8) || 0
}

/**
 * Fields for the entry that follows: GNU's long names (types L, K), pax records (x, g); undefined for an entry of its
 * own.
 */
function extensionOf(type: string, content: Buffer): Map<string, string> | undefined {
  const text = (): string => decodeName(content, false).replace(/\0+$/, '')
  if (type === 'L') return new Map([['path', text()]])
  if (type === 'K') return new Map([['linkpath', text()]])
  return type === 'x' || type === 'g' ? paxRecords(content) : undefined
}

/** `length key=value\n` each, the length counting itself. */
function paxRecords(content: Buffer): Map<string, string> {
  const records = new Map<string, string>()
  for (let at = 0; at < content.length;) {
    const length = parseInt(content.toString('latin1', at, at + 12), 10)
    if (!(length > 4) || at + length > content.length) break
    const record = content.subarray(content.indexOf(0x20, at) + 1, at + length - 1)
    const equals = record.indexOf(0x3d)
    if (equals > 0) records.set(record.toString('latin1', 0, equals), decodeName(record.subarray(equals + 1), false))
    at += length
  }
  return records
}

function entryOf({ name, type, remarks }: Header, bytes: Uint8Array): TarEntry {
  const folder = type === '5' || (name.endsWith('/') && bytes.length === 0)
  const file = !folder && (/^[07\0S]$/.test(type) || bytes.length > 0)
  return { name, kind: folder ? 'folder' : file ? 'file' : 'other', bytes, remarks }
}

function isZero(bytes: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] !== 0) return false
  return true
}
