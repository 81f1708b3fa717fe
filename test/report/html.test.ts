import { createHash } from 'node:crypto'
import { Parser } from 'htmlparser2'
import { describe, expect, it } from 'vitest'
import type { DocumentFormat, PreviewNode, ReasonCode, Screening } from '../../src/model/index.js'
import { renderHtml, type HtmlOptions } from '../../src/report/index.js'
import { BLOCKED, finding, HEAD, INCOMPLETE, screening } from './screenings.js'

const ZH: HtmlOptions = { language: 'zh-CN', showSuppressed: false, allowIncomplete: false, reveal: false }
const EVIL = '"><script>alert(1)</script><img src=x onerror=alert(2)>\'`&\u202e'
const HOSTILE = screening({
  path: EVIL, format: EVIL as DocumentFormat, verdict: 'block', gaps: [{ piece: EVIL, reason: 'damaged', args: { detail: EVIL as 'xml' } }],
  findings: [finding({
    match: EVIL, rule: EVIL, title: { 'zh-CN': EVIL, en: EVIL }, basis: [EVIL], context: { before: EVIL, after: EVIL },
    location: { kind: 'body', name: EVIL, sheet: EVIL, cell: EVIL }, reasons: [{ code: EVIL as ReasonCode }, { code: 'inside-safe-word', args: { word: EVIL } }],
    waiver: { reason: EVIL, approver: EVIL, expires: EVIL },
  })],
})
const ALL = [BLOCKED, INCOMPLETE, HOSTILE, screening()]

interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
}

function elements(page: string): { all: Element[]; texts: Record<string, string> } {
  const all: Element[] = []
  const texts: Record<string, string> = {}
  let open = ''
  const parser = new Parser({
    onopentag: (name, attributes) => void all.push({ name: (open = name), attributes }),
    ontext: (text) => void (texts[open] = (texts[open] ?? '') + text),
    onclosetag: () => void (open = ''),
  })
  parser.end(page)
  return { all, texts }
}

describe('the HTML report', () => {
  const page = renderHtml(HEAD, ALL, ZH)
  const { all, texts } = elements(page)
  const policy = all.find(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy')!.attributes.content!

  it('lets its one script and its one style run, by their hashes, and nothing else', () => {
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
    expect(policy).toBe(`default-src 'none'; style-src ${hash(texts.style!)}; script-src ${hash(texts.script!)}; base-uri 'none'; form-action 'none'`)
    expect(all.filter(({ name }) => name === 'script' || name === 'style')).toHaveLength(2)
  })

  it('loads nothing and leads nowhere', () => {
    expect(all.filter(({ name }) => ['img', 'link', 'a', 'iframe', 'object', 'base', 'svg'].includes(name))).toEqual([])
    const attributes = all.flatMap((element) => Object.keys(element.attributes))
    expect(attributes.filter((name) => /^(on|src|href|style|action|formaction|srcset)/.test(name))).toEqual([])
    expect(page).not.toMatch(/https?:|url\(|@import|fetch\(|XMLHttp|localStorage/)
  })

  it('nothing of a document becomes markup, and what hides in text shows', () => {
    const plain = renderHtml(HEAD, [BLOCKED, INCOMPLETE, screening(), screening()], ZH)
    const kinds = (text: string) => new Set(elements(text).all.map(({ name }) => name))
    expect([...kinds(page)].filter((name) => !kinds(plain).has(name))).toEqual([])
    expect(page).not.toContain('<script>alert')
    expect(page).not.toContain('\u202e')
  })

  it('says verdict and coverage before all findings', () => {
    const order = ['不得公开', '检查范围', '3 处未能检查', '怎么办', '国家秘密标志'].map((words) => page.indexOf(words))
    expect(order.every((at) => at > 0)).toBe(true)
    expect([...order].sort((a, b) => a - b)).toEqual(order)
  })

  it('says of a clear document that everything was examined', () => {
    const clear = renderHtml(HEAD, [screening()], ZH)
    expect(clear).toContain('全部内容均已检查')
    expect(clear).not.toMatch(/class="filters"/)
  })

  it('shows suppressed hits when asked, and says when it holds content', () => {
    expect(page).not.toContain('经判断排除')
    expect(renderHtml(HEAD, ALL, { ...ZH, showSuppressed: true })).toContain('经判断排除')
    expect(renderHtml(HEAD, ALL, { ...ZH, reveal: true })).toContain('本报告显示原文')
    expect(renderHtml(HEAD, ALL, { ...ZH, language: 'en' })).toContain('<html lang="en">')
    expect(renderHtml(HEAD, [], ZH)).toContain('没有可检查的文件')
  })
})

describe('the preview in the HTML report', () => {
  const picture = Uint8Array.of(1, 2, 3)
  const text = (nodes: readonly PreviewNode[]): Screening => screening({ verdict: 'block', findings: [finding(), finding()], preview: { kind: 'text', nodes, truncated: true } })
  const pages = screening({
    findings: [finding()],
    preview: { kind: 'pages', omittedPages: 2, pages: [{ number: 3, width: 595, height: 842, picture, boxes: [{ finding: 0, box: [1, 2, 3, Number.NaN] }] }] },
  })

  it('marks findings with their numbers, and leads to the marks', () => {
    const page = renderHtml(HEAD, [text([{ tag: 'p', children: ['甲', { finding: 1, text: '乙' }, { finding: 1, text: '丙' }] }])], ZH)
    expect(page).toContain('<p>甲<mark class="block" id="d1f1">乙<sup>2</sup></mark><mark class="block">丙</mark></p>')
    expect(page.match(/<a class="number" href="#d1f1"/g)).toHaveLength(1)
    expect(page).toContain('预览只到这里')
    expect(page).not.toContain('img-src')
  })

  it('writes nothing of a document as markup', () => {
    const { all: hostile } = elements(renderHtml(HEAD, [text([EVIL, { tag: 'td', columns: 2, children: [EVIL, { finding: 0, text: EVIL }] }])], ZH))
    const { all: tame } = elements(renderHtml(HEAD, [text(['a', { tag: 'td', columns: 2, children: ['a', { finding: 0, text: 'a' }] }])], ZH))
    expect(hostile).toEqual(tame)
  })

  it('holds pictures of pages in itself, allowed by the policy then alone', () => {
    const page = renderHtml(HEAD, [pages], ZH)
    expect(page).toContain('img-src data:;')
    expect(page).toContain(`<image href="data:image/png;base64,${Buffer.from(picture).toString('base64')}"`)
    expect(page).toMatch(/<g class="block" id="d1f0"><title>机密★5年<\/title><rect x="-1" y="0" width="6" height="0"/)
    expect(page).toContain('另有 2 页')
  })

  it('leaves out, and says so, what would make the report too large to open', () => {
    const large = screening({ preview: { kind: 'pages', omittedPages: 0, pages: [{ number: 1, width: 1, height: 1, picture: new Uint8Array(20 * 1024 * 1024), boxes: [] }] } })
    const page = renderHtml(HEAD, [large, large, pages], ZH)
    expect(page.match(/<details/g)).toHaveLength(2)
    expect(page.match(/这个文件没有预览/g)).toHaveLength(1)
  })
})

describe('left-behind content in the HTML report', () => {
  const left = (rule: string, severity: 'review' | 'note') => finding({ rule, severity, category: 'left-behind' })
  const headings = (...findings: ReturnType<typeof left>[]): string[] =>
    [...renderHtml(HEAD, [screening({ verdict: 'review', findings })], ZH).matchAll(/<h3>(遗留内容[^<]*)<\/h3>/g)].map(([, text]) => text!)

  it('is counted in kinds without what most files have', () => {
    expect(headings(left('left.comments', 'review'), left('left.identity', 'note'))).toEqual(['遗留内容 1 类'])
  })

  it('has no heading where there is only what most files have', () => {
    expect(headings(left('left.identity', 'note'))).toEqual([])
  })
})
