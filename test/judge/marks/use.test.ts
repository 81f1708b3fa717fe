import { describe, expect, it } from 'vitest'
import type { PartKind } from '../../../src/model/index.js'
import { marksIn } from '../judging.js'

/** Forms of marks, each with the match that is shown: the raw text without invisible characters. */
const FORMS: readonly (readonly [text: string, match: string])[] = [
  ['机密★20年', '机密★20年'],
  ['秘密★1年', '秘密★1年'],
  ['机密★长期', '机密★长期'],
  ['绝密★30年', '绝密★30年'],
  ['机密 ★ 长期', '机密 ★ 长期'],
  ['机 密 ★ 2 0 年', '机 密 ★ 2 0 年'],
  ['机　密★20年', '机　密★20年'],
  ['机密★5 年', '机密★5 年'],
  ['机密★２０年', '机密★２０年'],
  ['機密★20年', '機密★20年'],
  ['秘密★十年', '秘密★十年'],
  ['秘密★6个月', '秘密★6个月'],
  ['秘密★六个月', '秘密★六个月'],
  ['秘密★半年', '秘密★半年'],
  ['秘密★一年半', '秘密★一年半'],
  ['机密★2030年12月31日', '机密★2030年12月31日'],
  ['机密★二〇三〇年十二月三十一日', '机密★二〇三〇年十二月三十一日'],
  ['机密★2030-12-31', '机密★2030-12-31'],
  ['机密★会议结束前', '机密★会议结束前'],
  ['机密★工程竣工验收前', '机密★工程竣工验收前'],
  ['绝密★启用前', '绝密★启用前'],
  ['绝密★考试结束前', '绝密★考试结束前'],
  ['机密级★10年', '机密级★10年'],
  ['★机密', '★机密'],
  ['★机密★20年', '★机密★20年'],
  ['机密*20年', '机密*20年'],
  ['机密＊20年', '机密＊20年'],
  ['绝密·永久', '绝密·永久'],
  ['机密⭐20年', '机密⭐20年'],
  ['秘密★', '秘密★'],
  ['机密★\n20年', '机密★ 20年'],
  ['机密\n★\n20年', '机密 ★ 20年'],
  ['机密\t★\t20年', '机密 ★ 20年'],
  ['机\n密\n★\n２\n０\n年', '机 密 ★ ２ ０ 年'],
  ['机\u200b密\u00ad★20\u2060年', '机密★20年'],
  ['机\u00a0密★20年', '机\u00a0密★20年'],
  ['㊙密★1年', '㊙密★1年'],
  ['(机密)', '机密'],
  ['机密', '机密'],
  ['机 密', '机 密'],
  ['机\n密', '机 密'],
  ['机密级', '机密级'],
  ['**机密**', '机密'],
  ['密级：机密', '机密'],
  ['密 级:秘密', '秘密'],
  ['文档密级：秘密', '秘密'],
  ['密级: 机密级', '机密级'],
  ['"密级": "机密"', '机密'],
  ['密级\t机密\t编号\t12', '机密'],
  ['密级　　机密　　份数　　10', '机密'],
  ['【密级】机密', '机密'],
  ['密级（机密）', '机密'],
  ['密级：机密，保密期限：20年', '机密'],
  ['文件密级为：机密', '机密'],
  ['机密/CONFIDENTIAL', '机密'],
  ['TOP SECRET 绝密', '绝密'],
  ['机密20年', '机密'],
  ['机密 20年', '机密'],
  ['机密（20年）', '机密'],
  ['机密?长期', '机密'],
  ['密级：□绝密 ☑机密 □秘密', '机密'],
  ['【机密】', '机密'],
  ['【机密】关于边防建设的报告', '机密'],
  ['（机密）一、兵力部署情况', '机密'],
  ['关于边防建设的报告（机密）', '机密'],
  ['000012\n机密\n特急\n关于某事的通知', '机密'],
  ['机密 000012', '机密'],
  ['机密　特急', '机密'],
  ['机密★1年                    市委〔2023〕5号', '机密★1年'],
  ['本件系机密★20年，阅后收回。', '机密★20年'],
]

describe('a mark in use', () => {
  it.each(FORMS)('%j blocks and is shown as %j', async (text, match) => {
    expect(await marksIn(text)).toEqual([`block ${match}`])
  })

  it.each(FORMS)('%j blocks between two lines of a text', async (text, match) => {
    expect(await marksIn(`各县人民政府：\n${text}\n现将有关事项通知如下。`)).toEqual([`block ${match}`])
  })

  const filler = '各单位要按照要求认真落实。\n'.repeat(100)
  it.each(FORMS.filter(([text]) => /★|\*|·/.test(text)))('%j blocks on a later page too', async (text, match) => {
    expect(await marksIn(`${filler}${text}\n${filler}`)).toEqual([`block ${match}`])
  })

  it.each<readonly [PartKind, string]>([
    ['header', '机密'], ['header', '机密 第1页'], ['header', '某集团 机密'], ['footer', '机密★20年'], ['watermark', '绝密'],
    ['textbox', '秘密'], ['cell', '机密'], ['metadata', '机密'], ['metadata', 'SecurityLevel: 机密'], ['sheet-name', '机密'],
    ['filename', '机密-关于边防的报告.docx'], ['filename', '关于边防的报告（机密）.docx'], ['filename', '绝密★启用前.pdf'],
    ['filename', '报告_秘密_2023.wps'], ['comment', '机密'], ['form-field', '机密★5年'],
  ])('in %s, %j blocks', async (kind, text) => {
    expect(await marksIn(text, kind)).toEqual([expect.stringMatching(/^block /)])
  })

  it.each<readonly [PartKind, string]>([
    ['body', '机密文件'], ['header', '机密资料 严禁外传'], ['filename', '机密报告.docx'], ['metadata', 'keywords: 机密'],
    ['body', '本件密级为机密，保密期限20年。'],
  ])('in %s, %j is doubtful and a review', async (kind, text) => {
    expect(await marksIn(text, kind)).toEqual([expect.stringMatching(/^review /)])
  })

  it('blocks in a watermark, however often it is repeated', async () => {
    expect(await marksIn('机密机密 机密', 'watermark')).toEqual(['block 机密', 'block 机密', 'block 机密'])
  })

  it('blocks in each item of a compilation', async () => {
    expect(await marksIn('一、方案（秘密★5年）\n二、名单（机密★5年）')).toEqual(['block 秘密★5年', 'block 机密★5年'])
  })
})
