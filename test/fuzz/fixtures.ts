import { gzipSync } from 'node:zlib'
import { compound } from '../builders/compound.js'
import { doc } from '../builders/doc.js'
import * as word from '../builders/docx.js'
import { attachment, mail, multipart, part } from '../builders/mail.js'
import { flatOdf, hiding, odf, sheet } from '../builders/odf.js'
import { ofd, rectangle, text as drawn } from '../builders/ofd.js'
import * as pdf from '../builders/pdf.js'
import { ppt } from '../builders/ppt.js'
import { rar } from '../builders/rar.js'
import { group, rtf } from '../builders/rtf.js'
import { pack } from '../builders/seven-zip.js'
import { tar } from '../builders/tar.js'
import { encode } from '../builders/text.js'
import { xls } from '../builders/xls.js'
import { flatUof, paragraph as uofParagraph, uofPackage } from '../builders/uof.js'
import { xlsx } from '../builders/xlsx.js'
import { glyphs, xps } from '../builders/xps.js'
import { zip } from '../builders/zip.js'

/** A whole file and the marks it tells, each in a place of its own. */
export interface Fixture {
  readonly name: string
  readonly bytes: Buffer
  readonly marks: readonly string[]
  /**
   * How a loss shows. `packed`: what is in it has checksums, so no loss is excused. `closed`: it has an end, so cutting
   * it off is not excused. `open`: a file of half the length is a file too.
   */
  readonly loss: 'packed' | 'closed' | 'open'
  /** Bytes without which no reader would make text of the rest: how it is escaped, where it is attached. */
  readonly needs?: readonly string[]
}

/** Marks that no two places share, of characters any page has. */
function mark(at: number): string {
  return `机密文件${'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉'[at]!}`
}

const [a, b, c, d, e, f, g, h] =
  Array.from({ length: 8 }, (_, at) => mark(at)) as [string, string, string, string, string, string, string, string]

function fixture(name: string, loss: Fixture['loss'], bytes: Uint8Array | string, marks: readonly string[]): Fixture {
  return { name, loss, bytes: Buffer.from(bytes as Uint8Array), marks }
}

export function packages(): Fixture[] {
  const letter = word.docx({
    header: [word.p(a)],
    body: [b, word.p('正文', word.hidden(c), word.del(d), word.footnote(e), word.comment(f, '某')),
      word.table([['密级', g]]), word.textbox(h)],
    properties: { core: { title: mark(8) } },
  })
  const book = xlsx({
    sheets: [{ name: '表', rows: [[a, 1], [{ inline: b }, 2]], header: `&C${c}`, comments: { A1: ['某', d] } },
      { name: e, rows: [[f]], hidden: true }],
    names: { 名: g }, unshown: [h],
  })
  const deck = zip({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'ppt/presentation.xml': '<p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"/>',
    'ppt/slides/slide1.xml': slide(a), 'ppt/notesSlides/notesSlide1.xml': slide(b),
    'ppt/slideMasters/slideMaster1.xml': slide(c),
  })
  return [
    fixture('a.docx', 'packed', letter, [a, b, c, d, e, f, g, h, mark(8)]),
    fixture('a.xlsx', 'packed', book, [a, b, c, d, e, f, g, h]),
    fixture('a.pptx', 'packed', deck, [a, b, c]),
    fixture('a.odt', 'packed', odf('text', {
      styles: hiding('H'), header: `<text:p>${a}</text:p>`, meta: { 'dc:title': b },
      body: `<text:p>${c}</text:p><text:p>明<text:span text:style-name="H">${d}</text:span></text:p>`
        + `<office:annotation><text:p>${e}</text:p></office:annotation>`,
    }), [a, b, c, d, e]),
    fixture('a.ods', 'packed',
      odf('spreadsheet', {
        styles: hiding('H', 'table'), body: sheet('一', [[a, '1']]) + sheet(b, [[c]], 'table:style-name="H"'),
      }), [a, b, c]),
    fixture('a.ofd', 'packed', ofd({
      pages: [[drawn(a), drawn(b, { hidden: true, at: [20, 60] }), drawn(c, { at: [20, 90] }),
        rectangle([10, 80, 150, 30])]], template: [drawn(d, { at: [20, 200] })],
      info: { Title: e }, annotations: [{ type: 'Watermark', draws: [drawn(f)] }], attachments: { 'a.txt': g },
      tags: `<doc><密级>${h}</密级></doc>`,
    }), [a, b, c, d, e, f, g, h]),
    fixture('a.xps', 'packed', xps([glyphs(a) + glyphs(b, { y: 300, fill: '#ffffffff' }), glyphs(c)], { parts: { 'Documents/a.txt': d } }), [a, b, c, d]),
    fixture('a.vsdx', 'packed', zip({
      'visio/document.xml': '<?xml version="1.0"?><VisioDocument/>',
      'visio/pages/pages.xml': `<?xml version="1.0"?><Pages><Page Name="${a}"/></Pages>`,
      'visio/pages/page1.xml': `<?xml version="1.0"?><PageContents><Shapes><Shape><Text>${b}</Text></Shape></Shapes></PageContents>`,
    }), [a, b]),
    fixture('package.uot', 'packed', uofPackage({
      'content.xml': `<uof:内容>${uofParagraph(a, { text: b, hidden: true })}<字:页眉>${uofParagraph(c)}</字:页眉></uof:内容>`,
      '_meta/meta.xml': `<元:元数据><元:标题>${d}</元:标题></元:元数据>`,
    }), [a, b, c, d]),
    fixture('a.epub', 'packed', zip([
      { name: 'mimetype', data: 'application/epub+zip', stored: true },
      { name: 'META-INF/container.xml',
        data: '<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>' },
      { name: 'a.opf',
        data: '<package xmlns:dc="http://purl.org/dc/elements/1.1/">'
          + `<metadata><dc:title>${a}</dc:title></metadata></package>` },
      { name: 'one.xhtml', data: `<html><body><p>${b}</p><p style="display:none">${c}</p></body></html>` },
    ]), [a, b, c]),
    fixture('a.zip', 'packed', zip([
      { name: `${a}.txt`, data: b }, { name: 'in/a.docx', data: word.docx({ body: [c] }) },
      { name: 'e.txt', data: encode(e, 'gb18030'), stored: true },
    ]), [a, b, c, e]),
  ]
}

function slide(text: string): string {
  const schemas = 'http://schemas.openxmlformats.org'
  const spaces = `xmlns:p="${schemas}/presentationml/2006/main" xmlns:a="${schemas}/drawingml/2006/main"`
  return `<p:sld ${spaces}><p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:txBody>`
    + '</p:sp></p:spTree></p:cSld></p:sld>'
}

const wide = (text: string): Buffer => Buffer.from(text, 'utf16le')

export function binaries(): Fixture[] {
  return [
    fixture('a.doc', 'closed',
      doc({
        body: [a, [{ text: b, deleted: true }, '余'], { cells: ['密级', c] }], header: d, footnotes: [e], comments: [f],
      }), [a, b, c, d, e, f]),
    fixture('a.xls', 'closed', xls({
      sheets: [{ name: '一', rows: [[a, 1], [{ inline: b }]], header: c, notes: { A1: ['某', d] } },
        { name: e, state: 'very-hidden', rows: [[f]] }], unshown: [g],
    }), [a, b, c, d, e, f, g]),
    fixture('a.ppt', 'closed',
      ppt({ slides: [{ text: a, notes: b }, { text: c, hidden: true, comment: ['某', d] }], master: e, earlier: [f] }),
      [a, b, c, d, e, f]),
    fixture('a.msg', 'closed', compound({
      '__properties_version1.0': Buffer.alloc(32), '__substg1.0_0037001F': wide(a), '__substg1.0_1000001F': wide(b),
      '__substg1.0_10130102': Buffer.from(`<p style="display:none">${c}</p>`),
      '__attach_version1.0_#00000000': { '__properties_version1.0': Buffer.alloc(8),
        '__substg1.0_3707001F': wide(`${d}.txt`), '__substg1.0_37010102': Buffer.from(e) },
    }), [a, b, c, d, e]),
  ]
}

export function texts(): Fixture[] {
  const page =
    `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${a}</title></head><body><p>${b}</p><!-- ${c} -->`
    + `<p style="display:none">${d}</p><img alt="${e}"><script>var x = "${f}"</script></body></html>`
  const letter = mail({ Subject: a }, multipart('B', [
    part({ 'Content-Type': 'text/plain; charset=utf-8' }, b),
    part({ 'Content-Type': 'text/html; charset=gb18030' }, encode(`<p>${c}</p>`, 'gb18030')),
    attachment('a.txt', d),
  ]))
  const base64 = (text: string): string => Buffer.from(text).toString('base64')
  return [
    fixture('a.txt', 'open', `${a}\n正文\n${b}\n`, [a, b]),
    fixture('gbk.txt', 'open', encode(`国务院办公厅关于进一步加强政府信息公开保密审查工作的通知\n${a}\n各单位应当按照规定办理\n${b}\n`, 'gb18030'), [a, b]),
    fixture('a.csv', 'open', `姓名,密级\n"甲","${a}"\n乙,${b}\n`, [a, b]),
    fixture('a.md', 'open', `---\ntitle: ${a}\n---\n# ${b}\n\n正文 **${c}**\n\n<!-- ${d} -->\n`, [a, b, c, d]),
    fixture('a.html', 'open', page, [a, b, c, d, e, f]),
    fixture('a.xml', 'closed', `<?xml version="1.0"?><a 名="${a}"><b>${b}</b><!-- ${c} --><d><![CDATA[${d}]]></d></a>`,
      [a, b, c, d]),
    fixture('a.json', 'open', JSON.stringify({ 标题: a, 内容: [b, { 密级: c }] }), [a, b, c]),
    fixture('a.fodt', 'closed',
      flatOdf('text', { header: `<text:p>${a}</text:p>`, meta: { 'dc:title': b }, body: `<text:p>${c}</text:p>` }),
      [a, b, c]),
    fixture('a.uof', 'closed', flatUof(`${uofParagraph(a)}<字:脚注>${uofParagraph(b)}</字:脚注>`), [a, b]),
    fixture('a.dxf', 'closed', `  0\nSECTION\n  2\nENTITIES\n  0\nTEXT\n  8\n0\n  1\n${a}\n  0\nMTEXT\n 60\n1\n  1\n${b}\n  0\nENDSEC\n  0\nEOF\n`, [a, b]),
    { needs: ['\\uc1 '], ...fixture('a.rtf', 'closed', rtf(
      `${a}\\par `, group('\\header ', b), `{\\v ${c}}\\par `, group('\\*\\annotation ', d), `{\\info{\\title ${e}}}`,
      `{\\deleted ${f}}\\par `,
      group('\\*\\nobodyknows ', g),
    ), [a, b, c, d, e, f, g]) },
    fixture('a.eml', 'open', letter, [a, b, c, d]),
    fixture('attached.eml', 'open', mail({ Subject: a }, multipart('B', [
      part({ 'Content-Type': 'text/plain; charset=utf-8', 'Content-Transfer-Encoding': 'base64' }, base64(b)),
      attachment('filename=b.html', `<p>${c}</p>`),
      attachment('filename=a.txt', d),
    ])), [a, b, c, d]),
    fixture('a.mbox', 'open', Buffer.concat([a, b].map((each) => Buffer.concat([
      Buffer.from('From a@example.com Thu Jun 12 08:00:00 2025\n'), mail({ Subject: '文' }, each), Buffer.from('\n\n'),
    ]))), [a, b]),
  ]
}

export function portables(): Fixture[] {
  const marks = [
    pdf.text(a), pdf.text(b, { y: 650, mode: 3 }), pdf.text(c, { y: 600, cmap: 'GBK-EUC-H' }),
    pdf.text(d, { y: 550 }), pdf.box([50, 540, 200, 30]),
  ]
  const page = pdf.page(marks, { annotations: [pdf.note(e), pdf.field('名', f)] })
  const bytes = pdf.pdf([page, pdf.page([pdf.text('第二页')])], { info: { Title: g }, bookmarks: [h] })
  // Which characters a code stands for is said by the fonts alone.
  const needs = Buffer.from(bytes).toString('latin1').match(/\n\d+ 0 obj\n<< \/Type \/Font[^]*?endobj\n/g) ?? []
  return [{ needs, ...fixture('a.pdf', 'closed', bytes, [a, b, c, d, e, f, g, h]) }]
}

export async function archives(): Promise<Fixture[]> {
  return [
    fixture('a.tar', 'open', tar([{ name: `${a}.txt`, data: b }, { name: 'b.txt', data: c }]), [a, b, c]),
    fixture('a.txt.gz', 'packed', gzipSync(a), [a]),
    fixture('a.rar', 'packed', rar({ [`${a}.txt`]: b, 'c.txt': c }), [a, b, c]),
    fixture('a.7z', 'packed', await pack('7z', { [`${a}.txt`]: b }), [a, b]),
    fixture('a.txt.xz', 'packed', await pack('xz', { 'a.txt': a }), [a]),
    fixture('a.txt.bz2', 'packed', await pack('bz2', { 'a.txt': a }), [a]),
  ]
}
