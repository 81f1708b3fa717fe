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
  readonly comment?: string
  readonly unlisted?: boolean
  readonly tail?: Uint8Array
  /** Streamed entries have their sizes in a descriptor after the data. */
  readonly descriptor?: boolean
}

export interface ZipOptions {
  readonly comment?: string
  readonly before?: Uint8Array
  readonly after?: Uint8Array
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
  const end = endRecord(directory.length, central.length, offset, Buffer.from(options.comment ?? ''))
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
  const shared = Buffer.concat([words(20, flags, file.method ?? (file.stored ? 0 : 8), 0, 0x21), file.descriptor ? Buffer.alloc(12) : sums])
  const sharedCentral = Buffer.concat([words(20, flags, file.method ?? (file.stored ? 0 : 8), 0, 0x21), sums])
  const comment = Buffer.from(file.comment ?? '')
  const descriptor = file.descriptor ? Buffer.concat([Buffer.from('PK\x07\x08', 'latin1'), sums]) : Buffer.alloc(0)
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, words(name.length, 0), name, packed, descriptor])
  const at = Buffer.alloc(4)
  at.writeUInt32LE(offset)
  const central = Buffer.concat([
    Buffer.from('PK\x01\x02', 'latin1'), words(20), sharedCentral, words(name.length, 0, comment.length, 0, 0, 0, 0), at, name, comment,
  ])
  return { local, central }
}

function endRecord(count: number, size: number, offset: number, comment: Buffer): Buffer {
  const sizes = Buffer.alloc(8)
  sizes.writeUInt32LE(size, 0)
  sizes.writeUInt32LE(offset, 4)
  return Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), words(0, 0, count, count), sizes, words(comment.length), comment])
}

function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length)
  values.forEach((value, index) => bytes.writeUInt16LE(value, 2 * index))
  return bytes
}
