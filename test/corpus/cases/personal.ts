import { bankCard, mobile, residentId } from '../../builders/identities.js'
import { officialDocument, row, type Case, type ExpectedFinding } from '../case.js'

const personal = (match: string, severity: ExpectedFinding['severity'] = 'review'): ExpectedFinding =>
  ({ category: 'personal-information', severity, match })

const ids = Array.from({ length: 6 }, (_, n) => residentId(n))
const cards = Array.from({ length: 6 }, (_, n) => bankCard(n))
const phones = Array.from({ length: 3 }, (_, n) => mobile(n))
const spaced = (digits: string, ...at: number[]): string =>
  at.reduceRight((text, offset) => `${text.slice(0, offset)} ${text.slice(offset)}`, digits)
const fullWidth = (digits: string): string =>
  digits.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
/** With a wrong check digit. */
const broken = (id: string): string => id.slice(0, 17) + (id.endsWith('0') ? '1' : '0')
const list = (rows: readonly (readonly string[])[]): string => `${rows.map((cells) => cells.join(',')).join('\n')}\n`

/** Numbers that identify a person. All are synthetic, with valid checksums. */
export const personalCases: readonly Case[] = [
  row('review-resident-id-in-notice', 'txt', 'One resident ID number in the text of a notice.',
    officialDocument({ body: ['当事人：章某某', `公民身份号码：${ids[0]}`, '现依法送达行政处罚决定书。'] }), { findings: [personal(ids[0]!)] }),
  row('review-resident-id-without-label', 'txt', 'The number stands in a sentence and nothing names it.',
    officialDocument({ body: [`经查，章某某（${ids[1]}）符合条件。`] }), { findings: [personal(ids[1]!)] }),
  row('review-resident-id-spaced', 'txt', 'The number is written in groups.',
    officialDocument({ body: [`身份证号：${spaced(ids[2]!, 6, 14)}`] }), { findings: [personal(spaced(ids[2]!, 6, 14))] }),
  row('review-resident-id-full-width', 'txt', 'The digits are full-width.',
    officialDocument({ body: [`身份证号：${fullWidth(ids[3]!)}`] }), { findings: [personal(fullWidth(ids[3]!))] }),
  row('block-resident-id-list', 'csv', 'A list of beneficiaries with names, ID numbers and cards: the most common real leak.',
    list([['序号', '姓名', '身份证号', '银行卡号'], ...ids.slice(0, 5).map((id, n) => [String(n + 1), `王${'甲乙丙丁戊'[n]}`, id, cards[n]!])]),
    { findings: [...ids.slice(0, 5), ...cards.slice(0, 5)].map((value) => personal(value, 'block')) }),
  row('review-mobile-labelled', 'txt', 'The mobile number of a private person.',
    officialDocument({ body: [`申请人联系手机：${phones[0]}`] }), { findings: [personal(phones[0]!)] }),
  row('review-bank-card-labelled', 'txt', 'A card number after its label.',
    officialDocument({ body: [`补贴发放账号（农业银行卡）：${spaced(cards[5]!, 4, 8, 12, 16)}`] }), { findings: [personal(spaced(cards[5]!, 4, 8, 12, 16))] }),
  row('review-resident-id-html', 'html', 'The number is broken by inline elements and stands in a table.',
    `<!doctype html><meta charset="utf-8"><title>公示</title><table><tr><th>姓名</th><th>身份证号</th></tr><tr><td>李某</td><td><b>${ids[4]!.slice(0, 6)}</b><span>${ids[4]!.slice(6)}</span></td></tr></table>`,
    { findings: [personal(ids[4]!)] }),
  row('review-resident-id-markdown', 'md', 'The number stands in the front matter of a page.',
    `---\ntitle: 公示\ncontact_id: "${ids[5]}"\n---\n\n# 公示\n\n现予公示。\n`, { findings: [personal(ids[5]!)] }),
  row('clear-resident-id-masked', 'txt', 'Numbers masked as they should be.',
    officialDocument({ body: ['身份证号：330***********1234', '联系电话：138****5678'] })),
  row('clear-resident-id-checksum-wrong', 'txt', 'Eighteen digits whose check digit is wrong and that nothing names: a serial number.',
    officialDocument({ body: [`设备流水号 ${broken(ids[0]!)}`] })),
  row('clear-credit-code', 'txt', 'A unified social credit code is public.',
    officialDocument({ body: ['采购人统一社会信用代码：91350211M00013FA1N'] })),
  row('clear-office-landline', 'txt', 'Office landlines and hotlines are public.',
    officialDocument({ body: ['联系电话：010-12345678', '政务服务便民热线：12345', '监督电话：400-810-0000'] })),
  row('clear-long-numbers', 'txt', 'Order numbers, amounts and ISBNs are no cards.',
    officialDocument({ body: ['项目编号：YZCG20250617000123', '中标金额：12846000.00元', 'ISBN 978-7-0000-0000-2', '合同编号 202506170001234567'] })),
]
