import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flatOdf, hiding, odf, sheet, type OdfDescription, type OdfType } from '../../builders/odf.js'
import { brokenBlocks, reading, shownAs, told } from '../reading.js'

const p = (content: string): string => `<text:p>${content}</text:p>`
const frame = (content: string): string => `<draw:frame><draw:text-box>${p(content)}</draw:text-box></draw:frame>`
const changed = '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>张三</dc:creator></office:change-info>'
  + `${p('删去')}</text:deletion></text:changed-region></text:tracked-changes>${p('前<text:change text:change-id="c1"/>后')}`

/** Each hiding place: type, document, the kind of its text, the text, its visibility. */
const PLACES: readonly (readonly [string, OdfType, OdfDescription, string, string, string])[] = [
  ['a paragraph', 'text', { body: p('正文') }, 'body', '正文', 'visible'],
  ['runs of one word', 'text', { body: p('机<text:span>密</text:span>') }, 'body', '机密', 'visible'],
  ['a hidden run', 'text', { styles: hiding('H'), body: p('<text:span text:style-name="H">藏</text:span>') }, 'body', '藏', 'hidden'],
  ['a hidden paragraph style', 'text', { styles: hiding('H', 'paragraph'), body: '<text:p text:style-name="H">藏</text:p>' }, 'body', '藏', 'hidden'],
  ['a hidden-text field', 'text', { body: p('<text:hidden-text text:condition="1" text:string-value="藏"/>') }, 'body', '藏', 'hidden'],
  ['a hidden section', 'text', { body: `<text:section text:display="none">${p('藏')}</text:section>` }, 'body', '藏', 'hidden'],
  ['a deletion', 'text', { body: changed }, 'revision', '删去', 'deleted'],
  ['the author of a change', 'text', { body: changed }, 'revision', '张三', 'metadata'],
  ['a header', 'text', { header: p('页眉') }, 'header', '页眉', 'visible'],
  ['a footer', 'text', { footer: p('页脚') }, 'footer', '页脚', 'visible'],
  ['a footnote', 'text', { body: p('正<text:note text:note-class="footnote"><text:note-body><text:p>脚注</text:p></text:note-body></text:note>') }, 'footnote', '脚注', 'visible'],
  ['an endnote', 'text', { body: p('<text:note text:note-class="endnote"><text:note-body><text:p>尾注</text:p></text:note-body></text:note>') }, 'endnote', '尾注', 'visible'],
  ['a comment', 'text', { body: p(`<office:annotation><dc:creator>李四</dc:creator>${p('批注')}</office:annotation>`) }, 'comment', '批注', 'visible'],
  ['the author of a comment', 'text', { body: p(`<office:annotation><dc:creator>李四</dc:creator>${p('批')}</office:annotation>`) }, 'comment', '李四', 'metadata'],
  ['a text box', 'text', { body: p(frame('框内')) }, 'textbox', '框内', 'visible'],
  ['an alternative text', 'text', { body: p('<draw:frame><svg:desc>替代</svg:desc></draw:frame>') }, 'alt-text', '替代', 'metadata'],
  ['a watermark', 'text', { header: p('<draw:custom-shape draw:name="PowerPlusWaterMarkObject"><text:p>水印</text:p></draw:custom-shape>') }, 'watermark', '水印', 'visible'],
  ['a link', 'text', { body: p('<text:a xlink:href="http://example.com/">看</text:a>') }, 'link', 'http://example.com/', 'metadata'],
  ['a bookmark', 'text', { body: p('<text:bookmark text:name="mark"/>') }, 'bookmark', 'mark', 'metadata'],
  ['a property', 'text', { meta: { 'dc:title': '题名' } }, 'metadata', 'title: 题名', 'metadata'],
  ['a property of its own', 'text', { custom: { 密级: '机密' } }, 'metadata', '密级: 机密', 'metadata'],
  ['a cell', 'spreadsheet', { body: sheet('表一', [['甲']]) }, 'cell', '甲', 'visible'],
  ['a hidden sheet', 'spreadsheet', { styles: hiding('H', 'table'), body: sheet('表一', [['甲']], 'table:style-name="H"') }, 'cell', '甲', 'hidden'],
  ['the name of a hidden sheet', 'spreadsheet', { styles: hiding('H', 'table'), body: sheet('表一', [['甲']], 'table:style-name="H"') }, 'sheet-name', '表一', 'hidden'],
  ['a hidden row', 'spreadsheet', { body: sheet('表一', [['甲']]).replace('<table:table-row', '<table:table-row table:visibility="collapse"') }, 'cell', '甲', 'hidden'],
  ['a hidden column', 'spreadsheet', { body: sheet('表一', [['甲']]).replace('<table:table-row', '<table:table-column table:visibility="collapse"/><table:table-row') }, 'cell', '甲', 'hidden'],
  ['a number that its format shows as another', 'spreadsheet', { body: '<table:table><table:table-row><table:table-cell office:value="13800138000"><text:p>***</text:p></table:table-cell></table:table-row></table:table>' }, 'field', '13800138000', 'hidden'],
  ['a formula', 'spreadsheet', { body: '<table:table><table:table-row><table:table-cell table:formula="of:=A2"/></table:table-row></table:table>' }, 'field', 'of:=A2', 'hidden'],
  ['a slide', 'presentation', { body: `<draw:page>${frame('片')}</draw:page>` }, 'body', '片', 'visible'],
  ['a row without height', 'spreadsheet', { styles: '<style:style style:name="H" style:family="table-row"><style:table-row-properties style:row-height="0cm"/></style:style>', body: sheet('表一', [['甲']]).replace('<table:table-row', '<table:table-row table:style-name="H"') }, 'cell', '甲', 'hidden'],
  ['a hidden slide', 'presentation', { styles: hiding('H', 'drawing-page'), body: `<draw:page draw:style-name="H">${frame('片')}</draw:page>` }, 'body', '片', 'hidden'],
  ['notes', 'presentation', { body: `<draw:page><presentation:notes>${frame('备注')}</presentation:notes></draw:page>` }, 'notes', '备注', 'visible'],
  ['a master page', 'presentation', { master: frame('母版') }, 'template', '母版', 'visible'],
]

describe('readOdf', () => {
  it.each(PLACES)('reads the text of %s', async (_name, type, description, kind, words, visibility) => {
    const { parts, gaps } = await reading('a.odt', odf(type, description))
    expect(gaps).toEqual([])
    expect(shownAs(parts.filter((part) => part.kind === kind), words)).toEqual([visibility])
    expect(brokenBlocks(parts)).toEqual([])
  })

  it.each(PLACES)('reads %s of a flat file too', async (_name, type, description, kind, words, visibility) => {
    const { parts, gaps } = await reading('a.fodt', flatOdf(type, description))
    expect(gaps).toEqual([])
    expect(shownAs(parts.filter((part) => part.kind === kind), words)).toEqual([visibility])
  })

  it('names cells by their sheet and address, with repeated columns and rows counted', async () => {
    const cell = (value: string, times = 1): string => `<table:table-cell table:number-columns-repeated="${times}">${value && p(value)}</table:table-cell>`
    const body = `<table:table table:name="表"><table:table-row table:number-rows-repeated="1000000">${cell('', 25)}${cell('甲', 3)}${cell('乙')}</table:table-row>`
      + `<table:table-row>${cell('丙')}</table:table-row></table:table>`
    const { parts } = await reading('a.ods', odf('spreadsheet', { body }))
    const places = parts.filter(({ kind }) => kind === 'cell').flatMap(({ text, blocks }) =>
      blocks.map(({ start, end, place }) => [text.slice(start, end), place.sheet, place.cell]))
    expect(places).toEqual([['甲', '表', 'Z1'], ['乙', '表', 'AC1'], ['丙', '表', 'A1000001']])
  })

  it('keeps the cells of a row on one line', async () => {
    expect(told(await reading('a.odt', odf('text', { body: sheet('表', [['密级', '机密'], ['期限', '10年']]) })), 'body')).toBe('密级\t机密\n期限\t10年\n')
  })

  it('keeps the paragraphs of a cell apart', async () => {
    const body = sheet('表', [['甲', '乙']]).replace(p('甲'), p('甲') + p('丙'))
    expect(told(await reading('a.odt', odf('text', { body })), 'body')).toBe('甲\n丙\t乙\n')
  })

  it('says what is encrypted', async () => {
    const manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
      + '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
    const { gaps } = await reading('a.odt', odf('text', { parts: { 'META-INF/manifest.xml': manifest, 'content.xml': '\0\x01\x02' } }))
    expect(gaps).toEqual([{ piece: 'content.xml', reason: 'encrypted' }])
  })

  it('makes a member of a file that is packed in a flat one', async () => {
    const body = `<draw:frame><draw:image><office:binary-data>${Buffer.from('内容').toString('base64')}</office:binary-data></draw:image></draw:frame>`
    const { members } = await reading('a.fodt', flatOdf('text', { body: p(body) }))
    expect(members.map(({ path, bytes }) => [path, Buffer.from(bytes).toString()])).toEqual([['a.fodt!embedded-1.bin', '内容']])
  })

  it('never crashes on a file with changed bytes, and keeps its blocks in order', async () => {
    const sound = odf('text', { body: `${changed}${sheet('表', [['甲', '乙']])}${p(frame('框'))}`, header: p('页眉') })
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }), async (changes) => {
      const bytes = Uint8Array.from(sound)
      for (const [at, value] of changes) bytes[at] = value
      const { parts, gaps } = await reading('a.odt', bytes)
      expect(gaps.map(({ reason }) => reason)).not.toContain('reader-crashed')
      expect(brokenBlocks(parts)).toEqual([])
    }), { numRuns: 150 })
  })
})
