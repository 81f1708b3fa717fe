import { inflateRawSync } from 'node:zlib'
import { zip, type ZipFile } from '../builders/zip.js'
import type { Chance } from './chance.js'

export interface Entry {
  readonly name: string
  readonly data: Buffer
}

/** The entries of a package that a builder made, by its directory. */
export function entriesOf(bytes: Buffer): Entry[] {
  const entries: Entry[] = []
  const signature = Buffer.from('PK\x01\x02', 'latin1')
  for (let at = bytes.indexOf(signature); at >= 0; at = bytes.indexOf(signature, at + 4)) {
    const nameLength = bytes.readUInt16LE(at + 28)
    const local = bytes.readUInt32LE(at + 42)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const packed = bytes.subarray(start, start + bytes.readUInt32LE(at + 20))
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    entries.push({ name, data: bytes.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed) })
  }
  return entries
}

/** Lies a package can tell of one of its entries; what is in it is still there, but where it is left out. */
export const TAMPERINGS: Readonly<Record<string, (entry: Entry, chance: Chance) => readonly ZipFile[]>> = {
  'a wrong checksum': (entry) => [{ ...entry, claim: { checksum: 1 } }],
  'a wrong size': (entry, chance) => [
    { ...entry, claim: { size: chance.pick([0, 1, entry.data.length - 1, 0x7fffffff]) } },
  ],
  'marked as encrypted': (entry) => [{ ...entry, encrypted: true }],
  'an unknown method': (entry, chance) => [{ ...entry, method: chance.pick([1, 6, 9, 12, 14, 93, 99]) }],
  'stored, said to be deflated': (entry) => [{ ...entry, stored: true, method: 8 }],
  'left out of the directory': (entry) => [{ ...entry, unlisted: true }],
  'another name': (entry, chance) => {
    const { name } = entry
    return [{ ...entry, name: chance.pick(['x', `${name}.bak`, `../${name}`, 'word/x.xml', name.toUpperCase()]) }]
  },
  'bytes after its stream': (entry) => [{ ...entry, tail: Buffer.from('tail') }],
  'there twice': (entry) => [entry, { ...entry, data: Buffer.from('<a/>') }],
  'there twice, the other first': (entry) => [{ ...entry, data: Buffer.from('<a/>') }, entry],
  'left out': () => [],
}

/** The package with one entry changed by `change`, honest about all else. */
export function repack(entries: readonly Entry[], at: number, change: readonly ZipFile[]): Buffer {
  const files =
    entries.flatMap((entry, index) => (index === at ? change : [{ ...entry, ...(index === 0 && { stored: true }) }]))
  return Buffer.from(zip(files))
}
