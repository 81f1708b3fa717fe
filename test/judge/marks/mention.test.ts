import { describe, expect, it } from 'vitest'
import type { PartKind } from '../../../src/model/index.js'
import { MARKS, judgeText, marksIn, rule } from '../judging.js'

/** Public text about secrets: nothing here is a mark. */
const MENTIONS: readonly string[] = [
  '国家秘密的密级分为绝密、机密、秘密三级。',
  '绝密级国家秘密是最重要的国家秘密，泄露会使国家安全和利益遭受特别严重的损害；',
  '机关、单位应当将涉及绝密级或者较多机密级、秘密级国家秘密的机构确定为保密要害部门。',
  '不得泄露国家秘密、商业秘密和个人隐私。',
  '保守国家\n秘密是公民的义务',
  '保守国家\n秘密',
  '侵犯公民的通信自由和通信秘密。',
  '他出版了《绝密较量》一书。',
  '《绝密》',
  '《机密》是一部电影',
  '该文件属于“机密”级。',
  '绝密文件被盗',
  '无人机密集起飞', '舰机密切配合', '战机密集', '计算机密码', '手机密码', '隔绝密闭', '拒绝密切接触',
  '计算机\n密码学',
  '- **客户端机密**：用于认证', '**非机密**', '机密**20年**', '秘密☆',
  '密级：□绝密 □机密 □秘密',
  '密级：绝密/机密/秘密',
  '绝密\n机密\n秘密',
  '绝密\t机密\t秘密',
  '选举时应当设有秘密写票处。', '非秘密', '非 秘密',
  '机密性、完整性和可用性',
  '（一）国家事务重大决策中的秘密事项；',
  '较低的等级（秘密）的事项由局长确定。',
  '秘密，是指不为公众所知悉的信息。',
  '涉及机密*的信息', '机密·计算', '他认为机密* 20人知道',
]

/** Complete marks that a text is about: notes only. */
const EXPLAINED: readonly string[] = [
  '国家秘密标志为“机密★20年”的，应当在首页左上角标注。',
  '例如机密★20年',
  '标注“秘密★1年”字样',
  '《机密★20年》',
  '绝密★30年、机密★20年、秘密★10年三种标志',
]

describe('a level that is only mentioned', () => {
  it.each(MENTIONS)('%j is no finding', async (text) => {
    expect(await marksIn(text)).toEqual([])
  })

  it.each(MENTIONS)('%j is no finding after other text', async (text) => {
    expect(await marksIn(`${'各单位要按照要求认真落实。\n'.repeat(100)}${text}\n各单位要落实。`)).toEqual([])
  })

  it.each<readonly [PartKind, string]>([
    ['header', '中华人民共和国保守国家秘密法'], ['header', '保守国家秘密 人人有责'], ['filename', '保守国家秘密法.docx'],
    ['filename', '绝密较量.pdf'], ['watermark', '保护商业秘密'], ['metadata', '机密计算技术白皮书'], ['sheet-name', '秘密花园'],
  ])('in %s, %j is no finding', async (kind, text) => {
    expect(await marksIn(text, kind)).toEqual([])
  })

  it.each(EXPLAINED)('%j is a note', async (text) => {
    const found = await marksIn(text)
    expect(found.length).toBeGreaterThan(0)
    expect(found.filter((line) => !line.startsWith('note '))).toEqual([])
  })

  it('is listed among the suppressed with the reason against it', async () => {
    const { suppressed } = await judgeText('他出版了《绝密较量》一书。', [rule(MARKS)])
    expect(suppressed.map(({ match, reasons }) => [match, reasons[0]?.code])).toEqual([['绝密', 'in-title']])
  })

  it.each(['无人机密集起飞', '舰机密切配合', '计算机密码', '隔绝密闭'])('%j cuts a word and is not even a mention', async (text) => {
    const { findings, suppressed } = await judgeText(text, [rule({ ...MARKS, mention: 'note' })])
    expect(findings).toEqual([])
    expect(suppressed.map(({ reasons }) => reasons[0]?.code)).toEqual(['cuts-word'])
  })

  it('has the severity that the rule gives to mentions', async () => {
    const { findings } = await judgeText('绝密文件被盗了', [rule({ ...MARKS, mention: 'note' })])
    expect(findings.map(({ severity, level }) => [severity, level])).toEqual([['note', '绝密']])
  })
})
