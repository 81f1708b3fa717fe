import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createScreener } from '../../../src/index.js'
import { encode } from '../../builders/text.js'
import { zip, type ZipFile } from '../../builders/zip.js'
import { brokenBlocks, reading, told } from '../reading.js'

function file(name: string, more: Partial<ZipFile> = {}): ZipFile {
  return { name, data: '正文', ...more }
}

function paths(members: readonly { readonly path: string }[]): string[] {
  return members.map(({ path }) => path)
}

describe('a zip hands on as members', () => {
  it.each<[string, ZipFile[], string[]]>([
    ['files and files in folders', [file('a.txt'), file('b/c.txt')], ['o.zip!a.txt', 'o.zip!b/c.txt']],
    ['names in GBK', [file('', { rawName: encode('目录/机密.txt', 'gb18030') })], ['o.zip!目录/机密.txt']],
    ['names that lead out of their folder, as they stand', [file('../../a.txt')], ['o.zip!../../a.txt']],
    ['both entries of one name', [file('a'), file('a', { data: '第二' })], ['o.zip!a', 'o.zip!a']],
    ['entries that lie about their size', [file('a', { claim: { size: 1 } })], ['o.zip!a']],
  ])('%s', async (_, files, expected) => {
    const { members, format } = await reading('o.zip', zip(files))
    expect(format).toBe('zip')
    expect(paths(members)).toEqual(expected)
    expect(new TextDecoder().decode(members[0]!.bytes)).toBe('正文')
  })
})

describe('of a zip is read', () => {
  it.each<[string, ZipFile[], string]>([
    ['the name of an entry it cannot open', [file('机密/方案.docx', { encrypted: true })], '机密\n方案\ndocx\n'],
    ['folders without files', [file('绝密/', { data: '', stored: true })], '绝密\n'],
    ['names that a path with ! would hide', [file('机密.zip!b.txt')], '机密.zip\nb\ntxt\n'],
    ['no name that a member bears', [file('a/', { data: '', stored: true }), file('a/b.txt')], ''],
  ])('%s', async (_, files, text) => {
    const found = await reading('o.zip', zip(files))
    expect(told({ ...found, parts: found.parts.slice(1) }, 'filename')).toBe(text)
    expect(brokenBlocks(found.parts)).toEqual([])
  })

  it('comments of the archive and of its entries', async () => {
    const found = await reading('o.zip', zip([file('a', { comment: '内部资料' })], { comment: '机密★5年' }))
    expect(told(found, 'metadata')).toBe('内部资料\n机密★5年\n')
  })
})

describe('nesting', () => {
  const bomb = (levels: number): Uint8Array => {
    const inner = levels === 0 ? new Uint8Array(1 << 20) : bomb(levels - 1)
    return zip(Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`${at}${levels ? '.zip' : '.txt'}`, inner])))
  }

  it('never multiplies what is inflated: the bound holds for the whole tree', async () => {
    const screener = await createScreener({ limits: { inflatedBytes: 8 << 20 } })
    const screenings = await screener.screenAll(bomb(2), { name: 'bomb.zip' })
    const texts = screenings.filter(({ format }) => format === 'unknown' || format === 'text')
    expect(texts.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(8 << 20)
    expect(screenings[0]!.verdict).toBe('incomplete')
    expect(screenings.flatMap(({ gaps }) => gaps)).toContainEqual(
      { piece: '0.txt', reason: 'limit-exceeded', args: { limit: 'inflatedBytes', value: 8 << 20 } })
  })

  it('counts inflated bytes that are not used: entries beyond the ratio, one after the other, end at the limit', async () => {
    const files = Array.from({ length: 8 }, (_, at) => file(`${at}.txt`, { data: new Uint8Array(2 << 20) }))
    const { gaps } = await reading('o.zip', zip(files), { inflationRatio: 100, inflatedBytes: 3 << 20 })
    expect(new Set(gaps.map(({ args }) => args!['limit']))).toEqual(new Set(['inflationRatio', 'inflatedBytes']))
  })

  it('is screened to the innermost member', async () => {
    const screener = await createScreener({ reveal: true })
    const screenings = await screener.screenAll(zip({ 'b.zip': zip({ 'c.zip': zip({ 'd.txt': '机密★5年\n' }) }) }), { name: 'a.zip' })
    expect(screenings.map(({ path }) => path)).toEqual(['a.zip', 'a.zip!b.zip', 'a.zip!b.zip!c.zip', 'a.zip!b.zip!c.zip!d.txt'])
    expect(screenings.map(({ verdict }) => verdict)).toEqual(['block', 'block', 'block', 'block'])
  })
})

describe('a damaged zip', () => {
  it('that lost or changed bytes of an entry is never without a gap', async () => {
    const whole = zip([file('a.txt', { data: '机密★5年\n'.repeat(20) }), file('b/c.txt', { stored: true })])
    await fc.assert(fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), async (at, flip, cut) => {
      const bytes = cut ? whole.slice(0, at) : whole.map((byte, index) => (index === at ? byte ^ flip : byte))
      const { format, gaps, members, parts } = await reading('o.zip', bytes)
      expect(gaps.filter(({ reason }) => reason === 'reader-crashed')).toEqual([])
      expect(brokenBlocks(parts)).toEqual([])
      const same = members.length === 2 && new TextDecoder().decode(members[0]!.bytes) === '机密★5年\n'.repeat(20)
        && new TextDecoder().decode(members[1]!.bytes) === '正文'
      expect(format !== 'zip' || same || gaps.length > 0).toBe(true)
    }), { numRuns: 400 })
  })
})
