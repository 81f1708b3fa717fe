import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LIMITS, type Limits } from '../../../src/model/index.js'
import { Budget } from '../../../src/read/budget.js'
import { openZip } from '../../../src/read/containers/zip/zip.js'
import { zip, type ZipFile, type ZipOptions } from '../../builders/zip.js'

async function open(bytes: Uint8Array, limits: Partial<Limits> = {}) {
  const budget = new Budget({ ...LIMITS, ...limits })
  const archive = openZip(bytes, budget)
  const texts = archive.entries.map((entry) => {
    const inflated = archive.read(entry)
    return inflated && new TextDecoder().decode(inflated)
  })
  return { names: archive.entries.map(({ name }) => name), texts, gaps: [...archive.gaps, ...budget.gaps] }
}

const GBK = Uint8Array.from([0xbb, 0xfa, 0xc3, 0xdc, 0x2e, 0x74, 0x78, 0x74])
const JUNK = new TextEncoder().encode('junk 机密 junk')
const ONE: ZipFile = { name: 'a.txt', data: 'text' }

const HONEST: readonly (readonly [name: string, files: readonly ZipFile[], names: readonly string[]])[] = [
  ['deflated', [ONE], ['a.txt']],
  ['stored', [{ ...ONE, stored: true }], ['a.txt']],
  ['streamed with a descriptor', [{ ...ONE, descriptor: true }, { ...ONE, name: 'b.txt', descriptor: true }], ['a.txt', 'b.txt']],
  ['named in UTF-8', [{ ...ONE, name: '机密.txt' }], ['机密.txt']],
  ['named in GBK', [{ ...ONE, rawName: GBK }], ['机密.txt']],
  ['named with backslashes', [{ ...ONE, name: '\\x\\a.txt' }], ['x/a.txt']],
  ['with sizes in a zip64 field', [{ ...ONE, zip64: true }, { ...ONE, name: 'b.txt', zip64: true }], ['a.txt', 'b.txt']],
  ['named outside its folder', [{ ...ONE, name: '../a.txt' }], ['../a.txt']],
]

describe('openZip reads an entry', () => {
  for (const [name, files, names] of HONEST) {
    it(name, async () => {
      expect(await open(zip(files))).toEqual({ names, texts: names.map(() => 'text'), gaps: [] })
    })
  }
})

const AMISS: readonly (readonly [
  name: string, files: readonly ZipFile[], options: ZipOptions, texts: readonly (string | undefined)[], gap: object,
])[] = [
  ['an encrypted entry', [{ ...ONE, encrypted: true }], {}, [undefined], { piece: 'a.txt', reason: 'encrypted' }],
  ['an unknown method', [{ ...ONE, method: 14 }], {}, [undefined], { piece: 'a.txt', reason: 'part-not-supported' }],
  ['a size too small', [{ ...ONE, claim: { size: 2 } }], {}, ['text'], { piece: 'a.txt', reason: 'damaged' }],
  ['a size too large', [{ ...ONE, claim: { size: 9 } }], {}, ['text'], { piece: 'a.txt', reason: 'damaged' }],
  ['a wrong checksum', [{ ...ONE, claim: { checksum: 1 } }], {}, ['text'], { piece: 'a.txt', reason: 'damaged' }],
  ['bytes after a deflate stream', [{ ...ONE, tail: JUNK }], {}, ['text'], { piece: 'a.txt', reason: 'damaged' }],
  ['a name twice', [ONE, { ...ONE, data: 'other' }], {}, ['text', 'other'], { piece: 'a.txt', reason: 'damaged' }],
  ['bytes before the archive', [ONE], { before: JUNK }, ['text'], { piece: '', reason: 'part-not-supported' }],
  ['bytes after the archive', [ONE], { after: JUNK }, ['text'], { piece: '', reason: 'part-not-supported' }],
  ['an entry that the directory leaves out', [ONE, { ...ONE, name: 'b', unlisted: true }], {}, ['text'], { piece: '', reason: 'part-not-supported' }],
]

describe('openZip', () => {
  it('reads a directory that a zip64 end record points at', async () => {
    expect(await open(zip([ONE, { ...ONE, name: 'b.txt', zip64: true }], { zip64: true })))
      .toEqual({ names: ['a.txt', 'b.txt'], texts: ['text', 'text'], gaps: [] })
  })

  it('keeps the entries before the record where a directory breaks off, and has a gap for the rest', async () => {
    const bytes = Buffer.from(zip([ONE, { ...ONE, name: 'b.txt' }]))
    bytes.writeUInt32LE(0, bytes.lastIndexOf('PK\x01\x02', undefined, 'latin1'))
    const { names, gaps } = await open(bytes)
    expect(names).toEqual(['a.txt'])
    expect(gaps).toContainEqual({ piece: '', reason: 'damaged', args: { detail: 'directory' } })
  })
})

describe('openZip has a gap for', () => {
  for (const [name, files, options, texts, gap] of AMISS) {
    it(name, async () => {
      const opened = await open(zip(files, options))
      expect(opened.texts).toEqual(texts)
      expect(opened.gaps).toHaveLength(1)
      expect(opened.gaps[0]).toMatchObject(gap)
    })
  }

  it.each([
    ['entryBytes', { entryBytes: 100 }],
    ['inflatedBytes', { inflatedBytes: 100 }],
  ])('an entry beyond %s', async (limit, limits) => {
    const { texts, gaps } = await open(zip({ a: 'x'.repeat(1000) }), limits)
    expect(texts).toEqual([undefined])
    expect(gaps).toMatchObject([{ piece: 'a', reason: 'limit-exceeded', args: { limit } }])
  })

  it('an entry that inflates too well', async () => {
    const { texts, gaps } = await open(zip({ a: new Uint8Array(8 << 20) }), { inflationRatio: 100 })
    expect(texts).toEqual([undefined])
    expect(gaps).toMatchObject([{ piece: 'a', reason: 'limit-exceeded', args: { limit: 'inflationRatio' } }])
  })

  it('more entries than allowed', async () => {
    const { names, gaps } = await open(zip({ a: '1', b: '2', c: '3' }), { entries: 2 })
    expect(names).toEqual(['a', 'b'])
    expect(gaps.map(({ reason }) => reason)).toContain('limit-exceeded')
  })

  it('a deflate stream that breaks off, and keeps what came before', async () => {
    const text = Array.from({ length: 2000 }, (_, at) => `line ${at * 7919}\n`).join('')
    const bytes = zip({ a: text })
    bytes.fill(0xff, 2000, 2010)
    const { texts, gaps } = await open(bytes)
    expect(texts[0]!.startsWith('line 0\n')).toBe(true)
    expect(gaps).toMatchObject([{ piece: 'a', reason: 'damaged' }])
  })

  it('no bytes, and bytes that are no archive', async () => {
    expect((await open(new Uint8Array(0))).gaps).toEqual([{ piece: '', reason: 'empty' }])
    expect((await open(JUNK)).gaps).toMatchObject([{ piece: '', reason: 'damaged' }])
  })
})

describe('openZip', () => {
  const files: readonly ZipFile[] = [
    { name: 'a.txt', data: '机密文件'.repeat(20) }, { name: 'b.txt', data: '公开', stored: true }, { name: 'c/d.txt', data: 'text', descriptor: true },
  ]
  const honest = zip(files, { comment: 'comment' })

  it('never throws, and reads all texts or has a gap, whichever byte is changed', async () => {
    await fc.assert(fc.asyncProperty(fc.nat(honest.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const changed = honest.slice()
      changed[at] = changed[at]! ^ by
      const { texts, gaps } = await open(changed)
      if (gaps.length === 0) expect(texts).toEqual(files.map(({ data }) => data))
    }), { numRuns: 2000 })
  })

  it('has a gap wherever the archive is cut', async () => {
    for (let end = 0; end < honest.length - 'comment'.length; end++) {
      expect((await open(honest.subarray(0, end))).gaps, `${end}`).not.toEqual([])
    }
  })
})
