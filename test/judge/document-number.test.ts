import { describe, expect, it } from 'vitest'
import { judgeText, rule } from './judging.js'

const NUMBERS = rule({
  kind: 'document-number', classes: ['密', '机', '密电', '密码电报', '传真密', '机发'], except: ['明电', '农机', '计算机'],
})

async function numbersIn(text: string): Promise<string[]> {
  return (await judgeText(text, [NUMBERS])).findings.map(({ match }) => match)
}

describe('a secret document number', () => {
  it.each([
    ['市委密电〔2023〕5号', '市委密电〔2023〕5号'],
    ['市委密电［2023］5号', '市委密电［2023］5号'],
    ['市委密电(2023)5号', '市委密电(2023)5号'],
    ['市委密电【2023】5号', '市委密电【2023】5号'],
    ['市委密电〔２０２３〕５号', '市委密电〔２０２３〕５号'],
    ['市委密电〔2 0 2 3〕5 号', '市委密电〔2 0 2 3〕5 号'],
    ['市 委 密 电 〔2023〕 第5号', undefined],
    ['川密〔2023〕12号', '川密〔2023〕12号'],
    ['传真密〔2021〕3号', '传真密〔2021〕3号'],
    ['公机发〔2020〕7号', '公机发〔2020〕7号'],
    ['军密字第5号', '军密字第5号'],
    ['密电5号', '密电5号'],
    ['根据市委密电〔2023〕5号精神', '市委密电〔2023〕5号'],
    ['市委\u200b密\u200b电〔2023〕5号', '市委密电〔2023〕5号'],
  ] as const)('%j is found', async (text, match) => {
    const found = await numbersIn(text)
    expect(found).toHaveLength(1)
    if (match !== undefined) expect(found).toEqual([match])
  })

  it.each([
    '国办发明电〔2023〕5号', '某农机〔2023〕5号', '国办发〔2023〕5号', '密码〔2023〕5号', '保密〔见附件〕', '机(2)', '密(1)5号', '计算机(2023)5号楼',
    '国密局字〔2023〕1号',
  ])('%j is not one', async (text) => {
    expect(await numbersIn(text)).toEqual([])
  })

  it('of a public class is listed as suppressed', async () => {
    const { suppressed } = await judgeText('某农机〔2023〕5号', [NUMBERS])
    expect(suppressed.map(({ reasons }) => reasons[0])).toEqual([{ code: 'public-class', args: { class: '农机' } }])
  })
})
