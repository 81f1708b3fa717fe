import { describe, expect, it } from 'vitest'
import { NUMBERED_PIECES, numberedPiece, type Gap } from '../../src/model/index.js'
import { formValues } from '../../src/report/form/form-values.js'
import {
  LANGUAGES, renderCsv, renderGithub, renderGitlab, renderHtml, renderJson, renderJunit, renderSarif, renderTerminal,
} from '../../src/report/index.js'
import { messagesIn } from '../../src/report/messages/index.js'
import { pieceSentence } from '../../src/report/sentences/piece-sentence.js'
import { HEAD, screening } from './screenings.js'

const damaged = (piece: string): Gap => ({ piece, reason: 'damaged' })
const NUMBERED = NUMBERED_PIECES.map((kind) => damaged(numberedPiece(kind, 7)))
const UNUSED: Gap = { piece: 'unused', reason: 'partly-unreadable', args: { feature: 'unused-sectors' } }
const STRINGS: Gap = { piece: 'strings', reason: 'encrypted' }

describe('the piece of a gap', () => {
  const sentences = (gaps: readonly Gap[], language: 'zh-CN' | 'en'): string[] =>
    gaps.map((gap) => pieceSentence(gap, messagesIn(language)))

  it('is in the language of the report where the document has no name for it', () => {
    const gaps = [...NUMBERED, UNUSED, STRINGS, damaged('')]
    expect(sentences(gaps, 'zh-CN')).toEqual([
      '第 7 页', '第 7 行', '第 7 号对象', '第 7 字节起的内容', '空闲扇区', '文件中的字符串', '整个文件',
    ])
    expect(sentences(gaps, 'en')).toEqual([
      'page 7', 'line 7', 'object 7', 'the bytes from 7', 'unused sectors', 'the strings of the file', 'the whole file',
    ])
  })

  it('is the name in the document where there is one, also one that resembles a piece without a name', () => {
    const names = ['word/media/image1.png', 'page 3.png', 'page', 'Page 3', 'chapter 3', 'unused', 'strings', '附件 3']
    for (const language of LANGUAGES) expect(sentences(names.map(damaged), language)).toEqual(names)
  })
})

const DOCUMENT = screening({ path: '通知.pdf', verdict: 'incomplete', gaps: [damaged('page 7')] })
const RENDERED = {
  terminal: renderTerminal, html: renderHtml, csv: renderCsv, junit: renderJunit, sarif: renderSarif,
  github: renderGithub, gitlab: renderGitlab,
}

describe('every report that people read', () => {
  for (const [format, render] of Object.entries(RENDERED)) {
    it(`names the page of a gap in its own language: ${format}`, () => {
      const chinese = render(HEAD, [DOCUMENT], { language: 'zh-CN' })
      expect(chinese).toContain('第 7 页')
      expect(chinese).not.toContain('page 7')
      expect(render(HEAD, [DOCUMENT], { language: 'en' })).toContain('page 7')
    })
  }

  it('names the page of a gap in its own language: form', () => {
    const piecesIn = (language: 'zh-CN' | 'en'): unknown => formValues(HEAD, [DOCUMENT], { language, day: '2026-01-01' }).未检查
    expect(piecesIn('zh-CN')).toMatchObject([{ 部位: '第 7 页' }])
    expect(piecesIn('en')).toMatchObject([{ 部位: 'page 7' }])
  })

  it('keeps the piece as a code in JSON', () => {
    for (const language of LANGUAGES) expect(renderJson(HEAD, [DOCUMENT], { language })).toContain('"page 7"')
  })
})
