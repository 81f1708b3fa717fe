import { describe, expect, it } from 'vitest'
import { parseLayout, regionAt } from '../../src/layout/index.js'
import { partOf } from '../judge/judging.js'

const TEXT = `内部
云泽县人民政府文件
云政发〔2026〕12号
云泽县人民政府关于开展检查的通知
各乡镇人民政府：
现将有关事项通知如下。
一、按照《云泽县检查办法》要求抓好落实。
会议强调“安全第一”的要求。
附件：检查表
云泽县人民政府
2026年4月3日
（此件公开发布）
附件
姓名\t单位
张三\t财政局
抄送：县委办公室。
云泽县人民政府办公室　2026年4月4日印发
`

describe('regionAt', () => {
  const part = partOf(TEXT)
  const layout = parseLayout([part])

  it.each([
    ['内部', 'head'], ['云政发', 'head'], ['开展检查', 'title'], ['各乡镇', 'addressee'], ['现将', undefined], ['抓好', 'list'],
    ['检查办法', 'cited-title'], ['安全第一', 'quotation'], ['附件：检', 'attachment-note'], ['2026年4月3日', 'signature'],
    ['公开发布', 'annotation'], ['张三', 'table'], ['抄送', 'imprint'], ['4月4日', 'imprint'],
  ])('of %s is %s', (word, region) => {
    expect(regionAt(layout, part, 0, TEXT.indexOf(word))).toBe(region)
  })

  it('knows the issuer above the date', () => {
    expect(regionAt(layout, part, 0, TEXT.lastIndexOf('云泽县人民政府\n'))).toBe('signature')
  })

  it('knows elements in no other part', () => {
    expect(regionAt(layout, part, 1, 0)).toBe(undefined)
  })
})

describe('parseLayout', () => {
  it('has as many regions as a text has lines that look like elements', () => {
    const lines = (count: number) => `关于检查的通知\n${'附件1\n2026年1月1日\n（此件公开）\n抄送：县委。\n'.repeat(count)}`
    const regions = (count: number) => parseLayout([partOf(lines(count))]).regions.length
    expect(regions(1000) - regions(500)).toBe(regions(1500) - regions(1000))
  })
})
