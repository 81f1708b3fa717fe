import { describe as suite, expect, it } from 'vitest'
import { VERDICTS } from '../../src/model/index.js'
import * as entry from '../../src/report/index.js'
import {
  createReportHead, describe, describeGap, describeVerdict, formatMessage, LANGUAGES, renderCsv, renderForm,
  renderGithub, renderGitlab, renderHtml, renderJson, renderJunit, renderSarif, renderTerminal, type MessageKey,
} from '../../src/report/index.js'
import { readBack, SHIPPED, textOf } from './form/filled.js'
import { BLOCKED, finding, HEAD, screening } from './screenings.js'

it('the report entry exports these names and no others', () => {
  expect(Object.keys(entry).sort()).toEqual([
    'LANGUAGES', 'addToSummary', 'createReport', 'createReportHead', 'csvEnd', 'csvHead', 'csvRows', 'describe', 'describeGap', 'describeVerdict',
    'emptySummary', 'formatMessage', 'gravestVerdict', 'renderCsv', 'renderForm', 'renderGithub', 'renderGitlab', 'renderHtml', 'renderJson',
    'renderJsonLine', 'renderJunit', 'renderSarif', 'renderTerminal', 'renderTerminalDocument', 'reportDocument', 'reportEnd', 'summarise',
  ])
})

suite('describe', () => {
  it('puts a finding into the words of a language', () => {
    expect(describe(finding())).toEqual({
      title: '国家秘密标志', place: '第 2 页 第 3 段 · 页眉 (word/header1.xml)', visibility: '可见', match: '机密★5年',
      severity: '不得公开', category: '国家秘密', reasons: ['密级、★与保密期限齐全（机密）', '位于页眉'], basis: ['保守国家秘密法 第二十二条'],
      disposition: '不予公开：不得发布', sentence: '国家秘密标志 · 机密 · 第 2 页 第 3 段 · 页眉 (word/header1.xml)：机密★5年',
    })
    expect(describe(finding({ visibility: 'deleted' }), 'en')).toMatchObject({
      title: 'State-secret mark', visibility: 'deleted, but still in the file', severity: 'Do not publish',
      reasons: ['level, ★ and term are all there (机密)', 'in the header'],
    })
  })

  it('leaves out what a finding does not have', () => {
    const { disposition, ...bare } = finding()
    expect([disposition, describe(bare).disposition, describe(bare).waiver]).toEqual(['不予公开', undefined, undefined])
    expect(describe({ ...bare, waiver: { reason: '已解密', approver: '某主任' } }).waiver).toBe('已解密（批准：某主任）')
  })

  it('has nothing that acts on a terminal', () => {
    const evil = 'a\u001b[2J\u202e'
    const { title, match, basis } = describe(finding({ title: { 'zh-CN': evil, en: evil }, match: evil, basis: [evil] }))
    expect([title, match, ...basis].join('')).not.toMatch(/[\u001b\u202e]/)
  })

  it('puts gaps and verdicts into words', () => {
    expect(describeGap({ piece: 'a.png', reason: 'image-not-read', args: { feature: 'ocr-off' } }, 'en'))
      .toBe('a.png: the text in this picture was not read: OCR is switched off')
    for (const language of LANGUAGES) {
      for (const verdict of VERDICTS) expect(describeVerdict(verdict, language).meaning).not.toBe('')
    }
    expect(describeVerdict('block').name).toBe('不得公开')
  })
})

suite('formatMessage', () => {
  it.each<[MessageKey, object, string]>([
    ['report.page', { page: 2 }, 'page 2'],
    ['gapDetails.damaged.checksum', {}, 'the checksum is wrong'],
    ['severities.note', {}, 'Notes'],
  ])('%s', (key, args, text) => expect(formatMessage(key, 'en', { ...args })).toBe(text))

  it('accepts keys of the catalogue only', () => {
    // @ts-expect-error: not a key
    expect(() => formatMessage('gaps.unheard.of')).toThrow(TypeError)
  })
})

suite('a report with default options', () => {
  it('is the same as one in Chinese', () => {
    const screenings = [BLOCKED, screening()]
    for (const render of [renderCsv, renderGithub, renderGitlab, renderHtml, renderJson, renderJunit, renderSarif, renderTerminal]) {
      expect(render(HEAD, screenings), render.name).toBe(render(HEAD, screenings, { language: 'zh-CN' }))
    }
  })

  it('has a head with the version of the package', () => {
    const { tool, ruleset } = createReportHead({ ...HEAD.ruleset, rules: [] } as never)
    expect(tool).toEqual({ name: 'secrecy-screen', version: expect.stringMatching(/^\d+\.\d+\.\d+/) })
    expect(ruleset).toEqual(HEAD.ruleset)
  })

  it('can be a review form', async () => {
    const form = await renderForm(HEAD, [BLOCKED], { template: SHIPPED, day: '2026-11-30', language: 'en' })
    expect(textOf(await readBack(form))).toContain('State-secret mark')
  })
})
