import { beforeAll, describe, expect, it } from 'vitest'
import { compile, defaultLexiconFiles, loadLexicons } from '../../src/lexicon/index.js'
import type { Finding, PartKind, Ruleset } from '../../src/model/index.js'
import { bankCard, mobile, residentId } from '../builders/identities.js'
import { screenText } from './screen-text.js'

let ruleset: Ruleset
beforeAll(async () => { ruleset = compile(await loadLexicons(await defaultLexiconFiles())) })

function find(text: string, part: PartKind = 'body'): ReturnType<typeof screenText> {
  return screenText(ruleset, text, part)
}

async function worstSeverity(text: string, part: PartKind = 'body'): Promise<string> {
  const severities = (await find(text, part)).map((finding) => finding.severity)
  return ['block', 'review', 'note'].find((severity) => severities.some((one) => one === severity)) ?? 'nothing'
}

const FORMS = [
  '机密★20年', '秘密★1年', '机密★长期', '绝密★30年', '机密 ★ 长期', '机 密 ★ 2 0 年', '机密★5 年', '机密★２０年', '機密★20年', '秘密★十年',
  '秘密★6个月', '秘密★六个月', '秘密★半年', '机密★2030年12月31日', '机密★会议结束前', '绝密★启用前', '绝密★考试结束前', '机密级★10年', '★机密',
  '机密*20年', '机密＊20年', '绝密·永久', '密级：机密', '密 级:秘密', '文档密级：秘密', '【机密】', '秘密★', '绝密', '机密', '秘　密', '机\n密\n★\n5\n年',
  '机\u200b密\u2060★\u00ad5年', '机\u00a0密\u00a0★\u00a05\u00a0年',
]

describe('the shipped lexicons', () => {
  it.each<PartKind>(['body', 'header', 'footer', 'watermark', 'textbox', 'cell'])('block every form of a mark in a %s', async (part) => {
    for (const form of FORMS) expect(await worstSeverity(form, part), form).toBe('block')
  })

  it.each<[PartKind, string]>([
    ['filename', '机密★5年.docx'], ['filename', '某市2023年预案（秘密）.pdf'], ['filename', '市委密电〔2023〕5号.pdf'], ['metadata', '机密'],
    ['revision', '机密★10年'], ['comment', '密级：秘密'], ['alt-text', '秘密★5年'], ['annotation', '绝密★长期'],
  ])('block a mark in a %s: %s', async (part, text) => {
    expect(await worstSeverity(text, part)).toBe('block')
  })

  it.each([
    '工作秘密', '内部资料 注意保存', '公开属性：不予公开', '（此件不公开）', '核心商密', '关于调整内设机构的方案（送审稿）', '密件',
    `联系人：张三 ${mobile(5)}`, `张三 ${residentId(2)}`, `开户行某银行 ${bankCard(9)}`, '初始密码：abc123', '登录 http://10.1.2.3/oa',
  ])('ask for review of %s', async (text) => {
    expect(await worstSeverity(text)).toBe('review')
  })

  it.each([
    '国家秘密的密级分为绝密、机密、秘密三级。', '数架无人机密集起降。', '战机密集升空。', '请设置计算机密码和手机密码。', '隔绝密闭空间', '拒绝密切往来',
    '《绝密较量》', '密码区', '秘密☆のアッコちゃん', '内部资料性出版物', '内部控制规范', '（此件公开发布）', '公开属性：主动公开', '国办发明电〔2023〕5号',
    '3301**********1234', '138****5678', '服务热线 12345', '公开征求《某办法（征求意见稿）》意见', '依申请公开',
  ])('accept %s', async (text) => {
    expect(['note', 'nothing']).toContain(await worstSeverity(text))
  })

  it('rate a list of people as more severe than one person', async () => {
    const row = (seed: number) => `${seed + 1}\t张三\t${residentId(seed)}\t${bankCard(seed)}`
    const table = (rows: number) => ['序号\t姓名\t身份证号\t银行卡号', ...Array.from({ length: rows }, (_, seed) => row(seed))].join('\n')
    expect(await worstSeverity(table(1))).toBe('review')
    expect(await worstSeverity(table(5))).toBe('block')
  })

  it.each([
    ['家庭住址：云泽市青石区长安街道解放路12号3栋2单元501室', 'identifier.address', 'address-complete'],
    ['邮箱：lihua1990@qq.com', 'identifier.email', 'private-mailbox'],
    ['车牌号码：京A12345', 'identifier.plate', 'form-known'],
    ['登录 http://192.168.1.8/oa', 'credential.intranet-address', 'private-network'],
    [`电话：${mobile(5)}`, 'identifier.mobile', 'prefix-known'],
  ])('give a reason that fits the kind of value: %s', async (text, rule, code) => {
    const findings = await screenText(ruleset, text, 'body') as Finding[]
    const codes = findings.filter((one) => one.rule === rule).flatMap(({ reasons }) => reasons.map((reason) => reason.code))
    expect(codes.filter((one) => /-(?:known|complete|mailbox|network)$/.test(one))).toEqual([code])
  })

  it('mask every value', async () => {
    const values = [residentId(2), bankCard(9), mobile(5)]
    const findings = await screenText(ruleset, values.join('，'), 'body') as Finding[]
    expect(findings).toHaveLength(3)
    for (const value of values) expect(JSON.stringify(findings)).not.toContain(value.slice(3, 10))
  })
})
