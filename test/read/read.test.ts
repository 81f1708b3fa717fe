import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../src/model/index.js'
import { read } from '../../src/read/index.js'
import { brokenBlocks, reading, told } from './reading.js'
import { encode, PROSE } from '../builders/text.js'

const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(40)])

describe('read', () => {
  it.each([
    ['report/机密★5年.txt', '机密★5年\ntxt\n'],
    ['/home/秘密/方案—不予公开.wps', '方案—不予公开\nwps\n'],
    ['a.zip!内部/b.docx', '内部\nb\ndocx\n'],
    ['绝密!.txt', '绝密!\ntxt\n'],
    ['a.zip!b.zip!机密', '机密\n'],
    ['.env', '.env\n'],
  ])('reads the name of %s', async (path, text) => {
    const { parts } = await reading(path, 'x')
    expect(parts[0]).toMatchObject({ kind: 'filename', text })
    expect(parts[0]!.blocks.every((block) => block.visibility === 'metadata')).toBe(true)
  })

  it('says of a file without a byte that nothing is missing', async () => {
    expect(await reading('.gitkeep', '')).toMatchObject({ format: 'empty', gaps: [] })
  })

  it('finds text in a notebook of OneNote, which is a gap', async () => {
    const { parts, gaps } = await reading('a.one', Buffer.concat([Buffer.from('e4525c7b8cd8a74daeb15378d02996d3', 'hex'), Buffer.alloc(64), Buffer.from('机密★10年', 'utf16le'), Buffer.alloc(9)]))
    expect(parts.some(({ text }) => text.includes('机密★10年'))).toBe(true)
    expect(gaps).toEqual([{ piece: '', reason: 'format-not-supported', args: { format: 'onenote' } }])
  })

  it.each<[string, Buffer | string, object]>([
    ['a picture', png, { reason: 'image-not-read', args: { format: 'png' } }],
    ['an archive that no reader opens', Buffer.from('28b52ffd0458', 'hex'), { reason: 'format-not-supported', args: { format: 'zst' } }],
    ['a CEB file', Buffer.from('Founder CEB 3.0\0\x01\xff', 'latin1'), { reason: 'format-not-supported', args: { format: 'ceb' } }],
    ['bytes of no kind', Buffer.from([1, 2, 3, 0xff, 0, 0xfe, 5]), { reason: 'undecodable' }],
  ])('says of %s that it was not examined', async (_, content, gap) => {
    expect((await reading('a', content)).gaps).toMatchObject([gap])
  })

  it.each(['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const)('reads %s in bytes of an unknown format', async (encoding) => {
    const noise = Buffer.from([1, 0, 0xff, 0xfe, 2, 0, 3, 1])
    const bytes = Buffer.concat([...Array.from({ length: 20 }, () => noise), encode(PROSE, encoding), noise])
    const found = await reading('a.bin', bytes)
    expect(told(found, 'custom-data')).toContain('政府信息公开保密审查')
    expect(found.gaps).toMatchObject([{ reason: 'undecodable' }])
  })

  it('beyond the bound of bytes reads the name alone, and says so', async () => {
    const { parts, gaps } = await reading('a.txt', '机密', { inputBytes: 5 })
    expect(parts.map((part) => part.kind)).toEqual(['filename'])
    expect(gaps).toEqual([{ piece: '', reason: 'limit-exceeded', args: { limit: 'inputBytes', value: 5 } }])
  })

  it('a true type overrules the ending', async () => {
    const found = await reading('a.doc', '<html><p>绝<b>密</b></p>')
    expect(found.format).toBe('html')
    expect(told(found, 'body')).toBe('绝密\n')
  })

  it('reads XML of any vocabulary: texts, attributes, names, comments', async () => {
    const found = await reading('a.xml', '<?xml version="1.0"?><r 密级="甲"><x>乙<b>丙</b></x><!-- 丁 --></r>')
    for (const word of ['密级', '甲', '乙', '丙', '丁']) expect(told(found, 'body')).toContain(word)
  })

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort()
    await expect(read({ path: 'a', bytes: Buffer.from('x') }, { limits: LIMITS, signal })).rejects.toThrow()
  })

  it.each(['a.md', 'a.html', 'a.eml', 'a.txt'])('reads a lone byte beyond ASCII: %s', async (path) => {
    const { parts, gaps } = await reading(path, Uint8Array.of(0xff))
    expect(parts.length > 1 || gaps.length > 0).toBe(true)
  })

  it.each([
    ['a.rtf', '{\\rtf}'], ['a.eml', '\n\0'], ['a.md', '\xff\xfe\b '],
  ])('reads a text as source where its reader finds nothing: %s %j', async (path, text) => {
    expect((await reading(path, Buffer.from(text, 'latin1'))).parts.length).toBeGreaterThan(1)
  })

  it('takes any bytes under any name, and what it says nothing of is a gap', async () => {
    const name = fc.constantFrom('a', 'a.txt', 'a.csv', 'a.html', 'a.md', 'a.json', 'a.xml', 'a.eml', 'a.doc')
    const head = fc.constantFrom('', '<html>', '<?xml ', '{\\rtf', 'From x\nA: b\n', '\xff\xfe', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'PK\x05\x06')
    await fc.assert(fc.asyncProperty(name, head, fc.uint8Array({ maxLength: 120 }), async (path, start, rest) => {
      const { parts, gaps } = await reading(path, Buffer.concat([Buffer.from(start, 'latin1'), rest]))
      expect(gaps.filter((gap) => gap.reason === 'reader-crashed')).toEqual([])
      expect(brokenBlocks(parts)).toEqual([])
      const blank = /^(ÿþ|\xef\xbb\xbf)?\s*$/.test(start + Buffer.from(rest).toString('latin1'))
      expect(parts.length > 1 || gaps.length > 0 || blank).toBe(true)
    }), { numRuns: 400 })
  })
})
