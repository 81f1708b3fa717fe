import { doc } from '../../builders/doc.js'
import { properties } from '../../builders/compound.js'
import { ppt } from '../../builders/ppt.js'
import { xls } from '../../builders/xls.js'
import { mark, row, type Case } from '../case.js'

const BODY = ['关于开展农村公路养护检查的通知', '现将有关事项通知如下。']

/** Documents in the binary formats of Office before 2007, which WPS also writes. */
export const legacyCases: readonly Case[] = [
  row('clear-doc-notice', 'doc', 'An ordinary notice in a binary Word file.', doc({ body: BODY })),
  row('block-doc-header', 'doc', 'A mark that stands in the header alone.', doc({ body: BODY, header: '机密★20年' }),
    { findings: [mark('机密★20年', { part: 'header', visibility: 'visible' })] }),
  row('block-doc-deleted', 'doc', 'A mark in a tracked deletion.', doc({ body: [[{ text: '秘密★10年', deleted: true }], ...BODY] }),
    { findings: [mark('秘密★10年', { part: 'revision', visibility: 'deleted' })] }),
  row('block-doc-hidden', 'wps', 'A mark in hidden text of a WPS file.', doc({ body: [[{ text: '绝密★启用前', hidden: true }], ...BODY] }),
    { findings: [mark('绝密★启用前', { part: 'body', visibility: 'hidden' })] }),
  row('block-doc-table', 'doc', 'Label and level in two cells of a row.', doc({ body: [...BODY, { cells: ['密级', '机密★5年'] }] }),
    { findings: [mark('机密★5年', { part: 'body' })] }),
  row('block-doc-property', 'doc', 'A mark among the custom properties.',
    doc({ body: BODY, streams: { '\x05DocumentSummaryInformation': properties([{ id: 'custom', values: { 密级: '机密★20年' } }]) } }),
    { findings: [mark('机密★20年', { part: 'metadata', visibility: 'metadata' })] }),
  row('incomplete-doc-encrypted', 'doc', 'An encrypted Word file.', doc({ body: BODY, encrypted: true }), { gaps: ['encrypted'] }),
  row('clear-xls-table', 'xls', 'A table of distances.', xls({ sheets: [{ name: '里程', rows: [['道路', '公里'], ['甲线', 12.5], ['乙线', 7]] }] })),
  row('block-xls-hidden-sheet', 'xls', 'A mark on a very hidden sheet.',
    xls({ sheets: [{ name: '里程', rows: [['道路']] }, { name: '附表', state: 'very-hidden', rows: [['机密★10年']] }] }),
    { findings: [mark('机密★10年', { part: 'cell', visibility: 'hidden' })] }),
  row('block-xls-comment', 'et', 'A mark in the comment of a cell, in a file of WPS.',
    xls({ sheets: [{ name: '里程', rows: [['道路']], notes: { A1: ['张三', '秘密★5年'] } }] }),
    { findings: [mark('秘密★5年', { part: 'comment', visibility: 'visible' })] }),
  row('block-xls-header', 'xls', 'A mark in the header of a sheet.', xls({ sheets: [{ name: '里程', header: '&L机密★20年', rows: [['道路']] }] }),
    { findings: [mark('机密★20年', { part: 'header' })] }),
  row('incomplete-xls-encrypted', 'xls', 'An encrypted workbook.', xls({ sheets: [{ name: '里程' }], encrypted: true }), { gaps: ['encrypted'] }),
  row('clear-ppt-talk', 'ppt', 'An ordinary presentation.', ppt({ slides: [{ text: '农村公路养护\r工作汇报' }], master: '单击此处编辑标题' })),
  row('block-ppt-hidden-slide', 'ppt', 'A mark on a hidden slide.', ppt({ slides: [{ text: '农村公路养护' }, { text: '机密★10年', hidden: true }] }),
    { findings: [mark('机密★10年', { part: 'body', visibility: 'hidden' })] }),
  row('block-ppt-notes', 'dps', 'A mark in the notes of a slide, in a file of WPS.', ppt({ slides: [{ text: '农村公路养护', notes: '秘密★5年' }] }),
    { findings: [mark('秘密★5年', { part: 'notes' })] }),
  row('block-ppt-earlier-save', 'ppt', 'A mark that an earlier save left in the file.', ppt({ slides: [{ text: '农村公路养护' }], earlier: ['机密★20年'] }),
    { findings: [mark('机密★20年', { part: 'revision', visibility: 'deleted' })] }),
  row('incomplete-ppt-pictures', 'ppt', 'A presentation with pictures that were not read.',
    ppt({ slides: [{ text: '农村公路养护' }], streams: { Pictures: Buffer.alloc(64, 1) } }), { gaps: ['image-not-read'] }),
]
