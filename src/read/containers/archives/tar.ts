import type { Gap, GapDetail } from '../../../model/index.js'
import { decodeName } from '../zip/name.js'
import type { Remark } from '../zip/zip-entry.js'

/** One entry of a tape archive. */
export interface TarEntry {
  readonly name: string
  readonly kind: 'file' | 'folder' | 'other'
  readonly bytes: Uint8Array
  /** What else its headers say: link target, owner, group, extended fields, the name that an extended one replaces. */
  readonly remarks: readonly Remark[]
}

const BLOCK = 512

/**
 * Lists a tar archive (POSIX.1-1988 ustar, POSIX.1-2001 pax, GNU, and before ustar), with names in UTF-8 or GB18030. An
 * invalid header is skipped and is a gap, as are truncated entries, bytes after the end, and a missing end marker.
 * Nothing is copied. Cost: linear in the headers.
 */
export function listTar(bytes: Buffer): { readonly entries: readonly TarEntry[]; readonly gaps: readonly Gap[] } {
  const entries: TarEntry[] = []
  const gaps = new Map<string, Gap>()
  const reportDamage = (detail: GapDetail<'damaged'>, part = ''): void => {
    gaps.set(`${detail} ${part}`, { piece: part, reason: 'damaged', args: { detail } })
  }
  let extended: readonly PaxRecord[] = []
  let global: readonly PaxRecord[] = []
  let isOpen = false
  let at = 0
  while (at + BLOCK <= bytes.length && !isZero(bytes, at, at + BLOCK)) {
    const header = isHeader(bytes, at) ? headerAt(bytes, at, [...global, ...extended]) : undefined
    at += BLOCK
    if (!header) {
      reportDamage('header')
      continue
    }
    const content = bytes.subarray(at, at + header.size)
    if (content.length < header.size) reportDamage('truncated', header.name)
    const next = at + Math.ceil(header.size / BLOCK) * BLOCK
    if (!isZero(bytes, at + content.length, Math.min(next, bytes.length))) reportDamage('bytes-outside-entries')
    const more = extensionOf(header.type, content)
    isOpen = more !== undefined
    if (header.type === 'S') reportDamage('sparse', header.name)
    if (!more) entries.push(entryOf(header, content))
    if (header.type === 'g') global = [...global, ...nameRecords(header), ...more ?? []]
    else extended = more ? [...extended, ...nameRecords(header), ...more] : []
    at = next
  }
  if (isOpen) reportDamage('header') // fields of an entry that is not there
  if (at >= bytes.length) reportDamage('no-end')
  else if (!isZero(bytes, at, bytes.length)) reportDamage('bytes-outside-entries')
  return { entries, gaps: [...gaps.values()] }
}

/** True for a header with a valid checksum: the sum of its bytes, signed or unsigned, with spaces in its own field. */
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
  readonly remarks: readonly Remark[]
}

/** A field of an extended header; `key` is empty for bytes that are no record. */
interface PaxRecord {
  readonly key: string
  readonly value: Buffer
}

function headerAt(bytes: Buffer, at: number, extended: readonly PaxRecord[]): Header {
  const raw = (from: number, length: number): Buffer => {
    const whole = bytes.subarray(at + from, at + from + length)
    const zero = whole.indexOf(0)
    return zero < 0 ? whole : whole.subarray(0, zero)
  }
  const field = (from: number, length: number): string => decodeName(raw(from, length), false)
  const ustar = bytes.toString('latin1', at + 257, at + 263) === 'ustar\0'
  const prefix = ustar ? field(345, 155) : ''
  const short = prefix === '' ? field(0, 100) : `${prefix}/${field(0, 100)}`
  const known = bytes.toString('latin1', at + 257, at + 262) === 'ustar'
  const last = (key: string): string | undefined => {
    const record = extended.findLast((candidate) => candidate.key === key)
    return record && decodeName(record.value, false).replace(/(?<!\0)\0+$/, '')
  }
  const stated = last('size')
  const name = (last('path') ?? short).replace(/^\/+/, '')
  const fields = [raw(157, 100), ...(known ? [raw(265, 32), raw(297, 32)] : []), ...paddings(bytes, at, known)]
  return {
    name,
    type: bytes.toString('latin1', at + 156, at + 157),
    size: stated !== undefined && /^\d{1,15}$/.test(stated) ? Number(stated) : numberAt(bytes, at + 124),
    remarks: [
      ...fields.map((value) => ({ piece: `${name}.header`, bytes: value })),
      ...(name.startsWith(short.replace(/^\/+/, '')) ? [] : [{ piece: `${name}.name`, bytes: Buffer.from(short) }]),
      ...extended.flatMap((record) => recordRemarks(record, name)),
    ].filter((remark) => remark.bytes.length > 0),
  }
}

/** What stands behind the zero that ends a text of the header, and behind the last field. */
function paddings(bytes: Buffer, at: number, known: boolean): Buffer[] {
  const texts = known ? [[0, 100], [157, 257], [265, 297], [297, 329], [345, 512]] : [[0, 100], [157, 512]]
  return texts.flatMap(([from, to]) => {
    const whole = bytes.subarray(at + from!, at + to!)
    const zero = whole.indexOf(0)
    return zero < 0 || isZero(whole, zero, whole.length) ? [] : [whole.subarray(zero)]
  })
}

/** The value of a record, unless it is the name or a number, and a key that is no usual one. */
function recordRemarks({ key, value }: PaxRecord, name: string): Remark[] {
  const isNumber = /^(size|[acm]time|.id|hdrcharset)$/.test(key) && /^[\d.-]*$/.test(value.toString('latin1'))
  const usual = /^[A-Za-z][\w.:-]{0,80}$/.test(key)
  return [
    ...(usual || key === '' ? [] : [{ piece: `${name}.pax`, bytes: Buffer.from(key) }]),
    ...(isNumber || isName(key, value) ? [] : [{ piece: `${name}.pax`, bytes: value }]),
  ]
}

/** Names have no control characters; what has is a file perhaps. */
function isName(key: string, value: Buffer): boolean {
  return key === 'path' && !/(?<!\0)[\0-\x1f]\0*[^\0]/.test(value.toString('latin1'))
}

/** The name that an extended header itself bears: programs make it from the name of its entry. */
function nameRecords({ name, type }: Header): PaxRecord[] {
  return type === 'x' || type === 'g' ? [{ key: '', value: Buffer.from(name) }] : []
}

/** Octal digits or, with the first bit set, a binary number of 11 bytes (GNU). */
function numberAt(bytes: Buffer, at: number): number {
  if ((bytes[at]! & 0x80) !== 0) return Math.min(Number.MAX_SAFE_INTEGER, bytes.readUIntBE(at + 6, 6))
  return parseInt(bytes.toString('latin1', at, at + 12).replace(/[\0 ]+/g, ''), 8) || 0
}

/**
 * Fields for the next entry: GNU's long names (types L, K), pax records (x, g). Undefined for other types.
 */
function extensionOf(type: string, content: Buffer): PaxRecord[] | undefined {
  if (type === 'L') return [{ key: 'path', value: content }]
  if (type === 'K') return [{ key: 'linkpath', value: content }]
  return type === 'x' || type === 'g' ? paxRecords(content) : undefined
}

/** `length key=value\n` each, the length counting itself. Bytes behind the last record that adds up are one record. */
function paxRecords(content: Buffer): PaxRecord[] {
  const records: PaxRecord[] = []
  let at = 0
  while (at < content.length) {
    const length = parseInt(content.toString('latin1', at, at + 12), 10)
    if (!(length > 4) || at + length > content.length) break
    const record = content.subarray(content.indexOf(0x20, at) + 1, at + length - 1)
    const equals = record.indexOf(0x3d)
    const key = equals > 0 ? decodeName(record.subarray(0, equals), false) : ''
    records.push({ key, value: equals > 0 ? record.subarray(equals + 1) : record })
    at += length
  }
  return at < content.length ? [...records, { key: '', value: content.subarray(at) }] : records
}

function entryOf({ name, type, remarks }: Header, bytes: Uint8Array): TarEntry {
  const folder = (type === '5' || name.endsWith('/')) && bytes.length === 0
  const file = !folder && (/^[07\0S]$/.test(type) || bytes.length > 0)
  return { name, kind: folder ? 'folder' : file ? 'file' : 'other', bytes, remarks }
}

function isZero(bytes: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] !== 0) return false
  return true
}
