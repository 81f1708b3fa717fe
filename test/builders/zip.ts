/**
 * Builds zip archives, honest or not.
 *
 *   zip({ 'a.txt': 'text', 'b/c.bin': bytes })                          // an honest one
 *   zip([{ name: 'a.txt', data: 'text', claim: { size: 3 } }], { before: junk, after: junk, comment: '…' })
 *
 * An entry may claim another size or checksum than it has, be marked encrypted, bear a name in any encoding (`rawName`), be left out of the
 * directory (`unlisted`), be stored instead of deflated, and carry bytes after its deflate stream (`tail`).
 */
import { Buffer } from 'node:buffer'
import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipFile {
  readonly name: string
  readonly data: string | Uint8Array
  readonly rawName?: Uint8Array
  readonly stored?: boolean
  readonly encrypted?: boolean
  readonly method?: number
  readonly claim?: { readonly size?: number; readonly checksum?: number }
  readonly comment?: string | Uint8Array
  /** Extra fields of the directory's record and of the local header, with their heads. */
  readonly extra?: Uint8Array
  readonly localExtra?: Uint8Array
  readonly unlisted?: boolean
  readonly tail?: Uint8Array
  /** Sizes and offset of the directory's record stand in a zip64 extra field. */
  readonly zip64?: boolean
  /** Streamed entries have their sizes in a descriptor after the data. */
  readonly descriptor?: boolean
}

export interface ZipOptions {
  readonly comment?: string | Uint8Array
  readonly before?: Uint8Array
  readonly after?: Uint8Array
  /** The directory's place and count stand in a zip64 end record. */
  readonly zip64?: boolean
}

export function zip(files: Readonly<Record<string, string | Uint8Array>> | readonly ZipFile[], options: ZipOptions = {}): Uint8Array {
  const list: readonly ZipFile[] = Array.isArray(files) ? files : Object.entries(files).map(([name, data]) => ({ name, data }))
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const file of list) {
    const { local, central } = entry(file, offset)
    bodies.push(local)
    offset += local.length
    if (!file.unlisted) directory.push(central)
  }
  const central = Buffer.concat(directory)
  const comment = Buffer.from(options.comment ?? '')
  const end = options.zip64
    ? Buffer.concat([zip64End(directory.length, central.length, offset), endRecord(0xffff, 0xffffffff, 0xffffffff, comment)])
    : endRecord(directory.length, central.length, offset, comment)
  return new Uint8Array(Buffer.concat([options.before ?? Buffer.alloc(0), ...bodies, central, end, options.after ?? Buffer.alloc(0)]))
}

function entry(file: ZipFile, offset: number): { local: Buffer; central: Buffer } {
  const data = Buffer.from(file.data)
  const name = file.rawName ? Buffer.from(file.rawName) : Buffer.from(file.name)
  const packed = Buffer.concat([file.stored ? data : deflateRawSync(data), file.tail ?? Buffer.alloc(0)])
  const flags = (file.encrypted ? 1 : 0) | (file.rawName ? 0 : 0x800) | (file.descriptor ? 8 : 0)
  const sums = Buffer.alloc(12)
  sums.writeUInt32LE(file.claim?.checksum ?? crc32(data), 0)
  sums.writeUInt32LE(packed.length, 4)
  sums.writeUInt32LE(file.claim?.size ?? data.length, 8)
  const before = words(20, flags, file.method ?? (file.stored ? 0 : 8), 0, 0x21)
  const shared = Buffer.concat([before, file.descriptor ? Buffer.alloc(12) : sums])
  const sharedCentral = Buffer.concat([before, sums])
  const comment = Buffer.from(file.comment ?? '')
  const descriptor = file.descriptor ? Buffer.concat([Buffer.from('PK\x07\x08', 'latin1'), sums]) : Buffer.alloc(0)
  const localExtra = Buffer.from(file.localExtra ?? [])
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, words(name.length, localExtra.length), name, localExtra, packed, descriptor])
  const at = Buffer.alloc(4)
  at.writeUInt32LE(file.zip64 ? 0xffffffff : offset)
  const extra = centralExtra(file, sums, offset)
  if (file.zip64) sharedCentral.fill(0xff, sharedCentral.length - 8)
  const central = Buffer.concat([
    Buffer.from('PK\x01\x02', 'latin1'), words(20), sharedCentral,
    words(name.length, extra.length, comment.length, 0, 0, 0, 0), at, name, extra, comment,
  ])
  return { local, central }
}

function centralExtra(file: ZipFile, sums: Buffer, offset: number): Buffer {
  if (!file.zip64) return Buffer.from(file.extra ?? [])
  return Buffer.concat([words(1, 24), wide(sums.readUInt32LE(8), sums.readUInt32LE(4), offset)])
}

function endRecord(count: number, size: number, offset: number, comment: Buffer): Buffer {
  const sizes = Buffer.alloc(8)
  sizes.writeUInt32LE(size, 0)
  sizes.writeUInt32LE(offset, 4)
  return Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), words(0, 0, count, count), sizes, words(comment.length), comment])
}

/** The zip64 end record and its locator (APPNOTE 4.3.14, 4.3.15). */
function zip64End(count: number, size: number, offset: number): Buffer {
  const end = Buffer.concat([
    Buffer.from('PK\x06\x06', 'latin1'), wide(44), words(45, 45, 0, 0, 0, 0), wide(count, count, size, offset),
  ])
  return Buffer.concat([end, Buffer.from('PK\x06\x07', 'latin1'), words(0, 0), wide(offset + size), words(1, 0)])
}

function wide(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(8 * values.length)
  values.forEach((value, index) => bytes.writeBigUInt64LE(BigInt(value), 8 * index))
  return bytes
}

function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length)
  values.forEach((value, index) => bytes.writeUInt16LE(value, 2 * index))
  return bytes
}
