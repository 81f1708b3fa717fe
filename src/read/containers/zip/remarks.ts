import type { CentralRecord } from './directory.js'
import { decodeName } from './name.js'
import type { Remark, ZipEntry } from './zip-entry.js'

/**
 * The comment of an entry and what its extra fields (APPNOTE 4.5) hold, those of the directory and those of its local
 * header: fields of dates, sizes and owners are left out where they have the length that these have, and so is a
 * Unicode name or comment (4.6.8, 4.6.9) that repeats the other one.
 */
export function entryRemarks(archive: Buffer, record: CentralRecord, entry: ZipEntry): Remark[] {
  const remarks = extraFields(record.extra)
  const local = localExtra(archive, entry, record.headerOffset)
  for (const field of local ? extraFields(local) : []) {
    if (!remarks.some(({ bytes }) => bytes.equals(field.bytes))) remarks.push(field)
  }
  const known = [entry.name, decodeName(record.rawComment, false)]
  return [{ piece: 'comment', bytes: record.rawComment }, ...remarks]
    .filter(({ piece, bytes }) => bytes.length > 0 && !(UNICODE.has(piece) && known.includes(decodeName(bytes, true))))
    .map(({ piece, bytes }) => ({ piece: `${entry.name.replace(/(?<!\/)\/+$/, '')}.${piece}`, bytes }))
}

function localExtra(archive: Buffer, { dataStart }: ZipEntry, headerOffset: number): Buffer | undefined {
  return dataStart < 0 ? undefined : archive.subarray(dataStart - archive.readUInt16LE(headerOffset + 28), dataStart)
}

/** Unicode path and Unicode comment: a version and the checksum of the other one stand before the text. */
const UNICODE: ReadonlySet<string> = new Set(['extra-7075', 'extra-6375'])
const UNICODE_HEAD = 5

/** Bytes behind the last whole field are one of their own. */
function extraFields(extra: Buffer): Remark[] {
  const fields: Remark[] = []
  let at = 0
  while (at + 4 <= extra.length) {
    const id = extra.readUInt16LE(at).toString(16).padStart(4, '0')
    const end = at + 4 + extra.readUInt16LE(at + 2)
    if (end > extra.length) break
    const piece = `extra-${id}`
    const bytes = extra.subarray(at + 4 + (UNICODE.has(piece) ? UNICODE_HEAD : 0), end)
    if (!NUMBERS[id]?.(bytes)) fields.push({ piece, bytes })
    at = end
  }
  return at < extra.length ? [...fields, { piece: 'extra', bytes: extra.subarray(at) }] : fields
}

/** Whether a field holds the numbers that its id stands for, by id. */
const NUMBERS: Readonly<Partial<Record<string, (bytes: Buffer) => boolean>>> = {
  '0001': ({ length }) => length <= 28 && length % 4 === 0, // sizes and offset of zip64
  '000a': isNtfsTimes,
  '5455': ({ length }) => length <= 13 && length % 4 === 1, // times of Unix
  '5855': ({ length }) => length === 8 || length === 12,    // times and owners, old
  '7855': ({ length }) => length === 0 || length === 4,     // owners, old
  '7875': isOwners,
  'a220': (bytes) => bytes.subarray(4).every((byte) => byte === 0), // room to grow (ISO/IEC 29500-2, C.2.3)
  '9901': ({ length }) => length === 7,                     // how AES is used
}

/** Three counts of 100 ns since 1601: the top byte of all dates of our age is 1 (4.5.5). */
function isNtfsTimes(bytes: Buffer): boolean {
  return bytes.length === 32 && [15, 23, 31].every((at) => bytes[at]! <= 1)
}

/** Owner and group, each with the length of its number before it. */
function isOwners(bytes: Buffer): boolean {
  const group = 2 + (bytes[1] ?? 0)
  return bytes[0] === 1 && bytes.length <= 19 && bytes.length === group + 1 + (bytes[group] ?? 0)
}
