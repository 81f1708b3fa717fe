import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PREVIEW_TAGS, type Finding, type PreviewNode, type Screening } from '../../src/model/index.js'
import { encodePng } from '../../src/preview/png.js'
import { highlight } from '../../src/preview/highlight.js'
import { parseMarkup } from '../../src/preview/parse-markup.js'
import { decode } from '../../src/read/pictures/decoders/decode.js'
import { createScreener } from '../../src/screener.js'
import { del, docx, hidden, p, table } from '../builders/docx.js'
import { mobile, residentId } from '../builders/identities.js'
import { box, page, pdf, text } from '../builders/pdf.js'
import { finding } from '../report/screenings.js'

/** The nodes as text: marks in brackets with their numbers, elements as opening tags. */
function shown(nodes: readonly PreviewNode[]): string {
  return nodes.map((node) => {
    if (typeof node === 'string') return node
    return 'tag' in node ? `<${node.tag}>${shown(node.children)}` : `[${node.text}]${node.finding}`
  }).join('')
}

function found(match: string, before = '', after = '', part: Finding['location']['kind'] = 'body'): Finding {
  return finding({ match, context: { before, after }, location: { kind: part } })
}

describe('parseMarkup', () => {
  it.each([
    ['<p>a<b>b</b><i>c</i></p>', '<p>a<strong>b<em>c'],
    ['<p onclick="x" style="y">a<script>alert(1)</script><style>b{}</style></p>', '<p>a'],
    ['<a href="javascript:x">a</a><img src="http://x/y" onerror="z"><iframe src="x">b</iframe>', 'a'],
    ['<svg><script>x</script><text>y</text></svg><p>z', '<p>z'],
    ['&lt;script&gt;a&amp;', '<script>a&'],
    ['</p></p><li>a', '<p><p><li>a'],
  ])('%s', (markup, text) => expect(shown(parseMarkup(markup, 100).nodes).replace(/^(<p>){2}(?=<li>)/, '<p><p>')).toBe(text))

  it('keeps the spans of cells as numbers, and no other attributes', () => {
    const { nodes } = parseMarkup('<table><tr><td colspan="2" rowspan="999999" id="x">a</td></tr></table>', 100)
    expect(JSON.stringify(nodes)).toBe(JSON.stringify([{ tag: 'table', children: [{ tag: 'tr', children: [{ tag: 'td', children: ['a'], columns: 2 }] }] }]))
  })

  it('bounds depth and length of its result', () => {
    const { nodes } = parseMarkup(`${'<p><ul><li>'.repeat(5000)}x`, 100)
    const depth = (inside: readonly PreviewNode[]): number =>
      Math.max(0, ...inside.map((node) => (typeof node !== 'string' && 'tag' in node ? 1 + depth(node.children) : 0)))
    expect(depth(nodes)).toBeLessThan(50)
    expect(JSON.stringify(nodes)).toContain('"x"')
    expect(parseMarkup('<br>'.repeat(100_000), 100).nodes.length).toBeLessThan(60_000)
    expect(parseMarkup(`<p>${'x'.repeat(200)}</p>`, 100)).toMatchObject({ truncated: true, nodes: [{ children: ['x'.repeat(100)] }] })
  })

  it('returns only known elements for any markup', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom('<p>', '</p>', '<td colspan=3>', '<script>', '</script>', '<!--', '-->', '<x a="', '&#x3c;', '<svg/>', ']]>'))
    const known = new Set<string>(PREVIEW_TAGS)
    const tags = (nodes: readonly PreviewNode[]): string[] =>
      nodes.flatMap((node) => (typeof node === 'string' || !('tag' in node) ? [] : [node.tag, ...tags(node.children)]))
    fc.assert(fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      expect(tags(parseMarkup(pieces.join(''), 1000).nodes).filter((tag) => !known.has(tag))).toEqual([])
    }))
  })
})

describe('highlight marks findings', () => {
  it.each([
    ['by their text', [found('机密')], ['是机密的'], '是[机密]0的'],
    ['across spaces and invisible characters', [found('机 密')], ['机\u200b　密★'], '[机\u200b　密]0★'],
    ['across elements', [found('机密★5年')], [{ tag: 'p', children: ['机密'] }, { tag: 'p', children: ['★5年。'] }], '<p>[机密]0<p>[★5年]0。'],
    ['where their context is', [found('机密', '是', '的')], ['非机密。是机密的。'], '非机密。是[机密]0的。'],
    ['everywhere when the context does not decide', [found('机密')], ['机密，机密'], '[机密]0，[机密]0'],
    ['with their numbers', [found('甲'), found('乙')], ['乙甲'], '[乙]1[甲]0'],
    ['preferring the longer one', [found('机密'), found('机密文件')], ['机密文件'], '[机密文件]1'],
    ['except in parts that are not shown', [found('机密', '', '', 'header')], ['机密'], '机密'],
    ['except those that are not in the text', [found('绝密')], ['机密'], '机密'],
  ] as const)('%s', (_, findings, nodes, text) => expect(shown(highlight(nodes as readonly PreviewNode[], findings))).toBe(text))

  it('without changing the text', () => {
    const words = fc.string({ unit: fc.constantFrom('机', '密', ' ', '\u200b', 'a'), maxLength: 12 })
    fc.assert(fc.property(fc.array(words), fc.array(words), (texts, matches) => {
      const nodes = texts.map((text) => ({ tag: 'p' as const, children: [text] }))
      const plain = (marked: readonly PreviewNode[]): string => shown(marked).replace(/[[\]\d]|<p>/g, '')
      expect(plain(highlight(nodes, matches.map((match) => found(match))))).toBe(texts.join(''))
    }))
  })
})

it('encodePng keeps every pixel', async () => {
  const data = Uint8Array.from({ length: 5 * 3 * 4 }, (_, at) => (at % 4 === 3 ? 255 : (at * 37) % 256))
  expect(await decode(encodePng({ width: 5, height: 3, data }))).toEqual({ width: 5, height: 3, data })
})

describe('the preview of a screening', () => {
  const screen = async (name: string, input: Uint8Array | string, options = {}): Promise<Screening> =>
    (await createScreener({ reveal: true, preview: true, ...options })).screen(input, { name })

  it('requires reveal', async () => {
    expect((await screen('a.txt', '内部资料 注意保存', { reveal: false })).preview).toBeUndefined()
    expect((await screen('a.txt', '内部资料 注意保存', { preview: false })).preview).toBeUndefined()
  })

  it('of a Word file has its text with tables and marks, without deleted text', async () => {
    const file = docx({ body: [p('名单'), table([['身份证号', residentId(1)]]), p('联系电话：', mobile(2), del('旧的', '张三')), p(hidden('绝密★长期'))] })
    const { preview, findings } = await screen('a.docx', file)
    if (preview?.kind !== 'text') throw new Error('no text')
    const text = shown(preview.nodes)
    expect(text).toMatch(/^<p>名单<table><tr><td><p>身份证号<td><p>\[\d+\]\d<p>联系电话：\[\d+\]\d<p>\[绝密★长期\]\d$/)
    for (const value of [residentId(1), mobile(2)]) expect(text).toContain(`[${value}]${findings.findIndex(({ match }) => match === value)}`)
  })

  it('of a text has its lines', async () => {
    const { preview } = await screen('a.txt', `<b>甲\n${residentId(1)}\n`)
    expect(preview).toMatchObject({ kind: 'text', truncated: false, nodes: [{ tag: 'p', children: ['<b>甲'] }, { tag: 'p', children: [{ finding: 0, text: residentId(1) }] }] })
  })

  it('of a PDF has the pages with findings, and boxes on them', async () => {
    const { preview, findings } = await screen('a.pdf', pdf([page([text('无')]), page([text('机密★5年')])]))
    if (preview?.kind !== 'pages') throw new Error('no pages')
    expect(preview.pages.map(({ number }) => number)).toEqual([2])
    expect(preview.pages[0]!.boxes).toEqual([{ finding: 0, box: findings[0]!.location.box }])
    expect((await decode(preview.pages[0]!.picture))!.width).toBeGreaterThan(500)
  })

  it('changes nothing else in the screening, and is absent for a broken document', async () => {
    const { preview, ...others } = await screen('a.txt', `${residentId(1)}`)
    expect(preview).toBeDefined()
    expect(others).toEqual(await screen('a.txt', `${residentId(1)}`, { preview: false }))
    expect((await screen('a.pdf', '%PDF-1.7 broken')).preview).toBeUndefined()
    expect((await screen('a.docx', Buffer.from('PK\u0003\u0004 broken', 'latin1'))).preview).toBeUndefined()
  })
})

it('a rendered page keeps its colours', async () => {
  const bytes = pdf([page([text('机密★5年'), box([100, 100, 200, 200], { colour: '1 0 0' })])])
  const { preview } = await (await createScreener({ reveal: true, preview: true })).screen(bytes, { name: 'a.pdf' })
  if (preview?.kind !== 'pages') throw new Error('no pages')
  const { width, data } = (await decode(preview.pages[0]!.picture))!
  const [x, y] = [200, 842 - 200].map((points) => Math.round(points * 96 / 72)) as [number, number]
  expect([...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3)]).toEqual([255, 0, 0])
})
