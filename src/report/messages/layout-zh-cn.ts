import type { LayoutMessages } from './layout-catalogue.js'

/** The layout of a document in Chinese, in the words of GB/T 9704-2012. */
export const layoutZhCn: LayoutMessages = {
  disclosures: { 'public': '主动公开', 'on-request': '依申请公开', 'abridged': '删减后公开', 'not-public': '不予公开' },
  layoutForms: { document: '公文', letter: '信函', order: '命令（令）', minutes: '纪要', telegram: '电报' },
  regions: {
    'head': '版头', 'title': '标题', 'addressee': '主送机关', 'attachment-note': '附件说明', 'signature': '署名和成文日期', 'annotation': '附注',
    'imprint': '版记', 'annex': '附件', 'table': '表格', 'list': '条目', 'quotation': '引语', 'cited-title': '书名号内（引用的文件名称）',
  },
  documentFacts: {
    form: '文种格式', copyNumber: '份号', urgency: '紧急程度', organ: '发文机关标志', number: '发文字号', signers: '签发人', title: '标题',
    addressee: '主送机关', issued: '成文日期', disclosure: '公开属性', copiedTo: '抄送机关', printedBy: '印发机关', printed: '印发日期',
  },
  layout: { file: '文件', none: '未识别出公文格式要素', region: '所在部位', text: '正文' },
}
