import { docx } from '../../builders/docx.js'
import { hiding, flatOdf, odf, sheet } from '../../builders/odf.js'
import { ofd, rectangle, text } from '../../builders/ofd.js'
import { group, rtf } from '../../builders/rtf.js'
import { mark, row, type Case } from '../case.js'

const LINES = ['关于开展农村公路养护检查的通知', '现将有关事项通知如下。', '检查范围为全县县道、乡道和村道。']
const BODY = LINES.map((line) => `<text:p>${line}</text:p>`).join('')
const WORDS = LINES.map((line) => `${line}\\par `).join('')
const OUTLINE = '<ofd:PathObject Boundary="20 20 100 40" Fill="true"><ofd:AbbreviatedData>M 0 0 B 10 20 30 40 50 0 C</ofd:AbbreviatedData></ofd:PathObject>'
const PAGE = LINES.map((line, at) => text(line, { at: [25, 30 + 8 * at] }))

/** OFD, OpenDocument and RTF: marks in the parts that each format has. */
export const packageCases: readonly Case[] = [
  row('clear-docx-named-doc', 'doc', 'An ordinary notice as docx, under the ending of the older format.', docx({ body: LINES }), {
    findings: [{ category: 'process', severity: 'note', match: '扩展名与内容不符', part: 'filename', visibility: 'metadata' }],
  }),
  row('clear-ofd-notice', 'ofd', 'An ordinary notice as OFD.', ofd({ stored: true, pages: [PAGE], info: { Title: LINES[0]! } })),
  row('block-ofd-template-page', 'ofd', 'A mark that stands on the template page alone.',
    ofd({ stored: true, pages: [PAGE], template: [text('机密★20年', { at: [150, 15] })] }),
    { findings: [mark('机密★20年', { part: 'template', visibility: 'visible' })] }),
  row('block-ofd-split-glyphs', 'ofd', 'A mark drawn character by character, out of order.',
    ofd({ stored: true, pages: [[...PAGE, text('密', { at: [25, 15] }), text('★10年', { at: [30, 15], delta: '5 2.5 2.5' }), text('机', { at: [20, 15] })]] }),
    { findings: [mark('机密★10年', { part: 'body', visibility: 'visible' })] }),
  row('block-ofd-covered', 'ofd', 'A mark under a white rectangle.',
    ofd({ stored: true, pages: [[...PAGE, text('秘密★5年', { at: [150, 15] }), rectangle([145, 10, 50, 15], '255 255 255')]] }),
    { findings: [mark('秘密★5年', { part: 'body', visibility: 'covered' })] }),
  row('block-ofd-hidden-watermark', 'ofd', 'A watermark that is made not to show.',
    ofd({ stored: true, pages: [PAGE], annotations: [{ type: 'Watermark', draws: [text('机密★10年')], hidden: true }] }),
    { findings: [mark('机密★10年', { part: 'watermark', visibility: 'hidden' })] }),
  row('block-ofd-custom-tag', 'ofd', 'A mark among the tags of an official document, its label the name of the element.',
    ofd({ stored: true, pages: [PAGE], tags: '<doc><密级和保密期限>机密★20年</密级和保密期限></doc>' }),
    { findings: [mark('机密★20年', { part: 'custom-data', visibility: 'metadata' })] }),
  row('incomplete-ofd-outlines', 'ofd', 'A page that draws curves, as letters turned into outlines are, and says nothing.', ofd({ stored: true, pages: [[OUTLINE]] }),
    { gaps: ['page-without-text'] }),
  row('clear-odt-notice', 'odt', 'An ordinary notice as OpenDocument text.', odf('text', { body: BODY, header: '<text:p>云泽县人民政府办公室</text:p>' })),
  row('block-odt-header', 'odt', 'A mark that stands in the header alone.', odf('text', { body: BODY, header: '<text:p>机密★20年</text:p>' }),
    { findings: [mark('机密★20年', { part: 'header', visibility: 'visible' })] }),
  row('block-odt-hidden', 'odt', 'A mark in text that a style hides.',
    odf('text', { styles: hiding('H'), body: `${BODY}<text:p><text:span text:style-name="H">绝密★启用前</text:span></text:p>` }),
    { findings: [mark('绝密★启用前', { part: 'body', visibility: 'hidden' })] }),
  row('block-fodt-property', 'fodt', 'A mark among the properties of a flat file.', flatOdf('text', { body: BODY, custom: { 密级: '机密★20年' } }),
    { findings: [mark('机密★20年', { part: 'metadata', visibility: 'metadata' })] }),
  row('block-ods-hidden-sheet', 'ods', 'A mark on a hidden sheet.',
    odf('spreadsheet', { styles: hiding('H', 'table'), body: sheet('里程', [['道路', '公里']]) + sheet('附表', [['机密★10年']], 'table:style-name="H"') }),
    { findings: [mark('机密★10年', { part: 'cell', visibility: 'hidden' })] }),
  row('block-odp-notes', 'odp', 'A mark in the notes of a slide.',
    odf('presentation', { body: `<draw:page><draw:frame><draw:text-box>${BODY}</draw:text-box></draw:frame>`
      + '<presentation:notes><draw:frame><draw:text-box><text:p>秘密★5年</text:p></draw:text-box></draw:frame></presentation:notes></draw:page>' }),
    { findings: [mark('秘密★5年', { part: 'notes', visibility: 'visible' })] }),
  row('clear-rtf-notice', 'rtf', 'An ordinary notice as RTF.', rtf(WORDS)),
  row('block-rtf-hidden', 'rtf', 'A mark in hidden text.', rtf(WORDS, group('\\v ', '机密★10年'), '\\par '),
    { findings: [mark('机密★10年', { part: 'body', visibility: 'hidden' })] }),
  row('block-rtf-deleted', 'rtf', 'A mark in a tracked deletion.', rtf(group('\\deleted ', '秘密★10年'), '\\par ', WORDS),
    { findings: [mark('秘密★10年', { part: 'revision', visibility: 'deleted' })] }),
  row('block-rtf-doc', 'doc', 'A mark in the header of an RTF file that bears the ending of Word.', rtf(group('\\header ', '机密★20年'), WORDS),
    { findings: [mark('机密★20年', { part: 'header', visibility: 'visible' })] }),
]
