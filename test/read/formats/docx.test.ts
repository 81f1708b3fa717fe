import { describe, expect, it } from 'vitest'
import type { Part } from '../../../src/model/index.js'
import { intakeOf } from '../intake.js'
import { readDocx } from '../../../src/read/formats/docx/index.js'
import type { Readout } from '../../../src/read/reader.js'
import {
  altText, bookmark, comment, control, del, docx, endnote, field, footnote, formula, hidden, ins, link, moveFrom, p, pageBreak,
  renderedPageBreak, ruby, run, table, textbox, tiny, watermark, white, xml, type Content, type Description,
} from '../../builders/docx.js'

async function readOf(description: Description): Promise<Readout> {
  return readDocx(intakeOf({ path: 'a.docx', bytes: docx(description) }))
}

/** Where `mark` is read other than as an echo: `kind/visibility`, in order. */
function seenAt(parts: readonly Part[], mark: string): string[] {
  return parts.flatMap((part) => {
    const places: string[] = []
    for (let at = part.text.indexOf(mark); at >= 0; at = part.text.indexOf(mark, at + 1)) {
      const block = part.blocks.find(({ start, end }) => start <= at && at < end)!
      if (block.echo !== true) places.push(`${part.kind}/${block.visibility}`)
    }
    return places
  })
}

function textOf(parts: readonly Part[], kind: string): string {
  return parts.filter((part) => part.kind === kind).map((part) => part.text).join('|')
}

const PLACES: readonly (readonly [name: string, description: Description, place: string])[] = [
  ['a paragraph', { body: ['标记'] }, 'body/visible'],
  ['a table cell', { body: [table([['甲', '标记']])] }, 'body/visible'],
  ['an insertion', { body: [p(ins('标记'))] }, 'body/visible'],
  ['a deletion', { body: [p('前', del('标记'), '后')] }, 'revision/deleted'],
  ['text moved away', { body: [p(moveFrom('标记'))] }, 'revision/deleted'],
  ['hidden text', { body: [p('前', hidden('标记'))] }, 'body/hidden'],
  ['white text', { body: [p(white('标记'))] }, 'body/hidden'],
  ['text of one point', { body: [p(tiny('标记'))] }, 'body/hidden'],
  ['text of a hiding style', { styles: { 隐: '<w:vanish/>' }, body: [p(run('标记', { style: '隐' }))] }, 'body/hidden'],
  ['text whose style hides and which is shown even so', {
    styles: { 隐: '<w:vanish/>' },
    body: [xml('<w:p><w:r><w:rPr><w:rStyle w:val="隐"/><w:vanish w:val="0"/></w:rPr><w:t>标记</w:t></w:r></w:p>')],
  }, 'body/visible'],
  ['white text in a shaded cell', {
    body: [table([[xml(`<w:tcPr><w:shd w:val="clear" w:fill="000080"/></w:tcPr>${p(white('标记')).xml}`)]])],
  }, 'body/visible'],
  ['a footnote', { body: [p('正文', footnote('标记'))] }, 'footnote/visible'],
  ['an endnote', { body: [p('正文', endnote('标记'))] }, 'endnote/visible'],
  ['a comment', { body: [p('正文', comment('标记', '某'))] }, 'comment/visible'],
  ['a comment\'s author', { body: [p('正文', comment('文', '标记'))] }, 'comment/metadata'],
  ['a revision\'s author', { body: [p(ins('文', '标记'))] }, 'revision/metadata'],
  ['a text box, once for both of its forms', { body: [textbox('标记')] }, 'textbox/visible'],
  ['alternative text', { body: [altText('标记')] }, 'alt-text/metadata'],
  ['an alternative title', { body: [altText('', '标记')] }, 'alt-text/metadata'],
  ['a content control\'s text', { body: [control('名', ['标记'])] }, 'body/visible'],
  ['a content control\'s name', { body: [control('标记', ['文'])] }, 'form-field/metadata'],
  ['a drop-down item', { body: [control('名', ['文'], ['标记'])] }, 'form-field/hidden'],
  ['a field\'s code', { body: [p(field('IF 标记 = 1', '文'))] }, 'field/hidden'],
  ['a field\'s result', { body: [p(field('IF', '标记'))] }, 'body/visible'],
  ['a simple field\'s code', { body: [xml('<w:p><w:fldSimple w:instr="TITLE 标记"/></w:p>')] }, 'field/hidden'],
  ['a link\'s text', { body: [p(link('标记', 'http://example.com/'))] }, 'body/visible'],
  ['a link\'s target', { body: [p(link('文', 'http://example.com/标记'))] }, 'link/metadata'],
  ['a percent-encoded link target', { body: [p(link('文', `http://example.com/${encodeURIComponent('标记')}`))] }, 'link/metadata'],
  ['a bookmark', { body: [p(bookmark('标记'))] }, 'bookmark/metadata'],
  ['a phonetic guide', { body: [p(ruby('文', '标记'))] }, 'body/visible'],
  ['a guided text', { body: [p(ruby('标记', 'biao'))] }, 'body/visible'],
  ['a formula', { body: [p(formula('标记'))] }, 'body/visible'],
  ['a header', { header: ['标记'] }, 'header/visible'],
  ['a first page\'s header', { firstHeader: ['标记'] }, 'header/visible'],
  ['an even page\'s header', { evenHeader: ['标记'] }, 'header/visible'],
  ['a footer', { footer: ['标记'] }, 'footer/visible'],
  ['a watermark', { header: [watermark('标记')] }, 'watermark/visible'],
  ['a document variable', { variables: { x: '标记' } }, 'metadata/metadata'],
  ['a building block', { glossary: ['标记'] }, 'template/hidden'],
  ['custom XML', { customXml: ['<root>标记</root>'] }, 'custom-data/metadata'],
  ['an attribute of custom XML', { customXml: ['<root a="标记"/>'] }, 'custom-data/metadata'],
  ['an element name of custom XML', { customXml: ['<标记/>'] }, 'custom-data/metadata'],
  ['a style\'s name', { styles: { 标记: '' } }, 'style/metadata'],
  ['a list\'s number text', { numbering: ['标记%1'] }, 'style/visible'],
  ['a chart', { charts: [['标记']] }, 'chart/visible'],
  ['SmartArt', { diagrams: [['标记']] }, 'textbox/visible'],
  ['a core property', { properties: { core: { title: '标记' } } }, 'metadata/metadata'],
  ['an extended property', { properties: { app: { Company: '标记' } } }, 'metadata/metadata'],
  ['a custom property', { properties: { custom: { 名: '标记' } } }, 'metadata/metadata'],
  ['a custom property\'s name', { properties: { custom: { 标记: '值' } } }, 'metadata/metadata'],
  ['the text of an SVG picture', { parts: { 'word/media/a.svg': '<svg xmlns="http://www.w3.org/2000/svg"><text>标记</text></svg>' } }, 'image/visible'],
  ['an XML comment', { body: [xml('<!-- 标记 -->')] }, 'markup/hidden'],
  ['a processing instruction', { body: [xml('<?x 标记?>')] }, 'markup/hidden'],
  ['an unknown element', { body: [xml('<w:p><x:y xmlns:x="urn:x">标记</x:y></w:p>')] }, 'markup/metadata'],
  ['an unknown entry', { parts: { 'word/none.xml': '<none>标记</none>' } }, 'markup/metadata'],
  ['a header that nothing refers to', {
    parts: { 'word/header9.xml': '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>标记</w:t></w:r></w:p></w:hdr>' },
  }, 'header/visible'],
  ['a source of serial letters', { parts: { 'word/_rels/settings.xml.rels': '<Relationships><Relationship Id="a" Type="mailMergeSource" Target="file:///标记.xlsx" TargetMode="External"/></Relationships>' } }, 'link/metadata'],
  ['a query for serial letters', { parts: { 'word/settings.xml': '<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:mailMerge><w:query w:val="SELECT * FROM 标记"/></w:mailMerge></w:settings>' } }, 'metadata/metadata'],
  ['a person\'s name beside comments', { parts: { 'word/people.xml': '<w15:people xmlns:w15="x"><w15:person w15:author="标记"/></w15:people>' } }, 'comment/metadata'],
  ['an entry\'s name', { parts: { 'word/标记.xml': '<none/>' } }, 'filename/metadata'],
]

describe('readDocx reads the text of', () => {
  for (const strict of [false, true]) {
    for (const [name, description, place] of PLACES) {
      it(`${name}, ${strict ? 'strict' : 'transitional'}`, async () => {
        const { parts, gaps } = await readOf({ ...description, strict })
        expect(seenAt(parts, '标记')).toContain(place)
        expect(new Set(seenAt(parts, '标记')).size).toBe(1)
        expect(gaps).toEqual([])
      })
    }
  }
})

describe('readDocx joins', () => {
  const cases: readonly (readonly [string, Content, string])[] = [
    ['runs of one paragraph', p('机密', run('★', { bold: true })), '机密★\n'],
    ['the cells of a row with tabs', table([['密级', '机密'], ['期限', '10年']]), '密级\t机密\n期限\t10年\n'],
    ['base text under phonetic guides', p(ruby('机', 'ji'), ruby('密', 'mi')), '机密\njimi\n'],
    ['text around a bookmark', p('机', bookmark('b'), '密'), '机密\n'],
    ['a Wingdings star', p('机密', xml('<w:r><w:sym w:font="Wingdings" w:char="F0AB"/></w:r>')), '机密★\n'],
    ['paragraphs of one cell by lines', table([[xml(p('甲').xml + p('乙').xml), '丙']]), '甲\n乙\t丙\n'],
    ['line breaks within a paragraph', p('甲', xml('<w:r><w:br/></w:r>'), '乙'), '甲\n乙\n'],
  ]
  for (const [name, content, text] of cases) {
    it(name, async () => {
      const { parts } = await readOf({ body: [content] })
      expect(textOf(parts, 'body')).toBe(text)
    })
  }
})

describe('readDocx', () => {
  it('reads a header whose mark is cut into two runs as one line', async () => {
    const { parts } = await readOf({ header: [p('机密', run('★', { bold: true }))] })
    expect(textOf(parts, 'header')).toBe('机密★\n')
  })

  it('shows a paragraph as it is, and as it was before a deletion', async () => {
    const { parts } = await readOf({ body: [p('机', del('器'), '密')] })
    expect(textOf(parts, 'body')).toBe('机密\n')
    expect(textOf(parts, 'revision')).toContain('机器密')
  })

  it('shows hidden text in its line', async () => {
    const { parts } = await readOf({ body: [p('机', hidden('密'), '★')] })
    expect(textOf(parts, 'body')).toBe('机★\n|机密★\n')
  })

  it('keeps both forms of a text box where they differ', async () => {
    const box = textbox('新')
    const { parts } = await readOf({ body: [xml(box.xml.replace(/(<mc:Fallback>.*)新/, '$1旧'))] })
    expect(textOf(parts, 'textbox')).toBe('新\n旧\n')
  })

  it('reads property values after their names', async () => {
    const { parts } = await readOf({ properties: { custom: { SecurityLevel: '机密' } } })
    expect(textOf(parts, 'metadata')).toBe('SecurityLevel: 机密\n')
  })

  it('reads custom XML values after their Chinese names', async () => {
    const { parts } = await readOf({ customXml: ['<根><密级>机密</密级></根>'] })
    expect(textOf(parts, 'custom-data')).toBe('根\n密级: 机密\n')
  })

  it('counts paragraphs and the pages Word rendered', async () => {
    const { parts } = await readOf({ body: ['一', pageBreak(), p(renderedPageBreak(), '二')] })
    const blocks = parts.find(({ kind }) => kind === 'body')!.blocks
    expect(blocks.map(({ place }) => place)).toEqual([{ page: 1, paragraph: 1 }, { page: 2, paragraph: 3 }])
  })

  it('counts pages by explicit breaks where Word rendered none', async () => {
    const { parts } = await readOf({ body: ['一', pageBreak(), '二'] })
    expect(parts[0]!.blocks.map(({ place }) => place.page)).toEqual([1, 2])
  })

  it('names cells by column and row', async () => {
    const { parts } = await readOf({ body: [table([['一', '二'], ['三', '四']])] })
    expect(parts[0]!.blocks.map(({ place }) => place.cell)).toEqual(['A1', 'B1', 'A2', 'B2'])
  })

  it('says how text is set: the run, its style, the paragraph and the defaults', async () => {
    const { parts } = await readOf({
      styles: { 大标题: '<w:rFonts w:eastAsia="黑体"/><w:b/><w:sz w:val="44"/>' },
      body: [xml('<w:p><w:pPr><w:pStyle w:val="大标题"/><w:jc w:val="center"/></w:pPr><w:r><w:t>关于养护的通知</w:t></w:r>'
        + '<w:r><w:rPr><w:color w:val="FF0000"/></w:rPr><w:t>红</w:t></w:r></w:p>'), '普通'],
    })
    const styles = parts.find(({ kind }) => kind === 'body')!.blocks.map(({ style }) => style)
    expect(styles).toEqual([{ size: 22, font: '黑体', bold: true, alignment: 'centre' }, undefined])
  })

  it('resolves a long chain of styles once for all of them', async () => {
    const count = 30_000
    const style = (at: number, base: number): string => `<w:style w:type="paragraph" w:styleId="s${at}"><w:basedOn w:val="s${base}"/></w:style>`
    const styles = Array.from({ length: count }, (_, at) => style(at, at + 1))
    styles[count - 1] = style(count - 1, 0).replace('</w:style>', '<w:rPr><w:vanish/></w:rPr></w:style>')
    const body = Array.from({ length: count }, (_, at) => xml(`<w:p><w:pPr><w:pStyle w:val="s${at}"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>`))
    const root = '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    const { parts } = await readOf({ styles: {}, body, parts: { 'word/styles.xml': `${root}${styles.join('')}</w:styles>` } })
    const { blocks } = parts.find(({ kind }) => kind === 'body')!
    expect(new Set(blocks.map(({ visibility }) => visibility))).toEqual(new Set(['hidden']))
  })

  it('reads the data of a field, and makes a file in it a member', async () => {
    const field = (bytes: Buffer): Promise<Readout> =>
      readOf({ body: [p(xml(`<w:r><w:fldChar w:fldCharType="begin"><w:fldData>${bytes.toString('base64')}</w:fldData></w:fldChar></w:r>`))] })
    for (const text of [Buffer.from('机密文件的引文', 'utf16le'), Buffer.from('<EndNote>机密文件</EndNote>')]) {
      const { parts, gaps } = await field(text)
      expect([gaps, parts.some((part) => part.kind === 'field' && part.text.includes('机密文件'))]).toEqual([[], true])
    }
    const link = Buffer.from(`08d0c9ea79f9bace118c8200aa004ba90b0200000008000000${Buffer.from('_Toc123\0', 'utf16le').toString('hex')}`, 'hex')
    expect((await field(link)).gaps).toEqual([])
    expect((await field(Buffer.from(docx({ body: ['机密'] })))).members).toHaveLength(1)
    expect((await field(Buffer.from('9f3c8801d7e2', 'hex'))).gaps.map(({ reason }) => reason)).toEqual(['partly-unreadable'])
  })

  it('calls a picture a gap', async () => {
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0])
    const { gaps } = await readOf({ media: { 'image1.png': png } })
    expect(gaps).toEqual([{ piece: 'word/media/image1.png', reason: 'image-not-read' }])
  })

  it('calls a macro project a gap', async () => {
    const { gaps } = await readOf({ type: 'docm', parts: { 'word/vbaProject.bin': Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]) } })
    expect(gaps).toEqual([{ piece: 'word/vbaProject.bin', reason: 'part-not-supported' }])
  })

  it('hands on embedded files, chunks and unknown pieces as members', async () => {
    const { gaps, members } = await readOf({
      embeddings: { 'a.xlsx': Uint8Array.from([1]) }, chunks: { 'chunk.html': '<p>文</p>' }, parts: { 'word/secret.txt': '机密' },
    })
    expect(gaps).toEqual([])
    expect(members!.map(({ path }) => path).sort()).toEqual(['a.docx!word/chunk.html', 'a.docx!word/embeddings/a.xlsx', 'a.docx!word/secret.txt'])
  })

  it.each(['docx', 'docm', 'dotx', 'dotm'] as const)('reads a %s', async (type) => {
    const { parts } = await readOf({ type, body: ['标记'] })
    expect(seenAt(parts, '标记')).toEqual(['body/visible'])
  })

  it('keeps the text of a broken piece and calls it damaged', async () => {
    const broken = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>机密&nbsp;</w:t></w:p>'
    const { parts, gaps } = await readOf({ parts: { 'word/document.xml': broken } })
    expect(textOf(parts, 'body')).toContain('机密')
    expect(gaps).toEqual([{ piece: 'word/document.xml', reason: 'damaged', args: { detail: 'xml' } }])
  })

  it('does not expand entities and reads what their declarations say', async () => {
    const bomb = '<!DOCTYPE r [<!ENTITY a "机密"><!ENTITY b "&a;&a;&a;">]><r>&b;</r>'
    const { parts, gaps } = await readOf({ parts: { 'word/x.xml': bomb } })
    expect(parts.find(({ name }) => name === 'word/x.xml')!.text.split('机密')).toHaveLength(2)
    expect(gaps.map(({ reason }) => reason)).toEqual(['damaged'])
  })

  it.each([
    ['nothing', new Uint8Array(0), 'empty'],
    ['what is no zip', new TextEncoder().encode('plain'), 'damaged'],
    ['the first half of a package', docx({ body: ['机密'] }).subarray(0, 600), 'damaged'],
  ])('has a gap for %s', async (_name, bytes, reason) => {
    const { gaps } = await readDocx(intakeOf({ path: 'a.docx', bytes }))
    expect(gaps.map((gap) => gap.reason)).toContain(reason)
  })
})
