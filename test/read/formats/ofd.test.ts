import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../../src/model/index.js'
import { createOcr, read } from '../../../src/read/index.js'
import { ofd, rectangle, text, type OfdDescription } from '../../builders/ofd.js'
import { drawText, encode } from '../../builders/picture.js'
import { brokenBlocks, reading, shownAs, told } from '../reading.js'

/** Each place of text: the document, the part kind, the text, its visibility. */
const PLACES: readonly (readonly [string, OfdDescription, string, string, string])[] = [
  ['a page', { pages: [[text('正文')]] }, 'body', '正文', 'visible'],
  ['invisible text', { pages: [[text('正文', { hidden: true })]] }, 'body', '正文', 'hidden'],
  ['white text', { pages: [[text('正文', { colour: '255 255 255' })]] }, 'body', '正文', 'hidden'],
  ['white text on black', { pages: [[rectangle([10, 10, 100, 50]), text('正文', { colour: '255 255 255' })]] }, 'body', '正文', 'visible'],
  ['text under a filled shape', { pages: [[text('正文'), rectangle([10, 10, 100, 50])]] }, 'body', '正文', 'covered'],
  ['text off the page', { pages: [[text('正文', { at: [500, 20] })]] }, 'body', '正文', 'hidden'],
  ['text smaller than a point', { pages: [[text('正文', { size: 0.2 })]] }, 'body', '正文', 'hidden'],
  ['a template page', { template: [text('模板')] }, 'template', '模板', 'visible'],
  ['a watermark', { annotations: [{ type: 'Watermark', draws: [text('水印')] }] }, 'watermark', '水印', 'visible'],
  ['a hidden watermark', { annotations: [{ type: 'Watermark', draws: [text('水印')], hidden: true }] }, 'watermark', '水印', 'hidden'],
  ['a remark', { annotations: [{ remark: '备注' }] }, 'annotation', '备注', 'visible'],
  ['a hidden remark', { annotations: [{ remark: '备注', hidden: true }] }, 'annotation', '备注', 'hidden'],
  ['a parameter', { annotations: [{ parameters: { 名: '值' } }] }, 'annotation', '名: 值', 'metadata'],
  ['a property', { info: { Title: '题名' } }, 'metadata', 'Title: 题名', 'metadata'],
  ['a property of its own', { custom: { 密级: '机密' } }, 'metadata', '密级: 机密', 'metadata'],
  ['the outline', { outline: ['第一章'] }, 'bookmark', '第一章', 'visible'],
  ['the name of an attachment', { attachments: { '附件.txt': '内容' } }, 'attachment', '附件.txt', 'metadata'],
  ['custom tags', { tags: '<doc><密级和保密期限>机密</密级和保密期限></doc>' }, 'custom-data', '密级和保密期限: 机密', 'metadata'],
  ['a drawing among the resources', {
    parts: { 'Doc_0/Res.xml': `<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016">${text('图元')}</ofd:Res>` },
  }, 'template', '图元', 'visible'],
]

describe('readOfd', () => {
  it.each(PLACES)('reads the text of %s', async (_name, description, kind, words, visibility) => {
    const { parts, format } = await reading('a.ofd', ofd(description))
    expect(format).toBe('ofd')
    expect(shownAs(parts.filter((part) => part.kind === kind), words)).toEqual([visibility])
    expect(brokenBlocks(parts)).toEqual([])
  })

  /** Drawn objects and the lines that they form. */
  const LINES: readonly (readonly [string, readonly string[], string])[] = [
    ['characters drawn one by one, out of order', [
      text('密', { at: [25, 20] }), text('年', { at: [40, 20] }), text('机', { at: [20, 20] }), text('★1', { at: [30, 20], delta: '5' }), text('0', { at: [37.5, 20] }),
    ], '机密★10年'],
    ['a wide digit pitch', [text('机密★10年', { delta: 'g 6 5' })], '机密★10年'],
    ['a repeated offset', [text('机密文件', { delta: 'g 3 5' })], '机密文件'],
    ['a second line within one text code', [text('第一行第二行', { delta: '5 5 -10 5 5', deltaY: '0 0 6 0 0' })], '第一行\n第二行'],
    ['characters one under another', [text('机密件', { deltaY: '6 6' })], '机密件'],
    ['a scaled object', [text('机密', { ctm: '0.5 0 0 0.5 0 0', delta: '5' }), text('件', { at: [25, 17.5], size: 2.5, delta: '5' })], '机密件'],
    ['cells side by side', [text('密级', { at: [20, 20] }), text('机密', { at: [80, 20] })], '密级\t机密'],
  ]
  it.each(LINES)('forms lines from %s', async (_name, objects, expected) => {
    expect(told(await reading('a.ofd', ofd({ pages: [objects] })), 'body')).toBe(`${expected}\n`)
  })

  it('gives the style of a line: size in points, colour, and the font that a resource file declares', async () => {
    const fonts = '<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Fonts>'
      + '<ofd:Font ID="1" FontName="小标宋体" Bold="true"/></ofd:Fonts></ofd:Res>'
    const pages = [[text('某某市文件', { size: 12.7, colour: '255 0 0' })]]
    const { parts } = await reading('a.ofd', ofd({ pages, parts: { 'Doc_0/PublicRes.xml': fonts } }))
    expect(parts.find(({ kind }) => kind === 'body')?.blocks[0]?.style)
      .toEqual({ size: 36, font: '小标宋体', bold: true, colour: '#ff0000' })
  })

  it('gives pages in the order of the document, with places in points', async () => {
    const { parts } = await reading('a.ofd', ofd({ pages: [[text('一')], [text('二', { at: [25.4, 25.4] })]] }))
    const places = parts.filter(({ kind }) => kind === 'body').flatMap(({ blocks }) => blocks.map(({ place }) => place))
    expect(places.map(({ page }) => page)).toEqual([1, 2])
    expect(places[1]!.box![0]).toBe(72)
  })

  const png = encode(drawText([{ text: '专用章', size: 44, x: 20, y: 60 }], { width: 200, height: 90 }))
  const SEAL = der(0x30, der(2, Buffer.from([4])), der(0x16, 'ES'), der(0x0c, '某某市测试专用章'), der(0x18, '20240102030405Z'),
    der(0x30, der(0x16, 'PNG'), der(4, Buffer.from(png))), der(4, der(0x30, der(0x1e, Buffer.from('6d4b8bd5', 'hex')))), der(3, Buffer.alloc(65)))

  it('reads the maker, date and picture of a seal, and words in a circle are no gap', async () => {
    const bytes = ofd({ parts: { 'Doc_0/Signs/Seal.esl': SEAL, 'Doc_0/Signs/files.dat': Buffer.from('/Doc_0/Document.xml\n') } })
    const ocr = await createOcr({ load: () => Promise.resolve({ read: () => Promise.resolve([{ text: '章', confidence: 0.2, box: [0, 0, 90, 30] as const }]) }) })
    const { gaps, parts } = await read({ path: 'a.ofd', bytes }, { limits: LIMITS, ocr })
    expect(gaps).toEqual([])
    const seal = parts.filter(({ name }) => name === 'Doc_0/Signs/Seal.esl')
    expect(seal.map(({ kind, text }) => [kind, text])).toEqual([['metadata', 'ES\n某某市测试专用章\n20240102030405Z\nPNG\n测试\n'], ['image', '章']])
    const off = await read({ path: 'a.ofd', bytes }, { limits: LIMITS, ocr: await createOcr({ mode: 'off' }) })
    expect(off.gaps.map(({ piece, reason }) => [piece, reason])).toEqual([['Doc_0/Signs/Seal.esl', 'image-not-read']])
  })

  it('reads a seal of indefinite length, and a truncated seal is a gap', async () => {
    const open = Buffer.concat([Buffer.from([0x30, 0x80]), der(0x0c, '测试'), Buffer.from([0, 0])])
    for (const [bytes, reasons] of [[open, []], [open.subarray(0, -1), ['part-not-supported']], [der(4, Buffer.alloc(5000, 1)), ['part-not-supported']]] as const) {
      expect((await reading('a.ofd', ofd({ parts: { 'Doc_0/Signs/Seal.esl': bytes } }))).gaps.map(({ reason }) => reason)).toEqual(reasons)
    }
  })

  it('looks at paths beside text that could be letters', async () => {
    const path = (at: number): string => `<ofd:PathObject ID="${900 + at}" Boundary="${20 + 5 * at} 40 5 5" Fill="true"><ofd:AbbreviatedData>`
      + 'M 0 0 B 1 0 2 0 3 0 B 4 1 4 2 4 3 B 3 4 2 4 1 4 B 0 3 0 2 0 1 C</ofd:AbbreviatedData></ofd:PathObject>'
    const bytes = ofd({ pages: [[text('通知'), ...Array.from({ length: 20 }, (_, at) => path(at))]] })
    const line = { text: '机密★20年', confidence: 1, box: [0, 0, 90, 30] as const }
    const ocr = await createOcr({ load: () => Promise.resolve({ read: () => Promise.resolve([line]) }) })
    const found = await read({ path: 'a.ofd', bytes }, { limits: LIMITS, ocr })
    expect(found.parts.filter(({ kind }) => kind === 'image').map((part) => part.name)).toEqual(['page 1'])
    expect(told(found, 'image')).toContain('机密★20年')
    const off = await read({ path: 'a.ofd', bytes }, { limits: LIMITS, ocr: await createOcr({ mode: 'off' }) })
    expect(off.gaps.map(({ piece, reason }) => [piece, reason])).toEqual([['page 1', 'image-not-read']])
    expect((await reading('a.ofd', ofd({ pages: [[text('通知'), path(0)]] }))).gaps).toEqual([])
  })

  const glyphs = (ids: string, codes: string): string => `<ofd:TextObject ID="5" Boundary="20 20 80 8" Font="3" Size="5">`
    + `<ofd:CGTransform CodePosition="0" CodeCount="${codes.length}" GlyphCount="6"><ofd:Glyphs>${ids}</ofd:Glyphs></ofd:CGTransform>`
    + `<ofd:TextCode X="0" Y="5">${codes}</ofd:TextCode></ofd:TextObject>`

  const GAPS: readonly (readonly [string, OfdDescription, readonly string[]])[] = [
    ['all was read', { pages: [[text('正文')]], template: [rectangle([0, 0, 10, 1])], tags: '<a/>' }, []],
    ['glyphs stand for blanks', { pages: [[text('正文'), glyphs('1034 2210 77', '   ')]] }, ['partly-unreadable']],
    ['many glyphs stand for one code', { pages: [[text('正文'), glyphs('1034 2210 77', '甲')]] }, ['partly-unreadable']],
    ['glyphs stand for letters, and one glyph for blanks', { pages: [[glyphs('1 2', '甲乙'), glyphs('3 3', '  ')]] }, []],
    ['a page has only lines', { pages: [[rectangle([1, 1, 9, 9])]] }, []],
    ['a page draws outlines and has no text', { pages: [[CURVE]] }, ['page-without-text']],
    ['a page shows a picture that the package does not contain', { pages: [[IMAGE]] }, ['page-without-text']],
    ['a page shows a picture', { pages: [[IMAGE]], parts: { 'Doc_0/Res/a.png': Buffer.from('89504e470d0a1a0a', 'hex') } }, ['image-not-read']],
    ['a seal is not ASN.1', { parts: { 'Doc_0/Signs/Seal.esl': Buffer.from('a1b2c3', 'hex') } }, ['part-not-supported']],
    ['a picture is not read', { parts: { 'Doc_0/Res/a.png': Buffer.from('89504e470d0a1a0a', 'hex') } }, ['image-not-read']],
    ['it is encrypted', { parts: { 'Encryptions.xml': '<Encryptions/>' } }, ['encrypted']],
    ['a listed page is missing', { parts: { 'Doc_0/Pages/Page_0/Content.xml': '' } }, ['damaged']],
    ['a character has no meaning', { pages: [[text('\ue000正文')]] }, ['partly-unreadable']],
  ]
  it.each(GAPS)('gives the right gaps where %s', async (_name, description, reasons) => {
    expect((await reading('a.ofd', ofd(description))).gaps.map(({ reason }) => reason)).toEqual(reasons)
  })

  it('makes members of attachments', async () => {
    const { members } = await reading('a.ofd', ofd({ attachments: { '附件.txt': '内容' } }))
    expect(members.map(({ path }) => path)).toEqual(['a.ofd!Doc_0/Attachs/附件.txt'])
  })

  it('never crashes on changed bytes, and keeps its blocks in order', async () => {
    const sound = ofd({ stored: true, pages: [[text('正文', { delta: 'g 1 5' })]], template: [text('模板')], annotations: [{ remark: '备' }] })
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }), async (changes) => {
      const bytes = Uint8Array.from(sound)
      for (const [at, value] of changes) bytes[at] = value
      const { parts, gaps } = await reading('a.ofd', bytes)
      expect(gaps.map(({ reason }) => reason)).not.toContain('reader-crashed')
      expect(brokenBlocks(parts)).toEqual([])
    }), { numRuns: 150 })
  })
})

const CURVE = '<ofd:PathObject Boundary="1 1 9 9" Fill="true"><ofd:AbbreviatedData>M 0 0 B 1 2 3 4 5 6 C</ofd:AbbreviatedData></ofd:PathObject>'
const IMAGE = '<ofd:ImageObject Boundary="1 1 9 9" CTM="9 0 0 9 0 0" ResourceID="1"/>'

/** Encodes an ASN.1 value. */
function der(tag: number, ...content: readonly (Buffer | string)[]): Buffer {
  const body = Buffer.concat(content.map((each) => Buffer.from(each as string)))
  const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}
