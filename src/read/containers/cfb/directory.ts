import { isUtf8 } from 'node:buffer'
import { ENTRY, Sectors } from './sectors.js'

/** One entry of a compound file's directory. */
export interface CompoundEntry {
  /** As stored, with control characters: `\x05SummaryInformation`. */
  readonly name: string
  /** Names of its storages and its own, joined by `/`, without control characters. */
  readonly path: string
  readonly storage: boolean
  readonly start: number
  readonly size: number
  /** Entries of a storage. Those that are in no tree are listed under the root. */
  readonly children: readonly CompoundEntry[]
}

/** The directory of a compound file, before any stream is read. */
export interface Directory {
  readonly root: CompoundEntry
  readonly sectors: Sectors
  /** False where the chain of the directory's sectors is broken. */
  readonly whole: boolean
  /** What stands behind the names of entries, and identifiers of classes that are text. */
  readonly remarks: readonly Buffer[]
}

/** Deepest nesting of storages; deeper entries are listed under the root. Office nests fewer than 8. */
const DEPTH = 32
const SIGNATURE = 'd0cf11e0a1b11ae1'

/**
 * Lists every entry of a compound file's directory ([MS-CFB] 2.6). `take` is called before each entry; where it returns
 * false, the list ends. Undefined: there is no directory. Cost: linear in the sector table and the directory.
 */
export function readDirectory(bytes: Uint8Array, take: () => boolean): Directory | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (file.length < 512 || file.subarray(0, 8).toString('hex') !== SIGNATURE) return undefined
  const sectors = new Sectors(file)
  const { bytes: directory, whole } = sectors.chain(file.readUInt32LE(48))
  const entries = directoryEntries(directory, take)
  return entries[0]?.type === 5 ? { root: treeOf(entries), sectors, whole, remarks: remarksOf(directory) } : undefined
}

interface RawEntry {
  readonly name: string
  /** 1 storage, 2 stream, 5 root; 0 free. */
  readonly type: number
  readonly left: number
  readonly right: number
  readonly child: number
  readonly start: number
  readonly size: number
}

function directoryEntries(directory: Buffer, take: () => boolean): RawEntry[] {
  const entries: RawEntry[] = []
  for (let at = 0; at + ENTRY <= directory.length; at += ENTRY) {
    const raw = directory.subarray(at, at + ENTRY)
    if (raw[66] !== 0 && !take()) break
    const length = Math.min(64, raw.readUInt16LE(64))
    entries.push({
      name: raw.subarray(0, Math.max(0, length - 2)).toString('utf16le'),
      type: raw[66]!,
      left: raw.readUInt32LE(68),
      right: raw.readUInt32LE(72),
      child: raw.readUInt32LE(76),
      start: raw.readUInt32LE(116),
      size: raw.readUInt32LE(120),
    })
  }
  return entries
}

/** Names end at their length, and streams have no class ([MS-CFB] 2.6.1); identifiers of classes are no text. */
function remarksOf(directory: Buffer): Buffer[] {
  const found: Buffer[] = []
  for (let at = 0; at + ENTRY <= directory.length; at += ENTRY) {
    const raw = directory.subarray(at, at + ENTRY)
    const identifier = raw.subarray(80, 96)
    if (raw[66] === 0) continue
    found.push(raw.subarray(Math.min(64, raw.readUInt16LE(64)), 64))
    if (raw[66] === 2 || isUtf8(identifier)) found.push(identifier)
  }
  return found.filter((bytes) => bytes.some((byte) => byte !== 0))
}

/** The tree of entries. Each is listed once, even if several links lead to it. */
function treeOf(raw: readonly RawEntry[]): CompoundEntry {
  const seen = new Set([0])
  const children: CompoundEntry[] = []
  const root: CompoundEntry = { ...named(raw[0]!, ''), storage: true, path: '', children }
  const pending: { index: number; into: CompoundEntry[]; prefix: string; depth: number }[] = [
    { index: raw[0]!.child, into: children, prefix: '', depth: 0 },
  ]
  const follow = (): void => {
    for (let next = pending.pop(); next; next = pending.pop()) {
      const { index, into, prefix, depth } = next
      const entry = raw[index]
      if (!entry || entry.type === 0 || seen.has(index)) continue
      seen.add(index)
      const own: CompoundEntry[] = []
      const made = { ...named(entry, prefix), children: own }
      into.push(made)
      pending.push({ ...next, index: entry.right }, { ...next, index: entry.left })
      if (!made.storage) continue
      const within = depth < DEPTH
        ? { into: own, prefix: `${made.path}/`, depth: depth + 1 }
        : { into: children, prefix: '', depth: 0 }
      pending.push({ index: entry.child, ...within })
    }
  }
  follow()
  raw.forEach((_entry, index) => {
    pending.push({ index, into: children, prefix: '', depth: 0 })
    follow()
  })
  return root
}

function named(entry: RawEntry, prefix: string): Omit<CompoundEntry, 'children'> {
  const plain = entry.name.replace(/[\0-\x1f/\\]/g, '')
  return {
    name: entry.name,
    path: prefix + plain,
    storage: entry.type !== 2,
    start: entry.start,
    size: entry.type === 2 ? entry.size : 0,
  }
}
