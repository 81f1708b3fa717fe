/**
 * Builds what macOS keeps beside files: binary property lists, AppleDouble files, `.DS_Store`.
 *
 *   appleDouble({ 'com.apple.metadata:kMDItemWhereFroms': propertyList(['http://…']) }, { resourceFork: bytes })
 *   dsStore([{ name: '方案.docx', comment: '…' }])
 */

/** A list of strings and data as `bplist00`. */
export function propertyList(values: readonly (string | Uint8Array)[]): Buffer {
  const objects = [Buffer.from([0xa0 | values.length, ...values.map((_value, at) => at + 1)]), ...values.map(objectOf)]
  const offsets: number[] = []
  let at = 8
  for (const object of objects) {
    offsets.push(at)
    at += object.length
  }
  const table = Buffer.alloc(2 * offsets.length)
  offsets.forEach((offset, index) => table.writeUInt16BE(offset, 2 * index))
  const trailer = Buffer.alloc(32)
  trailer.set([2, 1], 6)
  trailer.writeUInt32BE(objects.length, 12)
  trailer.writeUInt32BE(at, 28)
  return Buffer.concat([Buffer.from('bplist00'), ...objects, table, trailer])
}

function objectOf(value: string | Uint8Array): Buffer {
  const plain = typeof value === 'string' && /^[ -~]*$/.test(value)
  const content = typeof value === 'string' ? (plain ? Buffer.from(value) : wide(value)) : Buffer.from(value)
  const kind = typeof value !== 'string' ? 0x40 : plain ? 0x50 : 0x60
  const count = kind === 0x60 ? content.length / 2 : content.length
  return Buffer.concat([Buffer.from(count < 15 ? [kind | count] : [kind | 15, 0x11, count >> 8, count & 255]), content])
}

/** With extended attributes behind the Finder info. */
export function appleDouble(attributes: Readonly<Record<string, Uint8Array>>, forks: { readonly resourceFork?: Uint8Array } = {}): Buffer {
  const names = Object.keys(attributes).map((name) => Buffer.from(`${name}\0`))
  const heads = names.map((name) => Buffer.alloc((11 + name.length + 3) & ~3))
  const start = 26 + 24 + 34 + 36
  let at = start + heads.reduce((sum, head) => sum + head.length, 0)
  const values = Object.values(attributes)
  heads.forEach((head, index) => {
    head.writeUInt32BE(at, 0)
    head.writeUInt32BE(values[index]!.length, 4)
    head[10] = names[index]!.length
    names[index]!.copy(head, 11)
    at += values[index]!.length
  })
  const block = Buffer.alloc(36)
  block.write('ATTR')
  block.writeUInt16BE(names.length, 34)
  const info = Buffer.concat([Buffer.alloc(34), block, ...heads, ...values])
  const fork = Buffer.from(forks.resourceFork ?? [])
  const header = Buffer.alloc(50)
  header.write('0005160700020000', 0, 'hex')
  header.writeUInt16BE(2, 24)
  ;[9, 50, info.length, 2, 50 + info.length, fork.length].forEach((value, index) => header.writeUInt32BE(value, 26 + 4 * index))
  return Buffer.concat([header, info, fork])
}

export interface StoredName {
  readonly name: string
  readonly comment?: string
  readonly list?: Buffer
}

export function dsStore(names: readonly StoredName[]): Buffer {
  const records = names.flatMap(({ name, comment, list }) => [
    record(name, 'Iloc', 'blob', sized(Buffer.alloc(16, 0xff), 16)),
    ...(comment === undefined ? [] : [record(name, 'cmmt', 'ustr', sized(wide(comment), comment.length))]),
    ...(list === undefined ? [] : [record(name, 'bwsp', 'blob', sized(list, list.length))]),
  ])
  const header = Buffer.alloc(36)
  header.write('0000000142756431', 0, 'hex')
  return Buffer.concat([header, ...records, Buffer.alloc(64)])
}

function record(name: string, id: string, type: string, value: Buffer): Buffer {
  return Buffer.concat([sized(wide(name), name.length), Buffer.from(id + type), value])
}

function sized(bytes: Buffer, count: number): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt32BE(count)
  return Buffer.concat([head, bytes])
}

function wide(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16()
}
