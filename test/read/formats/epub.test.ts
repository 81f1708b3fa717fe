import { describe, expect, it } from 'vitest'
import { zip } from '../../builders/zip.js'
import { reading, shownAs, told } from '../reading.js'

const BOOK = zip([
  { name: 'mimetype', data: 'application/epub+zip', stored: true },
  { name: 'META-INF/container.xml', data: '<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>' },
  { name: 'a.opf', data: '<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>题名</dc:title></metadata></package>' },
  { name: 'one.xhtml', data: '<html><body><p>正文</p><p style="display:none">隐藏</p></body></html>' },
  { name: 'left-out.xhtml', data: '<html><body><p>不在书脊</p></body></html>' },
  { name: 'a.png', data: Buffer.from('89504e470d0a1a0a', 'hex') },
  { name: 'data.bin', data: '内容' },
])

describe('readEpub', () => {
  it('reads every page, in the spine or not, and the metadata', async () => {
    const read = await reading('a.epub', BOOK)
    expect(read.format).toBe('epub')
    expect(told(read, 'metadata')).toContain('题名')
    expect(shownAs(read.parts, '正文')).toEqual(['visible'])
    expect(shownAs(read.parts, '隐藏')).toEqual(['hidden'])
    expect(shownAs(read.parts, '不在书脊')).toEqual(['visible'])
  })

  it('accounts for every other entry', async () => {
    const { gaps, members } = await reading('a.epub', BOOK)
    expect(gaps).toEqual([{ piece: 'a.png', reason: 'image-not-read' }])
    expect(members.map(({ path }) => path)).toEqual(['a.epub!data.bin'])
  })
})
