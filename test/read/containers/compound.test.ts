import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../../src/model/index.js'
import { Budget } from '../../../src/read/budget.js'
import { openCompound, type CompoundEntry } from '../../../src/read/containers/cfb/file.js'
import { unpackVba } from '../../../src/read/containers/compound/vba.js'
import { compoundFormat } from '../../../src/read/sniff/compound.js'
import { compound, properties, type Streams } from '../../builders/compound.js'
import { doc } from '../../builders/doc.js'
import { ppt } from '../../builders/ppt.js'
import { xls } from '../../builders/xls.js'
import { brokenBlocks, reading } from '../reading.js'

function open(bytes: Uint8Array) {
  return openCompound(bytes, new Budget(LIMITS))!
}

function contents(file: ReturnType<typeof open>): Record<string, string> {
  const found: Record<string, string> = {}
  const walk = (entry: CompoundEntry): void => {
    if (!entry.storage) found[entry.path] = Buffer.from(file.read(entry) ?? []).toString('hex')
    entry.children.forEach(walk)
  }
  walk(file.root)
  return found
}

describe('openCompound', () => {
  it('reads what was written, small streams and large, in storages in storages', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', 'C', '甲', '7'), minLength: 1, maxLength: 8 })
    const sizes = fc.constantFrom(0, 1, 63, 64, 65, 511, 512, 4095, 4096, 4097, 9000)
    fc.assert(fc.property(fc.dictionary(name, sizes, { maxKeys: 12 }), fc.dictionary(name, sizes, { maxKeys: 4 }), (root, inner) => {
      const make = (of: Record<string, number>): Record<string, Uint8Array> => Object.fromEntries(Object.entries(of).map(([key, size]) => [key, Buffer.alloc(size, key)]))
      const streams: Streams = { ...make(root), storage: make(inner) }
      const file = open(compound(streams))
      const wanted = [...Object.entries(make(root)), ...Object.entries(make(inner)).map(([key, bytes]) => [`storage/${key}`, bytes] as const)]
      expect(contents(file)).toEqual(Object.fromEntries(wanted.map(([key, bytes]) => [key, Buffer.from(bytes).toString('hex')])))
      expect(file.gaps).toEqual([])
      expect(file.unused()).toEqual({ bytes: Buffer.alloc(0), unexplained: false })
    }), { numRuns: 60 })
  })

  it('reads a file whose sector table is listed outside the header', () => {
    const big = Buffer.alloc(8_000_000, 'abcdefg')
    const file = open(compound({ big, small: Buffer.from('x') }))
    expect(contents(file)).toEqual({ big: big.toString('hex'), small: '78' })
    expect(file.unused()).toEqual({ bytes: Buffer.alloc(0), unexplained: false })
  })

  it('is what the sniffer takes it for', () => {
    expect([doc({}), xls({ sheets: [] }), ppt({ slides: [] }), compound({ a: Buffer.from('b') })].map(compoundFormat)).toEqual(['doc', 'xls', 'ppt', 'cfb'])
  })

  it('reads a stream of ASCII unchanged, under any name', async () => {
    const { parts, gaps } = await reading('a.bin', compound({ Sh33tJ5: Buffer.from('7262 SECRET') }))
    expect(gaps).toEqual([])
    expect(parts.map(({ text }) => text)).toContain('7262 SECRET')
  })

  it('lists streams that no tree leads to', () => {
    const bytes = compound({ a: Buffer.from('hidden') })
    const directory = 512 * (bytes.readUInt32LE(48) + 1)
    bytes.writeUInt32LE(0xffffffff, directory + 76)
    expect(contents(open(bytes))).toEqual({ a: Buffer.from('hidden').toString('hex') })
  })

  it('ends in a chain that loops, and says that bytes are missing', () => {
    const bytes = compound({ a: Buffer.alloc(20_000, 1) })
    const table = 512 * (bytes.readUInt32LE(76) + 1)
    bytes.writeUInt32LE(0xfffffffe, table)
    const file = open(bytes)
    expect(file.read(file.root.children[0]!)).toHaveLength(512)
    expect(file.gaps.map(({ reason }) => reason)).toEqual(['damaged'])
  })

  it('gives the bytes that nothing holds', () => {
    const file = open(Buffer.concat([compound({}), Buffer.alloc(600, 'z')]))
    const { bytes, unexplained: strange } = file.unused()
    expect([bytes.toString().includes('z'.repeat(600)), strange]).toEqual([true, true])
  })

  it('does not call a table or a directory of an earlier save strange', () => {
    const table = Buffer.alloc(512, 0xff)
    table.writeUInt32LE(2)
    const directory = Buffer.alloc(512)
    directory.write('Root Entry', 0, 'utf16le')
    directory[64] = 22
    directory[66] = 5
    expect(open(Buffer.concat([compound({}), table, directory])).unused().unexplained).toBe(false)
    directory.write('机密', 30, 'utf16le')
    expect(open(Buffer.concat([compound({}), table, directory])).unused().unexplained).toBe(true)
  })

  it('takes unused bytes for a gap only where they hold text or a file', async () => {
    const noise = Buffer.from(Array.from({ length: 600 }, (_, at) => (at * 7) % 31))
    const reasons = async (unused: Buffer): Promise<string[]> =>
      (await reading('a.bin', Buffer.concat([compound({ a: Buffer.from('plain') }), unused]))).gaps.map(({ reason }) => reason)
    expect(await reasons(noise)).toEqual([])
    expect(await reasons(Buffer.concat([noise, Buffer.from('机密文件的内容', 'utf16le'), noise]))).toEqual(['partly-unreadable'])
    expect(await reasons(Buffer.concat([noise, Buffer.from('89504e470d0a1a0a', 'hex'), noise]))).toEqual(['partly-unreadable'])
  })

  it('reads the characters of an equation', async () => {
    const header = Buffer.alloc(28)
    header.writeUInt16LE(28)
    const character = (letter: string): Buffer => Buffer.concat([Buffer.of(2, 0x88), Buffer.from(letter, 'utf16le')])
    const version3 = Buffer.concat([header, Buffer.of(3, 1, 1, 3, 10, 1, 0), ...[...'密级'].map(character), Buffer.of(0, 0)])
    const version5 = Buffer.concat([header, Buffer.of(5, 1, 0, 5, 0), ...[...'密级'].map((each) => Buffer.concat([Buffer.of(2, 0, 0x88), Buffer.from(each, 'utf16le')]))])
    for (const stream of [version3, version5]) {
      const { parts, gaps } = await reading('a.bin', compound({ 'Equation Native': stream }))
      expect([gaps, parts.some(({ text }) => text === '密级')]).toEqual([[], true])
    }
    const { gaps } = await reading('a.bin', compound({ 'Equation Native': Buffer.alloc(40, 1) }))
    expect(gaps).toHaveLength(1)
  })

  it('does not read the same bytes for many streams', () => {
    const bytes = compound({ a: Buffer.alloc(9000, 1), b: Buffer.alloc(9000), c: Buffer.alloc(9000), d: Buffer.alloc(9000) })
    const directory = 512 * (bytes.readUInt32LE(48) + 1)
    for (let at = 1; at <= 4; at++) bytes.writeUInt32LE(30_000, directory + 128 * at + 120)
    const file = open(bytes)
    contents(file)
    expect(file.gaps.map(({ args }) => args?.detail)).toContain('shared-sectors')
  })

  it('takes no more than the budget grants, however many streams share their bytes', async () => {
    const { gaps } = await reading('a.doc', compound({ a: Buffer.alloc(9000, 1), b: Buffer.alloc(9000, 2) }), { inflatedBytes: 10_000 })
    expect(gaps.map(({ reason }) => reason)).toContain('limit-exceeded')
  })
})

describe('unpackVba', () => {
  it('unpacks literals and copies', () => {
    const packed = Buffer.from([1, 0x05, 0xb0, 0x08, 0x61, 0x62, 0x63, 0x03, 0x20])
    expect(unpackVba(packed, 100)?.toString()).toBe('abcabcabc')
  })

  it('never throws and never gives more than its bound', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(unpackVba(Buffer.from([1, ...bytes]), 5000)?.length ?? 0).toBeLessThanOrEqual(5000)
    }))
  })
})

const SEEDS: readonly (readonly [name: string, bytes: Buffer])[] = [
  ['doc', doc({
    body: ['甲', [{ text: '乙', deleted: true }, '丙'], { cells: ['丁', '戊'] }, '\x13 LINK \x14己\x15'], footnotes: ['注'], header: '眉', comments: ['批'],
    bookmarks: ['签'], lettering: '水印', streams: { '\x05SummaryInformation': properties([{ id: 'summary', values: { 2: '题' } }, { id: 'custom', values: { 密级: '无' } }]) },
  })],
  ['xls', xls({ sheets: [{ name: '表', rows: [['甲', 1, { packed: 3 }, { formula: 'x', value: '乙' }]], notes: { A1: ['某', '批'] }, textboxes: ['框'], header: '眉' }], names: ['名'], breakStrings: 5 })],
  ['ppt', ppt({ slides: [{ text: '甲', notes: '乙', comment: ['某', '批'], description: '图' }, { outline: '丙', hidden: true }], master: '母', earlier: ['旧'], objects: [compound({ a: Buffer.from('b') })] })],
]

describe('a mutated file', () => {
  it.each(SEEDS)('of kind %s crashes no reader and breaks no part', async (name, seed) => {
    const change = fc.tuple(fc.nat(seed.length - 1), fc.constantFrom(0, 1, 0x7f, 0x80, 0xfe, 0xff, 0x10))
    await fc.assert(fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), fc.nat(seed.length), async (changes, length) => {
      const bytes = Buffer.from(length % 3 === 0 ? seed.subarray(0, Math.max(600, length)) : seed)
      for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
      const { parts, gaps } = await reading(`a.${name}`, bytes)
      expect(gaps.map(({ reason }) => reason)).not.toContain('reader-crashed')
      expect(brokenBlocks(parts)).toEqual([])
    }), { numRuns: 400 })
  })
})
