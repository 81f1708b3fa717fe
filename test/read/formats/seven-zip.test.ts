import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { rar } from '../../builders/rar.js'
import { pack } from '../../builders/seven-zip.js'
import { pax, tar, type TarFile } from '../../builders/tar.js'
import { encode } from '../../builders/text.js'
import { brokenBlocks, reading, told } from '../reading.js'

type Members = readonly { readonly path: string; readonly bytes: Uint8Array }[]

function textsOf(members: Members): Record<string, string> {
  return Object.fromEntries(members.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]))
}

describe('an archive hands on as members', () => {
  const files = { 'a.txt': '机密★5年', '目录/绝密.txt': '正文' }
  it('the files of a 7z', async () => {
    const { format, members, gaps } = await reading('o.7z', await pack('7z', files))
    expect(format).toBe('7z')
    expect(textsOf(members)).toEqual({ 'o.7z!a.txt': '机密★5年', 'o.7z!目录/绝密.txt': '正文' })
    expect(gaps).toEqual([])
  })

  it('the files of a rar', async () => {
    const { format, members, gaps } = await reading('o.rar', rar(files))
    expect(format).toBe('rar')
    expect(textsOf(members)).toEqual({ 'o.rar!a.txt': '机密★5年', 'o.rar!目录/绝密.txt': '正文' })
    expect(gaps).toEqual([])
  })

  it.each(['gz', 'bz2', 'xz'] as const)('the one file of a %s, named without the ending', async (ending) => {
    const { format, members, gaps } = await reading(`a.txt.${ending}`, await pack(ending, { 'b.txt': '机密★5年' }))
    expect(format).toBe(ending)
    expect(textsOf(members)).toEqual({ [`a.txt.${ending}!a.txt`]: '机密★5年' })
    expect(gaps).toEqual([])
  })

  it('the name in the header of a gz is read', async () => {
    expect(told(await reading('a.gz', await pack('gz', { '机密.txt': 'x' })), 'filename')).toBe('a\ngz\n机密\ntxt\n')
  })

  it.each<[string, TarFile[], Record<string, string>]>([
    ['files', [{ name: 'a/b.txt', data: '正文' }], { 'o.tar!a/b.txt': '正文' }],
    ['names in GBK', [{ name: encode('机密.txt', 'gb18030'), data: 'x' }], { 'o.tar!机密.txt': 'x' }],
    ['long names of GNU', [{ name: '././@LongLink', type: 'L', data: `${'长'.repeat(60)}.txt\0` }, { name: 'short', data: 'x' }],
      { [`o.tar!${'长'.repeat(60)}.txt`]: 'x' }],
    ['names of pax', [{ name: 'p', type: 'x', data: pax('path', '目录/机密.txt') }, { name: 'q', data: 'x' }], { 'o.tar!目录/机密.txt': 'x' }],
  ])('from a tar: %s', async (_, entries, expected) => {
    for (const options of [{}, { magic: '' }]) {
      const { format, members, gaps } = await reading('o.tar', tar(entries, options))
      expect(format).toBe('tar')
      expect(textsOf(members)).toEqual(expected)
      expect(gaps).toEqual([])
    }
  })

  it('a tar reads links, owners, comments and empty folders', async () => {
    const found = await reading('o.tar', tar([
      { name: 'a', type: '2', link: '机密.txt', owner: '张三' }, { name: '绝密/', type: '5' },
      { name: 'g', type: 'g', data: pax('comment', '内部资料') }, { name: 'b', data: 'x' },
    ]))
    expect(told(found, 'metadata')).toBe('机密.txt\n张三\ng\n内部资料\n')
    expect(told(found, 'filename')).toBe('o\ntar\na\n绝密\n')
  })
})

describe('an archive has a gap for', () => {
  it('an encrypted entry, whose name is read', async () => {
    const found = await reading('o.7z', await pack('7z', { '机密.txt': 'x'.repeat(100) }, { password: 'a' }))
    expect(found.gaps).toContainEqual({ piece: '机密.txt', reason: 'encrypted', args: { detail: 'entry' } })
    expect(told(found, 'filename')).toContain('机密')
  })

  it('names that are encrypted too', async () => {
    const { gaps } = await reading('o.7z', await pack('7z', { 'a.txt': 'x' }, { password: 'a', hidden: true }))
    expect(gaps).toEqual([{ piece: '', reason: 'encrypted', args: { detail: 'archive' } }])
  })

  it.each(['7z', 'gz', 'bz2', 'xz'] as const)('a %s that inflates beyond the bounds, which stops it', async (ending) => {
    const bytes = await pack(ending, { a: new Uint8Array(3 << 20) })
    for (const [limits, limit] of [
      [{ entryBytes: 1 << 20 }, 'entryBytes'], [{ inflatedBytes: 1 << 20 }, 'inflatedBytes'], [{ inflationRatio: 1 }, 'inflationRatio'],
    ] as const) {
      const { gaps, members } = await reading('a', bytes, limits)
      expect(gaps).toContainEqual(expect.objectContaining({ piece: '', reason: 'limit-exceeded', args: expect.objectContaining({ limit }) as object }))
      for (const member of members) expect(member.bytes.length).toBeLessThanOrEqual(1 << 20)
    }
  })

  it.each(['gz', 'bz2', 'xz'] as const)('a %s that is cut off, and for bytes after it', async (ending) => {
    const bytes = await pack(ending, { a: Uint8Array.from({ length: 900 }, (_, at) => (at * at) % 251) })
    expect((await reading('a', bytes.subarray(0, bytes.length - 20))).gaps).not.toEqual([])
    expect((await reading('a', Buffer.concat([bytes, Buffer.from('junk 机密')]))).gaps).not.toEqual([])
  })

  it.each<[string, Uint8Array, string]>([
    ['a tar that is cut in an entry', tar([{ name: 'a', data: 'x'.repeat(2000) }]).subarray(0, 1500), 'truncated'],
    ['a tar that is cut between entries', tar([{ name: 'a', data: 'x' }], { end: false }), 'no-end'],
    ['bytes behind the end of a tar', Buffer.concat([tar([{ name: 'a', data: 'x' }]), Buffer.from('机密')]), 'bytes-outside-entries'],
    ['a block of a tar that is no header', Buffer.concat([tar([{ name: 'a', data: 'x' }], { end: false }), Buffer.alloc(512, 1), tar([{ name: 'b', data: 'y' }])]), 'header'],
  ])('%s', async (_, bytes, detail) => {
    expect((await reading('o.tar', bytes)).gaps).toContainEqual(expect.objectContaining({ reason: 'damaged', args: { detail } }))
  })
})

describe('a changed archive', () => {
  const wholes: Record<string, Uint8Array> = {}
  beforeAll(async () => {
    Object.assign(wholes, {
      '7z': await pack('7z', { 'a.txt': '机密★5年' }), 'gz': await pack('gz', { 'a.txt': '机密★5年' }),
      'xz': await pack('xz', { 'a.txt': '机密★5年' }), 'rar': rar({ 'a.txt': '机密★5年' }), 'tar': tar([{ name: 'a.txt', data: '机密★5年' }]),
    })
  })

  it.each([['7z', 40], ['gz', 40], ['xz', 40], ['rar', 40], ['tar', 300]] as const)('%s: is never without gap and content', async (format, numRuns) => {
    const whole = wholes[format]!
    await fc.assert(fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), async (at, flip, cut) => {
      const bytes = cut ? whole.slice(0, at) : whole.map((byte, index) => (index === at ? byte ^ flip : byte))
      const found = await reading(`o.${format}`, bytes)
      expect(found.gaps.filter(({ reason }) => reason === 'reader-crashed')).toEqual([])
      expect(brokenBlocks(found.parts)).toEqual([])
      // A tar has no sum of its content: a changed text is another text, and nothing of it is lost.
      const same = found.members.some(({ bytes: text }) => (format === 'tar' ? text.length === 13 : new TextDecoder().decode(text) === '机密★5年'))
      expect(found.format !== format || same || found.gaps.length > 0).toBe(true)
    }), { numRuns })
  })
})
