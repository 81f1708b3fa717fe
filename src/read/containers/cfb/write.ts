/** The content of a storage to be written: streams as bytes, storages as maps. */
export type Storage = ReadonlyMap<string, Uint8Array | Storage>

const SECTOR = 512
const MINI = 64
const CUTOFF = 4096
const END = 0xfffffffe
const FREE = 0xffffffff

/**
 * Writes a storage as a compound file ([MS-CFB] version 3), so that an embedded object can be read as a document. Cost:
 * linear; the sum of the streams must stay below 2 GiB.
 */
export function writeCompound(root: Storage): Buffer {
  const entries = flatten(root)
  const mini = Buffer.concat(entries.filter(isMini).map(({ bytes }) => padded(bytes!, MINI)))
  const miniTable = chains(entries.filter(isMini).map((entry) => entry.bytes!.length), MINI)
  const own = entries.filter((entry) => entry.bytes && !isMini(entry)).map((entry) => entry.bytes!)
  const streams = [...own, mini, miniTable.table]
  const directory = Buffer.alloc(Math.ceil(entries.length / 4) * SECTOR)
  const large = chains([...streams.map((bytes) => bytes.length), directory.length], SECTOR)
  const starts = { mini: miniTable.starts.values(), large: large.starts.values() }
  for (const entry of entries) {
    if (!entry.bytes) continue
    if (isMini(entry)) entry.start = starts.mini.next().value!
    else if (entry.bytes.length > 0) entry.start = starts.large.next().value!
    else starts.large.next()
  }
  const tail = [...large.starts].slice(-3) as [number, number, number]
  entries[0]!.start = mini.length === 0 ? END : tail[0]
  entries.forEach((entry, at) => {
    writeEntry(directory, at * 128, entry, entry === entries[0] ? mini.length : entry.bytes?.length ?? 0)
  })
  return assemble([...streams, directory], large.table, {
    directory: tail[2],
    miniTable: miniTable.table.length === 0 ? END : tail[1],
  })
}

interface Entry {
  readonly name: string
  readonly type: number
  readonly bytes?: Uint8Array
  left: number
  right: number
  child: number
  start: number
}

function isMini(entry: Entry): boolean {
  return entry.bytes !== undefined && entry.bytes.length > 0 && entry.bytes.length < CUTOFF
}

function flatten(root: Storage): Entry[] {
  const entries: Entry[] = [{ name: 'Root Entry', type: 5, left: FREE, right: FREE, child: FREE, start: 0 }]
  const add = (storage: Storage): number => {
    const sorted = [...storage].sort(([one], [other]) =>
      one.length - other.length || (one.toUpperCase() < other.toUpperCase() ? -1 : 1))
    return balance(sorted.map(([name, content]) => {
      const index = entries.length
      const leaf = { name: name.slice(0, 31), left: FREE, right: FREE, child: FREE, start: END }
      if (content instanceof Uint8Array) entries.push({ ...leaf, type: 2, bytes: content })
      else {
        entries.push({ ...leaf, type: 1, start: 0 })
        entries[index]!.child = add(content)
      }
      return index
    }), entries)
  }
  entries[0]!.child = add(root)
  return entries
}

/** Links sorted entries into a binary tree and returns its root. */
function balance(indexes: readonly number[], entries: readonly Entry[]): number {
  if (indexes.length === 0) return FREE
  const middle = indexes.length >> 1
  const entry = entries[indexes[middle]!]!
  entry.left = balance(indexes.slice(0, middle), entries)
  entry.right = balance(indexes.slice(middle + 1), entries)
  return indexes[middle]!
}

/** A table of chains of consecutive units, one chain for each length, and the first unit of each. */
function chains(lengths: readonly number[], unit: number): { table: Buffer; starts: readonly number[] } {
  const links: number[] = []
  const starts = lengths.map((length) => {
    const start = links.length
    const count = Math.ceil(length / unit)
    for (let at = 1; at <= count; at++) links.push(at === count ? END : start + at)
    return start
  })
  const table = Buffer.alloc(Math.ceil((4 * links.length) / SECTOR) * SECTOR, 0xff)
  links.forEach((link, at) => table.writeUInt32LE(link, 4 * at))
  return { table, starts }
}

function writeEntry(directory: Buffer, at: number, entry: Entry, size: number): void {
  directory.write(entry.name, at, 'utf16le')
  directory.writeUInt16LE(2 * entry.name.length + 2, at + 64)
  directory[at + 66] = entry.type
  directory[at + 67] = 1
  const links = [[68, entry.left], [72, entry.right], [76, entry.child], [116, entry.start], [120, size]] as const
  for (const [offset, value] of links) {
    directory.writeUInt32LE(value, at + offset)
  }
}

/**
 * Header, streams, then the sector table. The table lists its own sectors too, and those that list its sectors.
 */
function assemble(streams: readonly Uint8Array[], table: Buffer, at: { directory: number; miniTable: number }): Buffer {
  const body = Buffer.concat(streams.map((bytes) => padded(bytes, SECTOR)))
  const used = body.length / SECTOR
  let tables = 0
  let lists = 0
  for (let settled = false; !settled;) {
    const wanted = Math.ceil((used + tables + lists) / 128)
    const listed = Math.max(0, Math.ceil((wanted - 109) / 127))
    settled = wanted === tables && listed === lists
    tables = wanted
    lists = listed
  }
  const links = Buffer.alloc(tables * SECTOR, 0xff)
  table.copy(links)
  for (let slot = 0; slot < tables; slot++) links.writeUInt32LE(0xfffffffd, 4 * (used + slot))
  for (let slot = 0; slot < lists; slot++) links.writeUInt32LE(0xfffffffc, 4 * (used + tables + slot))
  return Buffer.concat([header(at, used, tables, lists), body, links, listSectors(used, tables, lists)])
}

function header(at: { directory: number; miniTable: number }, used: number, tables: number, lists: number): Buffer {
  const bytes = Buffer.alloc(SECTOR)
  bytes.write('d0cf11e0a1b11ae1', 'hex')
  const versions = [[24, 0x3e], [26, 3], [28, 0xfffe], [30, 9], [32, 6]] as const
  for (const [offset, value] of versions) bytes.writeUInt16LE(value, offset)
  const first = lists === 0 ? END : used + tables
  const words = [[44, tables], [48, at.directory], [56, CUTOFF], [60, at.miniTable], [68, first], [72, lists]] as const
  for (const [offset, value] of words) bytes.writeUInt32LE(value, offset)
  for (let slot = 0; slot < 109; slot++) bytes.writeUInt32LE(slot < tables ? used + slot : FREE, 76 + 4 * slot)
  return bytes
}

function listSectors(used: number, tables: number, lists: number): Buffer {
  const bytes = Buffer.alloc(lists * SECTOR, 0xff)
  for (let slot = 109; slot < tables; slot++) {
    const list = Math.floor((slot - 109) / 127)
    bytes.writeUInt32LE(used + slot, list * SECTOR + 4 * ((slot - 109) % 127))
  }
  for (let list = 0; list < lists; list++) {
    bytes.writeUInt32LE(list + 1 < lists ? used + tables + list + 1 : END, (list + 1) * SECTOR - 4)
  }
  return bytes
}

function padded(bytes: Uint8Array, unit: number): Buffer {
  const whole = Buffer.alloc(Math.ceil(bytes.length / unit) * unit)
  whole.set(bytes)
  return whole
}
