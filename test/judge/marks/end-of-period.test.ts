import { describe, expect, it } from 'vitest'
import { endOfPeriod } from '../../../src/judge/marks/end-of-period.js'
import { parseLayout } from '../../../src/layout/index.js'
import { MARKS, judgeParts, partOf, rule, rulesetOf } from '../judging.js'

describe('the date of issue', () => {
  it.each([
    ['关于值守的通知\n云泽县人民政府办公室\n2016年6月12日\n', '2016-06-12'],
    ['　　　　　　　　2016 年 6 月 12 日', '2016-06-12'],
    ['二〇一六年六月十二日', '2016-06-12'],
    ['２０１６年６月１２日', '2016-06-12'],
    ['2015年1月1日\n2016年6月12日\n附件：名单', '2016-06-12'],
    ['2016年2月30日', undefined],
    ['会议于2016年6月12日召开', undefined],
    ['没有日期', undefined],
  ])('of %j is %s', (text, date) => {
    expect(parseLayout([partOf(text)]).facts.issued).toBe(date)
  })

  it('is searched for in the body, not in a header', () => {
    expect(parseLayout([partOf('2016年6月12日', 'header')]).facts.issued).toBe(undefined)
  })
})

describe('the end of a secrecy period', () => {
  it.each([
    ['2016-06-12', 10, '2026-06-12'], ['2016-02-29', 1, '2017-02-28'], ['2016-08-31', 0.5, '2017-02-28'], ['2016-12-31', 1 / 12, '2017-01-31'],
    ['2016-06-12', 10 / 365, '2016-06-22'],
  ])('from %s in %d years is %s', (issued, years, end) => {
    expect(endOfPeriod(issued, years)).toBe(end)
  })

  it('is reported for a mark in the header with the date below the text, and does not make the mark harmless', async () => {
    const parts = [partOf('机密★5年', 'header'), partOf('关于值守的通知\n2016年6月12日')]
    const { findings } = await judgeParts(parts, rulesetOf(rule(MARKS, { category: 'state-secret' })))
    expect(findings.map(({ severity, reasons }) => [severity, reasons.find(({ code }) => code === 'term-until')?.args]))
      .toEqual([['block', { issued: '2016-06-12', date: '2021-06-12' }]])
  })

  it('is not reported without a date of issue', async () => {
    const { findings } = await judgeParts([partOf('机密★5年\n关于值守的通知')], rulesetOf(rule(MARKS, { category: 'state-secret' })))
    expect(findings.flatMap(({ reasons }) => reasons.map(({ code }) => code))).not.toContain('term-until')
  })
})
