import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { VERDICTS } from '../../src/model/index.js'
import {
  gravestVerdict, renderJson, renderJsonLine, createReport, reportDocument, reportEnd, summarise,
} from '../../src/report/index.js'
import { BLOCKED, finding, HEAD, INCOMPLETE, screening } from './screenings.js'

describe('the report', () => {
  it('has the shape of secrecy-screen/report/v2, fields that do not apply absent', () => {
    const { documents, ...rest } = createReport(HEAD, [BLOCKED, screening()], 'zh-CN')
    expect(rest).toEqual({
      schema: 'secrecy-screen/report/v2', ...HEAD, verdict: 'block',
      summary: { documents: 2, clear: 1, review: 0, block: 1, incomplete: 0 },
    })
    expect(documents[0]!.findings[0]).toStrictEqual({
      rule: 'mark.state-secret', category: 'state-secret', severity: 'block', level: '机密', title: '国家秘密标志',
      match: '机密★5年', visibility: 'visible',
      location: { kind: 'header', name: 'word/header1.xml', page: 2, paragraph: 3 },
      basis: ['保守国家秘密法 第二十二条'], disposition: '不予公开',
      reasons: [{ code: 'mark-complete', args: { level: '机密', term: 'period' } }, { code: 'in-header' }],
      fingerprint: '0123456789abcdef0123456789abcdef',
    })
    expect(documents[1]).toStrictEqual({
      path: 'a.txt', sha256: '00'.repeat(32), format: 'text', bytes: 1234, verdict: 'clear', findings: [], gaps: [], suppressed: [],
    })
  })

  it('gives the keys one order, whatever order the screening has them in', () => {
    const turned = Object.fromEntries(Object.entries(BLOCKED).reverse()) as typeof BLOCKED
    const findings = BLOCKED.findings.map((one) => Object.fromEntries(Object.entries(one).reverse()) as typeof one)
    expect(renderJson(HEAD, [{ ...turned, findings }], { language: 'en' })).toBe(renderJson(HEAD, [BLOCKED], { language: 'en' }))
  })

  it('carries context, waiver and box where they are there', () => {
    const context = { before: '前', after: '后' }
    const waiver = { reason: '误标', approver: '张三' }
    const location = { kind: 'body', box: [1, 2, 3, 4] } as const
    const document = reportDocument(screening({ suppressed: [finding({ context, waiver, location })] }), 'en')
    expect(document.suppressed[0]).toMatchObject({ title: 'State-secret mark', context, waiver, location })
  })

  it('its verdict is the gravest of its documents, and nothing screened is not clear', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...VERDICTS)), (verdicts) => {
      const verdict = gravestVerdict(summarise(verdicts.map((one) => ({ verdict: one }))))
      const ranks = verdicts.map((one) => VERDICTS.indexOf(one))
      expect(verdict).toBe(verdicts.length === 0 ? 'incomplete' : VERDICTS[Math.min(...ranks)])
    }))
  })
})

describe('JSON', () => {
  const hostile = screening({ path: 'a\u001b[2J\u009b\u202e\u2028"\\\n.txt' })

  it('reads back as the report', () => {
    const whole = createReport(HEAD, [BLOCKED, INCOMPLETE, hostile], 'zh-CN')
    expect(JSON.parse(renderJson(HEAD, [BLOCKED, INCOMPLETE, hostile]))).toEqual(whole)
  })

  it('holds no character that acts on a terminal but its own line ends', () => {
    expect(renderJson(HEAD, [hostile])).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e]/)
  })

  it('as lines is one document on each, and the summary at the end', () => {
    const lines = [hostile, BLOCKED].map((one) => renderJsonLine(reportDocument(one, 'zh-CN')))
    const end = renderJsonLine(reportEnd(HEAD, summarise([hostile, BLOCKED])))
    const parsed = (lines.join('') + end).trimEnd().split('\n').map((line) => JSON.parse(line) as object)
    expect(parsed).toHaveLength(3)
    expect(parsed.map((line) => 'summary' in line)).toEqual([false, false, true])
    expect(parsed[0]).toEqual(reportDocument(hostile, 'zh-CN'))
  })
})
