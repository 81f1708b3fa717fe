import { officialDocument, row, type Case, type ExpectedFinding } from '../case.js'

const workSecret = (match: string): ExpectedFinding => ({ category: 'work-secret', severity: 'review', match })
const attribute = (match: string, part?: ExpectedFinding['part']): ExpectedFinding =>
  ({ category: 'attribute', severity: 'review', match, ...(part && { part }) })

/** Work secrets, disclosure attributes and trade secrets: words that need a human reviewer. */
export const wordCases: readonly Case[] = [
  row('review-internal-material', 'txt', 'A handling note at the head of the page.',
    officialDocument({ head: ['内部资料 注意保存'] }), { findings: [workSecret('内部资料 注意保存')] }),
  row('review-internal-matter', 'txt', 'The handling note for internal matters.',
    officialDocument({ head: ['内部事项 注意保管'] }), { findings: [workSecret('内部事项 注意保管')] }),
  row('review-internal-document', 'txt', '内部文件 alone at the head.',
    officialDocument({ head: ['内部文件'] }), { findings: [workSecret('内部文件')] }),
  row('review-not-to-be-passed-on', 'txt', 'A closing line forbids passing the text on.',
    officialDocument({ tail: ['（本材料不得外传）'] }), { findings: [workSecret('本材料不得外传')] }),
  row('review-strictly-not-to-be-passed-on', 'txt', '严禁外传 alone on its line.',
    officialDocument({ tail: ['严禁外传'] }), { findings: [workSecret('严禁外传')] }),
  row('review-return-after-reading', 'txt', '阅后收回 in brackets at the head.',
    officialDocument({ head: ['（阅后收回）'] }), { findings: [workSecret('阅后收回')] }),
  row('review-for-leaders-only', 'txt', '仅供领导参阅 at the head of a brief.',
    officialDocument({ head: ['仅供领导参阅'], title: '农业农村经济运行情况专报' }), { findings: [workSecret('仅供领导参阅')] }),
  row('review-no-reprint', 'txt', '不得翻印 at the foot.',
    officialDocument({ tail: ['不得翻印'] }), { findings: [workSecret('不得翻印')] }),
  row('review-work-secret-label', 'txt', '工作秘密 on its own line, as offices mark it since the 2024 law.',
    officialDocument({ head: ['工作秘密'] }), { findings: [workSecret('工作秘密')] }),
  row('review-attribute-line', 'txt', 'The disclosure attribute says 不予公开.',
    officialDocument({ tail: ['公开属性：不予公开'] }), { findings: [attribute('不予公开')] }),
  row('review-attribute-on-request', 'txt', 'The disclosure attribute says 依申请公开.',
    officialDocument({ tail: ['信息公开选项：依申请公开'] }), { findings: [attribute('依申请公开')] }),
  row('review-attribute-not-public', 'txt', '此件不公开 in brackets below the text.',
    officialDocument({ tail: ['（此件不公开）'] }), { findings: [attribute('此件不公开')] }),
  row('review-attribute-in-file-name', 'txt', 'The attribute stands in the file name alone.', officialDocument(),
    { name: '关于印发考核办法的通知—不予公开.txt', findings: [attribute('不予公开', 'filename')] }),
  row('review-base-price', 'txt', 'The base price of a tender before the opening of bids.',
    '云泽县第三中学宿舍楼改造工程\n标底：人民币 1284.6 万元\n开标时间：2025年7月1日9时\n',
    { findings: [{ category: 'trade-secret', severity: 'review', match: '标底' }] }),
  row('block-commercial-secret-mark', 'txt', 'The commercial secret mark of a state-owned company.',
    '核心商密★10年\n\n云泽能源集团有限公司\n二〇二五年度采购策略\n',
    { findings: [{ category: 'trade-secret', severity: 'block', match: '核心商密★10年' }] }),
]
