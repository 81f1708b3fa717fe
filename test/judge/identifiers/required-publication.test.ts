import { beforeAll, describe, expect, it } from 'vitest'
import { createScreener, type Screener } from '../../../src/index.js'
import { bankCard, mobile } from '../../builders/identities.js'

let screener: Screener
beforeAll(async () => {
  screener = await createScreener({ ocr: 'off' })
})

async function verdictOf(text: string): Promise<string> {
  return (await screener.screen(Buffer.from(text), { name: 'paper.txt' })).verdict
}

const [first, second, third] = [mobile(1), mobile(2), mobile(3)]
const site = '东经120°41′22.5″，北纬28°03′11.2″'

describe('a value that a paper must contain', () => {
  it.each([
    ['the contact of a procurement notice', `中标结果公告\n代理机构联系人：林女士 ${first}\n`],
    ['two contacts of a call for tenders', `智慧社区项目公开招标公告\n联系人：陈工，电话：${first}\n监督电话：${second}\n`],
    ['the contact of a service guide', `不动产登记办事指南\n咨询电话：${first}\n`],
    ['the site of an environmental assessment', `污水处理厂环境影响报告表公示\n厂址中心坐标：${site}\n`],
  ])('is a note: %s', async (_, text) => {
    expect(await verdictOf(text)).toBe('clear')
  })

  it.each([
    ['a contact of a paper of another kind', `关于召开座谈会的通知\n联系人：林女士 ${first}\n`],
    ['more contacts than a notice needs', `采购公告\n联系人：甲 ${first}\n联系人：乙 ${second}\n联系人：丙 ${third}\n`],
    ['the members of a jury', `招标公告\n评标专家联系电话：${first}\n`],
    ['a number without a label', `采购公告\n林女士 ${first}\n`],
    ['the bank card of a contact', `采购公告\n联系人：林女士 银行卡号 ${bankCard(1)}\n`],
    ['the site of a command post', `环境影响报告表公示\n人防指挥所坐标：${site}\n`],
    ['a site in a paper of another kind', `选址说明\n中心坐标：${site}\n`],
  ])('stays a finding: %s', async (_, text) => {
    expect(await verdictOf(text)).toBe('review')
  })
})
