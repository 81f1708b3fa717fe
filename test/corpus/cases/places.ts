import {
  comment, del, docxParts, footnote, hidden, ins, p, run, table, textbox, tiny, watermark, white, type Content, type Description,
} from '../../builders/docx.js'
import { bankCard, mobile, residentId } from '../../builders/identities.js'
import { zip } from '../../builders/zip.js'
import { mark, row, type Case } from '../case.js'

const BODY: readonly Content[] = ['云泽县人民政府办公室', '关于开展农村公路养护检查的通知', '各乡镇人民政府：', '现将有关事项通知如下。']

/** A common notice with the additions of a case. Stored, not deflated, so that the bytes do not depend on zlib. */
function word(description: Description): Uint8Array {
  const parts = docxParts({ body: BODY, ...description })
  return zip(Object.entries(parts).map(([name, data]) => ({ name, data, stored: true })))
}

/** The same marks in places that are easily overlooked: Word documents, pages and tables. */
export const placeCases: readonly Case[] = [
  row('block-docx-header', 'docx', 'The mark stands in the header alone, in two runs.',
    word({ header: [p(run('机密', { bold: true }), run('★20年'))] }), { findings: [mark('机密★20年', { part: 'header', visibility: 'visible' })] }),
  row('block-docx-first-header', 'docx', 'The mark stands in the header of the first page.',
    word({ firstHeader: ['秘密★5年'] }), { findings: [mark('秘密★5年', { part: 'header' })] }),
  row('block-docx-footer', 'docx', 'The mark stands in the footer.',
    word({ footer: ['秘密★10年'] }), { findings: [mark('秘密★10年', { part: 'footer' })] }),
  row('block-docx-body-head', 'docx', 'An official document with copy number, mark and urgency.',
    word({ body: ['000012', '机密★10年', '特急', ...BODY] }), { findings: [mark('机密★10年', { part: 'body' })] }),
  row('block-docx-runs-split', 'docx', 'Each character of the mark is a run of its own.',
    word({ body: [p(...[...'机密★20年'].map((each) => run(each, { bold: true }))), ...BODY] }), { findings: [mark('机密★20年')] }),
  row('block-docx-textbox', 'docx', 'The mark stands in a text box, written twice for old and new programs and found once.',
    word({ body: [p(textbox('机密★长期')), ...BODY] }), { findings: [mark('机密★长期', { part: 'textbox' })] }),
  row('block-docx-watermark', 'docx', 'The level is a watermark behind the text.',
    word({ header: [watermark('机密')] }), { findings: [mark('机密', { part: 'watermark' })] }),
  row('block-docx-footnote', 'docx', 'A marked passage in a footnote.',
    word({ body: [...BODY, p('储备情况见注', footnote('秘密★5年'))] }), { findings: [mark('秘密★5年', { part: 'footnote' })] }),
  row('block-docx-comment', 'docx', 'A comment left in the file names the level.',
    word({ body: [...BODY, p('请核', comment('密级：机密', '承办人'))] }), { findings: [mark('机密', { part: 'comment' })] }),
  row('block-docx-deleted', 'docx', 'The mark was deleted with tracking on, and is still in the file.',
    word({ body: [p(del('机密★10年')), ...BODY] }), { findings: [mark('机密★10年', { visibility: 'deleted' })] }),
  row('block-docx-deleted-within', 'docx', 'A tracked deletion between the characters hides what the page now shows.',
    word({ body: [p('机', del('器'), '密★10年'), ...BODY] }), { findings: [mark('机密★10年', { visibility: 'visible' })] }),
  row('block-docx-inserted', 'docx', 'The mark is a tracked insertion.',
    word({ body: [p(ins('秘密★3年')), ...BODY] }), { findings: [mark('秘密★3年', { visibility: 'visible' })] }),
  row('block-docx-hidden', 'docx', 'The mark is hidden text.',
    word({ body: [p(hidden('秘密★10年')), ...BODY] }), { findings: [mark('秘密★10年', { visibility: 'hidden' })] }),
  row('block-docx-white', 'docx', 'The mark is white on white.',
    word({ body: [p(white('机密★20年')), ...BODY] }), { findings: [mark('机密★20年', { visibility: 'hidden' })] }),
  row('block-docx-tiny', 'docx', 'The mark is set in one point.',
    word({ body: [p(tiny('机密★20年')), ...BODY] }), { findings: [mark('机密★20年', { visibility: 'hidden' })] }),
  row('block-docx-cells', 'docx', 'Label and level stand in neighbouring cells of a table.',
    word({ body: [table([['档号', 'YZ-2025-017'], ['密级', '机密'], ['页数', '12']]), ...BODY] }), { findings: [mark('机密')] }),
  row('block-docx-property', 'docx', 'A property of the document names the level.',
    word({ properties: { custom: { 密级: '机密' } } }), { findings: [mark('机密', { part: 'metadata', visibility: 'metadata' })] }),
  row('review-docx-resident-id', 'docx', 'A resident ID number in a table of the body.',
    word({ body: [...BODY, table([['姓名', '身份证号'], ['陈某', residentId(7)]])] }),
    { findings: [{ category: 'personal-information', severity: 'review', match: residentId(7) }] }),
  row('review-docx-comment-mobile', 'docx', 'A mobile number left in a comment.',
    word({ body: [...BODY, p('请联系', comment(`有事打手机：${mobile(8)}`, '承办人'))] }),
    { findings: [{ category: 'personal-information', severity: 'review', match: mobile(8), part: 'comment' }] }),
  row('block-docx-list', 'docx', 'An attachment lists people with ID numbers and cards.',
    word({ body: ['附件：发放名单', table([['姓名', '身份证号', '银行卡号'], ...[1, 2, 3, 4].map((n) => [`赵${n}`, residentId(n), bankCard(n)])])] }),
    { findings: [1, 2, 3, 4].flatMap((n) => [residentId(n), bankCard(n)])
      .map((match) => ({ category: 'personal-information', severity: 'block', match })) }),
  row('clear-docx-notice', 'docx', 'An ordinary notice in Word.', word({ header: ['云泽县人民政府办公室文件'], footer: ['第 1 页'] })),
  row('clear-docx-mention', 'docx', 'A training text in Word explains the mark.',
    word({ body: ['保密常识', '国家秘密标志由密级、★和保密期限组成，例如“机密★20年”。'] })),
  row('block-html-comment', 'html', 'The mark stands in a comment of the page source.',
    '<!doctype html><meta charset="utf-8"><title>通知</title><!-- 密级：机密 --><p>现将有关事项通知如下。</p>\n',
    { findings: [mark('机密', { part: 'comment' })] }),
  row('block-html-hidden', 'html', 'The mark stands in an element that does not show.',
    '<!doctype html><meta charset="utf-8"><title>通知</title><div style="display:none">机密★20年</div><p>现将有关事项通知如下。</p>\n',
    { findings: [mark('机密★20年', { visibility: 'hidden' })] }),
  row('block-html-inline-split', 'html', 'Inline elements and entities split the mark.',
    '<!doctype html><meta charset="utf-8"><title>通知</title><p><b>机</b><i>密</i>&#9733;2<span>0</span>年</p><p>现将有关事项通知如下。</p>\n',
    { findings: [mark('机密★20年', { visibility: 'visible' })] }),
  row('block-csv-label-cell', 'csv', 'A cell of the table head gives the level.',
    '档号,YZ-2025-017\n密级,机密\n题名,云泽水库除险加固\n', { findings: [mark('机密')] }),
  row('block-markdown-front-matter', 'md', 'The front matter of a page names the level.',
    '---\ntitle: 重点目标防护\n密级: 秘密\n---\n\n# 重点目标防护\n', { findings: [mark('秘密', { part: 'metadata' })] }),
]
