import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createScreener, LEFT_KINDS, type Finding, type LeftKind, type LeftOptions } from '../../../src/index.js'
import { usualSeverity, type Gap, type Part } from '../../../src/model/index.js'
import { PartBuilder } from '../../../src/read/parts/part-builder.js'
import { findLeftBehind } from '../../../src/judge/index.js'
import * as docx from '../../builders/docx.js'
import { doc } from '../../builders/doc.js'
import { mail } from '../../builders/mail.js'
import { hiding, odf, sheet } from '../../builders/odf.js'
import * as ofd from '../../builders/ofd.js'
import * as pdf from '../../builders/pdf.js'
import { ppt } from '../../builders/ppt.js'
import { group, rtf } from '../../builders/rtf.js'
import { xls } from '../../builders/xls.js'
import { xlsx } from '../../builders/xlsx.js'
import { zip } from '../../builders/zip.js'
import { reading } from '../../read/reading.js'

const { p } = docx
const WORDS = '这里的数字还要再核对'

interface Row {
  readonly kind: LeftKind
  readonly format: string
  readonly left: string | Uint8Array
  /** The same document without the content; for mail, which always has a header, another document. */
  readonly clean: string | Uint8Array
}

const SPACES = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
const shape = (text: string): string => `<p:sp><p:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:txBody></p:sp>`
const slides = (parts: Readonly<Record<string, string>>): Uint8Array => zip({
  'ppt/presentation.xml': `<p:presentation ${SPACES}/>`, 'ppt/slides/slide1.xml': `<p:sld ${SPACES}>${shape('标题')}</p:sld>`, ...parts,
})
const sheets = (second: object): Uint8Array => xlsx({ sheets: [{ name: '表一', rows: [['甲']] }, { name: '表二', rows: [['乙'], [WORDS]], ...second }] })
const oldSheets = (second: object): Buffer => xls({ sheets: [{ name: '表一', rows: [['甲']] }, { name: '表二', rows: [['乙'], [WORDS]], ...second }] })
const pages = (marks: readonly pdf.Mark[], options: Parameters<typeof pdf.page>[1] = {}): Uint8Array =>
  pdf.pdf([pdf.page([pdf.text('公开的一句'), ...marks], options)])
const ODT = (body: string, styles = ''): Uint8Array => odf('text', { body: `<text:p>公开的一句</text:p>${body}`, styles })
const CLEAN_DOCX = docx.docx({ body: ['公开的一句'] })
const CLEAN_PDF = pages([])
const CLEAN_OFD = ofd.ofd({ pages: [[ofd.text('公开的一句')]] })
const CLEAN_DOC = doc({ body: ['公开的一句'] })
const CLEAN_RTF = rtf('公开的一句')
const CLEAN_PPT = ppt({ slides: [{ text: '标题' }] })
const CLEAN_PPTX = slides({})

/** A document whose only fault is the content, and its clean twin. */
const ROWS: readonly Row[] = [
  { kind: 'tracked-changes', format: 'docx', left: docx.docx({ body: [p('公开的一句', docx.del(WORDS, 'a'))] }), clean: CLEAN_DOCX },
  { kind: 'tracked-changes', format: 'doc', left: doc({ body: [['公开的一句', { text: WORDS, deleted: true }]] }), clean: CLEAN_DOC },
  { kind: 'tracked-changes', format: 'rtf', left: rtf(`公开的一句{\\deleted ${WORDS}}`), clean: CLEAN_RTF },
  {
    kind: 'tracked-changes', format: 'odt', clean: ODT(''),
    left: ODT(`<text:tracked-changes><text:changed-region><text:deletion><text:p>${WORDS}</text:p></text:deletion></text:changed-region></text:tracked-changes>`),
  },
  { kind: 'comments', format: 'docx', left: docx.docx({ body: [p('公开的一句', docx.comment(WORDS, 'a'))] }), clean: CLEAN_DOCX },
  { kind: 'comments', format: 'doc', left: doc({ body: ['公开的一句'], comments: [WORDS] }), clean: CLEAN_DOC },
  { kind: 'comments', format: 'rtf', left: rtf('公开的一句', group('\\*\\annotation ', WORDS)), clean: CLEAN_RTF },
  { kind: 'comments', format: 'odt', left: ODT(`<text:p>句<office:annotation><text:p>${WORDS}</text:p></office:annotation></text:p>`), clean: ODT('') },
  { kind: 'comments', format: 'xlsx', left: sheets({ comments: { A1: ['a', WORDS] } }), clean: sheets({}) },
  { kind: 'comments', format: 'xls', left: oldSheets({ notes: { A1: ['a', WORDS] } }), clean: oldSheets({}) },
  { kind: 'comments', format: 'ppt', left: ppt({ slides: [{ text: '标题', comment: ['a', WORDS] }] }), clean: CLEAN_PPT },
  { kind: 'comments', format: 'pdf', left: pages([], { annotations: [pdf.note(WORDS)] }), clean: pages([], { annotations: [pdf.freeText(WORDS)] }) },
  { kind: 'speaker-notes', format: 'pptx', left: slides({ 'ppt/notesSlides/notesSlide1.xml': `<p:notes ${SPACES}>${shape(WORDS)}</p:notes>` }), clean: CLEAN_PPTX },
  { kind: 'speaker-notes', format: 'ppt', left: ppt({ slides: [{ text: '标题', notes: WORDS }] }), clean: CLEAN_PPT },
  {
    kind: 'speaker-notes', format: 'odp',
    left: odf('presentation', { body: `<draw:page><text:p>标题</text:p><presentation:notes><text:p>${WORDS}</text:p></presentation:notes></draw:page>` }),
    clean: odf('presentation', { body: '<draw:page><text:p>标题</text:p></draw:page>' }),
  },
  { kind: 'hidden-text', format: 'docx', left: docx.docx({ body: [p('公开的一句', docx.hidden(WORDS))] }), clean: CLEAN_DOCX },
  { kind: 'hidden-text', format: 'doc', left: doc({ body: [['公开的一句', { text: WORDS, hidden: true }]] }), clean: CLEAN_DOC },
  { kind: 'hidden-text', format: 'rtf', left: rtf(`公开的一句{\\v ${WORDS}}`), clean: CLEAN_RTF },
  { kind: 'hidden-text', format: 'odt', left: ODT(`<text:p><text:span text:style-name="H">${WORDS}</text:span></text:p>`, hiding('H')), clean: ODT('', hiding('H')) },
  { kind: 'hidden-text', format: 'pdf', left: pages([pdf.text(WORDS, { y: 600, mode: 3 })]), clean: CLEAN_PDF },
  { kind: 'hidden-text', format: 'ofd', left: ofd.ofd({ pages: [[ofd.text('公开的一句'), ofd.text(WORDS, { at: [20, 60], hidden: true })]] }), clean: CLEAN_OFD },
  { kind: 'hidden-cells', format: 'xlsx', left: sheets({ hidden: true }), clean: sheets({}) },
  { kind: 'hidden-cells', format: 'xlsx', left: sheets({ hiddenRows: [2] }), clean: sheets({}) },
  { kind: 'hidden-cells', format: 'xls', left: oldSheets({ state: 'very-hidden' }), clean: oldSheets({}) },
  { kind: 'hidden-cells', format: 'xls', left: oldSheets({ hiddenColumns: [1] }), clean: oldSheets({}) },
  {
    kind: 'hidden-cells', format: 'ods', left: odf('spreadsheet', { body: sheet('表', [[WORDS]], 'table:style-name="H"'), styles: hiding('H', 'table') }),
    clean: odf('spreadsheet', { body: sheet('表', [[WORDS]]) }),
  },
  { kind: 'hidden-slides', format: 'pptx', left: slides({ 'ppt/slides/slide2.xml': `<p:sld ${SPACES} show="0">${shape(WORDS)}</p:sld>` }), clean: CLEAN_PPTX },
  { kind: 'hidden-slides', format: 'ppt', left: ppt({ slides: [{ text: '标题' }, { text: WORDS, hidden: true }] }), clean: CLEAN_PPT },
  { kind: 'covered-content', format: 'pdf', left: pages([pdf.text(WORDS, { y: 600 }), pdf.box([50, 590, 300, 40])]), clean: pages([pdf.box([50, 590, 300, 40])]) },
  {
    kind: 'covered-content', format: 'ofd',
    left: ofd.ofd({ pages: [[ofd.text('公开的一句'), ofd.text(WORDS, { at: [20, 60] }), ofd.rectangle([10, 50, 120, 20])]] }),
    clean: ofd.ofd({ pages: [[ofd.text('公开的一句'), ofd.rectangle([10, 50, 120, 20])]] }),
  },
  { kind: 'earlier-versions', format: 'ppt', left: ppt({ slides: [{ text: '标题' }], earlier: [WORDS] }), clean: CLEAN_PPT },
  { kind: 'embedded-files', format: 'docx', left: docx.docx({ body: ['公开的一句'], embeddings: { 'a.xlsx': sheets({}) } }), clean: CLEAN_DOCX },
  {
    kind: 'attachments', format: 'pdf', clean: CLEAN_PDF,
    left: pdf.pdf([pdf.page([pdf.text('公开的一句')])], { attachments: [{ name: '底稿.txt', bytes: WORDS }] }),
  },
  { kind: 'attachments', format: 'ofd', left: ofd.ofd({ pages: [[ofd.text('公开的一句')]], attachments: { '底稿.txt': WORDS } }), clean: CLEAN_OFD },
  { kind: 'macros', format: 'pdf', left: pdf.pdf([pdf.page([pdf.text('公开的一句')])], { script: 'app.alert(1);' }), clean: CLEAN_PDF },
  { kind: 'internal-links', format: 'docx', left: docx.docx({ body: [p(docx.link('看这里', 'http://10.1.2.3/oa/'))] }), clean: docx.docx({ body: [p(docx.link('看这里', 'http://www.gov.cn/'))] }) },
  { kind: 'internal-links', format: 'pdf', left: pages([], { annotations: [pdf.link('file://server/share/a.doc')] }), clean: pages([], { annotations: [pdf.link('http://www.gov.cn/')] }) },
  {
    kind: 'data-connections', format: 'xlsx', clean: sheets({}),
    left: xlsx({
      sheets: [{ name: '表一', rows: [['甲']] }],
      parts: { 'xl/connections.xml': '<connections><connection name="c"><dbPr connection="Provider=SQLOLEDB;Data Source=db1;Initial Catalog=人事库"/></connection></connections>' },
    }),
  },
  { kind: 'author', format: 'docx', left: docx.docx({ body: ['公开的一句'], properties: { core: { creator: '王某某' } } }), clean: docx.docx({ body: ['公开的一句'], properties: { core: { creator: 'Administrator' } } }) },
  { kind: 'author', format: 'odt', left: odf('text', { meta: { 'meta:initial-creator': '王某某' } }), clean: ODT('') },
  { kind: 'author', format: 'pdf', left: pdf.pdf([pdf.page([pdf.text('公开的一句')])], { info: { Author: '王某某' } }), clean: pdf.pdf([pdf.page([pdf.text('公开的一句')])], { info: { Author: 'Administrator', Producer: 'WPS' } }) },
  { kind: 'author', format: 'rtf', left: rtf(group('\\info ', group('\\author ', '王某某'))), clean: rtf(group('\\info ', group('\\author ', 'Administrator'))) },
  { kind: 'edit-time', format: 'docx', left: docx.docx({ body: ['公开的一句'], properties: { app: { TotalTime: '320' } } }), clean: docx.docx({ body: ['公开的一句'], properties: { app: { TotalTime: '0' } } }) },
  { kind: 'properties', format: 'docx', left: docx.docx({ body: ['公开的一句'], properties: { custom: { 承办处室: '某处' } } }), clean: docx.docx({ body: ['公开的一句'], properties: { custom: { KSOProductBuildVer: '2052-12.1.0' } } }) },
  { kind: 'local-paths', format: 'docx', left: docx.docx({ body: [p(docx.link('看这里', 'file:///D:/王某某/底稿.doc'))] }), clean: CLEAN_DOCX },
  { kind: 'field-codes', format: 'docx', left: docx.docx({ body: [p(docx.field('IF 1 = 1 "底稿文字"', '结果'))] }), clean: docx.docx({ body: [p(docx.field(' PAGE ', '1'))] }) },
  { kind: 'alt-text', format: 'docx', left: docx.docx({ body: [p(docx.altText('会场照片，左一为某处长'))] }), clean: docx.docx({ body: [p(docx.altText('图片 1'))] }) },
  { kind: 'bookmarks', format: 'docx', left: docx.docx({ body: [p(docx.bookmark('待删除的段落'))] }), clean: docx.docx({ body: [p(docx.bookmark('_GoBack'))] }) },
  { kind: 'form-data', format: 'docx', left: docx.docx({ body: [docx.control('审批意见', ['同意'])] }), clean: CLEAN_DOCX },
  { kind: 'custom-data', format: 'docx', left: docx.docx({ body: ['公开的一句'], customXml: ['<data>内部流转编号</data>'] }), clean: docx.docx({ body: ['公开的一句'], customXml: ['<data>12</data>'] }) },
  { kind: 'building-blocks', format: 'docx', left: docx.docx({ body: ['公开的一句'], glossary: [WORDS] }), clean: docx.docx({ body: ['公开的一句'], glossary: ['单击此处输入文字。'] }) },
  { kind: 'mail-header', format: 'eml', left: mail({ From: 'a@example.com', Subject: 's' }, 'text'), clean: CLEAN_DOCX },
  { kind: 'page-source', format: 'html', left: `<!doctype html><html><body><!-- ${WORDS} --><p>句</p></body></html>`, clean: '<!doctype html><html><body><p>句</p></body></html>' },
]

async function leftIn(content: string | Uint8Array, format: string, left: LeftOptions = {}): Promise<readonly Finding[]> {
  const read = await reading(`a.${format}`, content)
  return findLeftBehind({ path: `a.${format}`, sha256: '' }, read, { left, today: '2026-12-01', mask: (text) => text }).active
}

const rulesIn = async (content: string | Uint8Array, format: string): Promise<string[]> =>
  (await leftIn(content, format)).map(({ rule, severity }) => `${severity} ${rule}`)

describe('content left in a document', () => {
  it.each(ROWS)('is found: $kind in $format, and not in its clean twin', async ({ kind, format, left, clean }) => {
    const severity = usualSeverity(kind)
    const found = await rulesIn(left, format)
    expect(found).toContain(`${severity} left.${kind}`)
    expect(found.filter((rule) => rule.startsWith('review'))).toEqual(severity === 'review' ? [`review left.${kind}`] : [])
    expect(await rulesIn(clean, format)).not.toContain(`${severity} left.${kind}`)
  })

  it('has the table of docs/coverage.md', () => {
    const kinds = LEFT_KINDS.filter((kind) => ROWS.some((row) => row.kind === kind))
    const lines = kinds.map((kind) => {
      const formats = [...new Set(ROWS.filter((row) => row.kind === kind).map(({ format }) => format))]
      return `| \`${kind}\` | ${usualSeverity(kind)} | ${formats.join(', ')} |`
    })
    const page = readFileSync(join(resolve(import.meta.dirname, '../../..'), 'docs/coverage.md'), 'utf8')
    for (const line of lines) expect(page).toContain(`${line}\n`)
  })

  it('is one finding for each kind, with the number of places and the first of them', async () => {
    const [comments] = await leftIn(docx.docx({ body: [p('一', docx.comment(WORDS, 'a')), p('二', docx.comment('第二条批注', 'a'))] }), 'docx')
    expect(comments).toMatchObject({ rule: 'left.comments', category: 'left-behind', location: { kind: 'comment' } })
    expect(comments!.reasons[0]).toEqual({ code: 'left-count', args: { count: 2 } })
    expect(comments!.places).toHaveLength(1)
  })

  it('is nothing where programs wrote it: prompts, tags of templates, equations', async () => {
    for (const text of ['单击此处输入文字。', '{{title}}', '[标题]']) {
      expect(await rulesIn(docx.docx({ body: [p('公开的一句', docx.comment(text, 'Administrator'))] }), 'docx')).toEqual([])
    }
  })

  it('is nothing where a text layer repeats what OCR sees on a page, and something where it says more', async () => {
    const seen: Part = new PartBuilder('image', 'page 1').block('关于开展安全检查的通知', { page: 1 }).build()
    const layer = (text: string): Part => new PartBuilder('body').block(text, { page: 1 }, 'hidden').build()
    const rules = (parts: readonly Part[], gaps: readonly Gap[] = []): string[] => findLeftBehind(
      { path: 'a.pdf', sha256: '' }, { format: 'pdf', parts, gaps, members: [] }, { today: '2026-12-01', mask: String },
    ).active.map(({ rule }) => rule)
    expect(rules([layer('关于开展安垒检查的通知'), seen])).toEqual([])
    expect(rules([layer(WORDS), seen])).toEqual(['left.hidden-text'])
    expect(rules([layer(WORDS)])).toEqual(['left.hidden-text'])
    expect(rules([layer(WORDS)], [{ piece: 'page 1', reason: 'page-without-text', args: { images: 1 } }])).toEqual([])
  })

  it('is no file inside where it is the picture, the equation or the packed data of a drawing', async () => {
    const member = (name: string, bytes: Uint8Array) => ({ path: `a.docx!${name}`, bytes })
    const equation = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(64), Buffer.from('Equation Native', 'utf16le')])
    const members = [member('packed-1.bin', Buffer.from('a')), member('word/embeddings/a.png', Buffer.from('89504e470d0a1a0a', 'hex')), member('word/embeddings/a.bin', equation)]
    const found = (all: typeof members) => findLeftBehind(
      { path: 'a.docx', sha256: '' }, { format: 'docx', parts: [], gaps: [], members: all }, { today: '2026-12-01', mask: String },
    ).active.map(({ rule, match }) => `${rule} ${match}`)
    expect(found(members)).toEqual([])
    expect(found([...members, member('底稿.txt', Buffer.from(WORDS))])).toEqual(['left.embedded-files 底稿.txt'])
  })

  it('has the severities of the options', async () => {
    const document = docx.docx({ body: [p('公开的一句', docx.comment(WORDS, 'a'))], properties: { core: { creator: '王某某' } } })
    const severities = async (left: LeftOptions): Promise<string[]> => (await leftIn(document, 'docx', left)).map((one) => one.severity)
    expect(await severities({})).toEqual(['review', 'note'])
    expect(await severities({ profile: 'archive' })).toEqual(['note', 'note'])
    expect(await severities({ profile: 'archive', comments: 'block', author: 'off' })).toEqual(['block'])
  })

  it('makes a document one for review, shows no sentence unless it is told to, and can be waived', async () => {
    const document = docx.docx({ body: [p('公开的一句', docx.del('王局长说这个项目先不要告诉群众', 'a'))] })
    const key = new Uint8Array(16).fill(7)
    const screener = await createScreener({ key, ocr: 'off' })
    const screening = await screener.screen(document, { name: 'a.docx' })
    expect(screening.verdict).toBe('review')
    const [finding] = screening.findings
    expect(finding!.match).toMatch(/^王\*+/)
    expect(JSON.stringify(screening)).not.toMatch(/局长|群众/)
    const waivers = [{ fingerprint: finding!.fingerprint, reason: '已核对', approver: '某' }]
    const waived = await (await createScreener({ key, waivers, ocr: 'off' })).screen(document, { name: 'b/a.docx' })
    expect(waived.verdict).toBe('clear')
    expect(waived.suppressed.map(({ rule }) => rule)).toEqual(['left.tracked-changes'])
  })

  it('keeps its fingerprint under a key only as long as nothing is added', async () => {
    const prints = await Promise.all([[WORDS], [WORDS, '又一条批注']].map(async (comments) => {
      const read = await reading('a.docx', docx.docx({ body: [p('句', ...comments.map((text) => docx.comment(text, 'a')))] }))
      const key = new Uint8Array(16)
      return findLeftBehind({ path: 'a.docx', sha256: '' }, read, { key, today: '2026-12-01', mask: String }).active[0]!.fingerprint
    }))
    expect(new Set(prints).size).toBe(2)
  })
})
