import { binaries } from '../../fuzz/fixtures.js'
import { compound, type Streams } from '../../builders/compound.js'
import { openCompound } from '../../../src/read/containers/cfb/file.js'
import { LIMITS } from '../../../src/model/index.js'
import { Budget } from '../../../src/read/budget.js'
import type { CompoundEntry } from '../../../src/read/containers/cfb/directory.js'
import type { Host, Insertion } from './region.js'

const SECTOR = 512
const ENTRY = 128

/** Compound files: doc, xls, ppt, msg. */
export function compoundHosts(): Host[] {
  return binaries().map(({ name, bytes }) => {
    const streams = streamsOf(bytes)
    return { name, bytes, regions: { ...sectorRegions(bytes), ...streamRegions(streams), ...nameRegions(streams) } }
  })
}

function streamsOf(bytes: Buffer): Streams {
  const opened = openCompound(bytes, new Budget(LIMITS))!
  const contentOf = (entry: CompoundEntry): Uint8Array | Streams => (entry.storage
    ? Object.fromEntries(entry.children.map((child) => [child.name, contentOf(child)]))
    : opened.read(entry)!)
  return contentOf(opened.root) as Streams
}

function sectorRegions(bytes: Buffer): Record<string, Insertion> {
  const directory = (bytes.readUInt32LE(48) + 1) * SECTOR
  const fat = (bytes.readUInt32LE(76) + 1) * SECTOR
  const entries: number[] = []
  for (let at = directory; at + ENTRY <= directory + SECTOR; at += ENTRY) entries.push(at)
  const used = entries.find((at) => bytes[at + 66] === 2)!
  const overwritten = (at: number, payload: Buffer, room: number): Buffer | undefined => {
    if (payload.length > room) return undefined
    const copy = Buffer.from(bytes)
    payload.copy(copy, at)
    return copy
  }
  return {
    'before the header': (payload) => Buffer.concat([payload, bytes]),
    'behind the last sector': (payload) => Buffer.concat([bytes, payload]),
    'in a free sector at the end': (payload) => Buffer.concat([bytes, sectors(payload)]),
    'in the unused list of the header': (payload) => overwritten(76 + 4 * 8, payload, 400),
    'behind the name of an entry': (payload) => overwritten(used + 64 - 30, payload, 30),
    'in the class identifier of an entry': (payload) => overwritten(used + 80, payload, 16),
    'in a free entry of the directory': (payload) => {
      const grown = withDirectorySector(bytes, payload, 0)
      return payload.length > 60 ? undefined : grown
    },
    'in an entry that is in no tree': (payload) => withDirectorySector(bytes, payload, 2),
    'in the unused part of the sector table': (payload) => overwritten(fat + SECTOR - 400, payload, 400),
  }
}

function sectors(payload: Buffer): Buffer {
  return Buffer.concat([payload, Buffer.alloc((SECTOR - (payload.length % SECTOR)) % SECTOR)])
}

/** A stream of sectors at the end whose entry, of this type, the payload is in or belongs to, in a free entry. */
function withDirectorySector(bytes: Buffer, payload: Buffer, type: number): Buffer | undefined {
  const start = (bytes.readUInt32LE(48) + 1) * SECTOR
  const file = Buffer.concat([bytes, sectors(payload)])
  for (let at = start; at + ENTRY <= start + SECTOR; at += ENTRY) {
    if (file[at + 66] !== 0) continue
    if (type === 0) payload.copy(file, at)
    else {
      Buffer.from('orphan', 'utf16le').copy(file, at)
      file.writeUInt16LE(14, at + 64)
      file[at + 66] = type
      for (const link of [68, 72, 76]) file.writeUInt32LE(0xffffffff, at + link)
      file.writeUInt32LE((bytes.length - SECTOR) / SECTOR, at + 116)
      file.writeUInt32LE(Math.max(4096, payload.length), at + 120)
    }
    return file
  }
  return undefined
}

function streamRegions(streams: Streams): Record<string, Insertion> {
  return Object.fromEntries(Object.entries(streams).flatMap(([name, content]): [string, Insertion][] => {
    if (!(content instanceof Uint8Array)) return []
    const put = (data: Uint8Array): Buffer => compound({ ...streams, [name]: data })
    const shown = JSON.stringify(name)
    return [
      [`behind the content of ${shown}`, (payload) => put(Buffer.concat([content, payload]))],
      [`behind zeros after the content of ${shown}`, (payload) => put(Buffer.concat([content, Buffer.alloc(64), payload]))],
      [`instead of ${shown}`, (payload) => put(payload)],
    ]
  }))
}

function nameRegions(streams: Streams): Record<string, Insertion> {
  const roots = NAMES.filter((name) => !(name in streams))
  return Object.fromEntries([
    ...roots.map((name): [string, Insertion] =>
      [`in a stream ${JSON.stringify(name)}`, (payload) => compound({ ...streams, [name]: payload })]),
    ...STORAGES.flatMap(([storage, name]): [string, Insertion][] => (storage in streams ? [] : [
      [`in a stream ${JSON.stringify(`${storage}/${name}`)}`,
        (payload) => compound({ ...streams, [storage]: { [name]: payload } })],
    ])),
  ])
}

const NAMES = ['x', '\x01CompObj', '\x01Ole', '\x03ObjInfo', '\x03LinkInfo', '\x03PRINT', '\x03OCXNAME', '\x01Ole10Native',
  '\x02OlePres000', '\x05SummaryInformation', '\x05DocumentSummaryInformation', 'Current User', 'Data', '0Table', '1Table',
  'Pictures', 'PROJECT', 'PROJECTwm', 'PROJECTlk', 'WpsCustomData', 'ETExtData', 'Equation Native', 'CONTENTS', 'Package',
  'Props', 'Ctls', '\x09DRMContent', 'EncryptedSummary', 'EncryptedPackage', 'Revision Log', 'User Names', 'XCB',
  'VisioDocument', 'EPRINT', '__nameid_version1.0', '__substg1.0_80010102', '__substg1.0_8002001E', '__substg1.0_3FFB0102',
  '__substg1.0_300B0102', '__substg1.0_00020102', '__substg1.0_10090102', '\x06DataSpaces', 'MsoDataStore', 'SlideShow',
  '\x05HwpSummaryInformation', '\x01CompObjExt', 'Header', 'Text_Content', 'PP40', 'Book', 'dir']

const STORAGES: readonly (readonly [string, string])[] = [
  ['VBA', 'dir'], ['VBA', 'Module1'], ['VBA', '_VBA_PROJECT'], ['VBA', '__SRP_0'], ['Macros', 'PROJECT'],
  ['_VBA_PROJECT_CUR', 'PROJECT'], ['ObjectPool', 'x'], ['MBD00001234', '\x01CompObj'], ['MBD00001234', '\x01Ole'],
  ['MsoDataStore', 'Item'], ['__attach_version1.0_#00000009', '__substg1.0_37010102'],
  ['__recip_version1.0_#00000009', '__properties_version1.0'], ['__nameid_version1.0', '__substg1.0_00030102'],
  ['__nameid_version1.0', '__substg1.0_00040102'], ['__nameid_version1.0', '__substg1.0_10010102'],
  ['\x06DataSpaces', 'Version'], ['_xmlsignatures', '1'], ['_signatures', 'x'], ['x', 'y'],
]
