import { gzipSync } from 'node:zlib'
import { pack } from '../../builders/seven-zip.js'
import { tar } from '../../builders/tar.js'
import { archives, texts } from '../../fuzz/fixtures.js'
import { inserted, type Host, type Insertion } from './region.js'

/** Archives other than zip, and text formats: before, behind and between what they hold. */
export async function archiveHosts(): Promise<Host[]> {
  const hosts = [...await archives(), ...texts().filter(({ name }) => !/\.(rtf|eml|mbox)$/.test(name))]
  return Promise.all(hosts.map(async ({ name, bytes }) => ({
    name, bytes,
    regions: {
      'before the file': (payload: Buffer) => Buffer.concat([payload, bytes]),
      'behind the file': (payload: Buffer) => Buffer.concat([bytes, payload]),
      'behind zeros after the file': (payload: Buffer) => Buffer.concat([bytes, Buffer.alloc(600), payload]),
      'in the middle': (payload: Buffer) => inserted(bytes, middleOf(bytes), payload),
      ...(name.endsWith('.tar') ? tarRegions() : name.endsWith('.gz') ? gzipRegions() : {}),
      ...(name.endsWith('.7z') ? await sevenZipRegions() : {}),
    },
  })))
}

/** The end of a line in the middle, or the middle of one: a character of a text is not divided. */
function middleOf(bytes: Buffer): number {
  const half = bytes.length >> 1
  return bytes.indexOf('\n', half) + 1 || half
}

function tarRegions(): Record<string, Insertion> {
  const files = [{ name: 'a.txt', data: '正文' }]
  const found: Record<string, Insertion> = {
    'in the padding of a file': (payload) => {
      const whole = tar(files)
      payload.copy(whole, 512 + 100, 0, 400)
      return payload.length <= 400 ? whole : undefined
    },
    'behind the end marks': (payload) => Buffer.concat([tar(files), payload]),
  }
  for (const type of ['0', '1', '5', '7', 'L', 'K', 'x', 'g', 'V', 'M', 'S', 'A', 'X', 'D', 'N', 'I']) {
    found[`in an entry of type ${type}`] = (payload) => tar([...files, { name: 'x', data: payload, type }])
    found[`before a file in an entry of type ${type}`] = (payload) => tar([{ name: 'x', data: payload, type }, ...files])
  }
  return found
}

function gzipRegions(): Record<string, Insertion> {
  const plain = gzipSync('正文')
  const withField = (flag: number, field: Buffer): Buffer => {
    const head = Buffer.from(plain.subarray(0, 10))
    head[3] = flag
    return Buffer.concat([head, field, plain.subarray(10)])
  }
  return {
    'in the extra field': (payload) => {
      const head = Buffer.from([0, 0, 0x41, 0x42, 0, 0])
      head.writeUInt16LE(payload.length + 4, 0)
      head.writeUInt16LE(payload.length, 4)
      return withField(4, Buffer.concat([head, payload]))
    },
    'in the name': (payload) => (payload.includes(0) ? undefined : withField(8, Buffer.concat([payload, Buffer.of(0)]))),
    'in the comment': (payload) => (payload.includes(0) ? undefined : withField(16, Buffer.concat([payload, Buffer.of(0)]))),
    'in a second member': (payload) => Buffer.concat([plain, gzipSync(payload)]),
  }
}

async function sevenZipRegions(): Promise<Record<string, Insertion>> {
  const whole = Buffer.from(await pack('7z', { 'a.txt': '正文' }))
  return {
    'between the head and the streams': (payload) => inserted(whole, 32, payload),
    'before the header of the end': (payload) => {
      const file = inserted(whole, 32 + whole.readUInt32LE(12), payload)
      file.writeUInt32LE(file.readUInt32LE(12) + payload.length, 12)
      return file
    },
  }
}
