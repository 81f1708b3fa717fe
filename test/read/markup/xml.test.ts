import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LIMITS, type Gap } from '../../../src/model/index.js'
import { Budget } from '../../../src/read/budget.js'
import { harvest } from '../../../src/read/markup/xml/harvest.js'
import { walkXml, type XmlElement, type XmlHandler } from '../../../src/read/markup/xml/walk.js'
import { rootOf } from '../../../src/read/markup/xml/root.js'

class Recorder implements XmlHandler {
  readonly names: string[] = []
  readonly values: string[] = []
  text_ = ''
  aside_ = ''

  open({ uri, local, attributes }: XmlElement): void {
    this.names.push(`{${uri}}${local}`)
    for (const one of attributes) if (!one.name.startsWith('xmlns')) this.values.push(`{${one.uri}}${one.local}=${one.value}`)
  }

  text(text: string): void {
    this.text_ += text
  }

  onNonContent(text: string): void {
    this.aside_ += text
  }
}

async function walk(
  bytes: Uint8Array | string, xmlDepth = LIMITS.xmlDepth,
): Promise<{ handler: Recorder; gaps: Gap[] }> {
  const budget = new Budget({ ...LIMITS, xmlDepth })
  const { handler, gaps } = await walkXml({ piece: 'x', bytes }, budget, () => new Recorder())
  return { handler, gaps: [...gaps, ...budget.gaps] }
}

describe('walkXml', () => {
  it('resolves prefixes by their scope', async () => {
    const { handler } = await walk('<a:r xmlns:a="1" xmlns="0" a:x="y" z="w"><a:s xmlns:a="2"/><a:t/><u/></a:r>')
    expect(handler.names).toEqual(['{1}r', '{2}s', '{1}t', '{0}u'])
    expect(handler.values).toEqual(['{1}x=y', '{}z=w'])
  })

  const DECODINGS: readonly (readonly [string, Uint8Array, string, readonly string[]])[] = [
    ['UTF-8', Buffer.from('<a>机密</a>'), '机密', []],
    ['UTF-8 with a mark', Buffer.from('\ufeff<a>机密</a>'), '机密', []],
    ['UTF-16 with a mark', Buffer.from('\ufeff<a>机密</a>', 'utf16le'), '机密', []],
    ['UTF-16 without a mark', Buffer.from('<a>机密</a>', 'utf16le'), '机密', []],
    ['declared GBK', Buffer.concat([Buffer.from('<?xml version="1.0" encoding="GBK"?><a>'), Buffer.from('bbfac3dc', 'hex'), Buffer.from('</a>')]), '机密', []],
    ['UTF-8 that says it is UTF-16', Buffer.from('<?xml version="1.0" encoding="utf-16"?><a>机密</a>'), '机密', []],
    ['GBK that says nothing', Buffer.concat([Buffer.from('<a>'), Buffer.from('bbfac3dc', 'hex'), Buffer.from('</a>')]), '机密', ['undecodable']],
  ]
  it.each(DECODINGS)('decodes %s', async (_name, bytes, text, reasons) => {
    const { handler, gaps } = await walk(bytes)
    expect(handler.text_).toBe(text)
    expect(gaps.map(({ reason }) => reason)).toEqual(reasons)
  })

  it.each([
    ['an unclosed element', '<a>机<b>密</a>'],
    ['two roots', '<a>机</a><a>密</a>'],
    ['an unknown entity', '<a>机<b/>密&x;</a>'],
    ['a control character', '<a>机<b/>密\u0001</a>'],
    ['an attribute twice', '<a x="1" x="2">机<b/>密</a>'],
    ['an end in the middle', '<a>机<b>密'],
  ])('keeps the text around %s and calls it damaged', async (_name, xml) => {
    const { handler, gaps } = await walk(xml)
    expect(handler.text_).toContain('机')
    expect(handler.text_).toContain('密')
    expect(gaps).toEqual([{ piece: 'x', reason: 'damaged', args: { detail: 'xml' } }])
  })

  it('keeps what stands in a tag that is cut off', async () => {
    expect((await walk('<a><b c="机密')).handler.aside_).toContain('机密')
  })

  it('keeps both values of an attribute that stands twice', async () => {
    expect((await walk('<a x="1" x="2"/>')).handler.values).toEqual(['{}x=1', '{}x=2'])
  })

  it('keeps the text of markup that is too deep, and says so', async () => {
    const { handler, gaps } = await walk(`${'<a>'.repeat(100)}机&#23494;<!-- 注 -->${'</a>'.repeat(100)}`, 50)
    expect(handler.text_).toContain('机密')
    expect(handler.aside_).toContain('注')
    expect(gaps).toMatchObject([{ piece: 'x', reason: 'limit-exceeded', args: { limit: 'xmlDepth' } }])
  })

  it('takes names that mean something to JavaScript for names', async () => {
    const { handler } = await walk('<__proto__ constructor="c" __proto__="p"><toString/></__proto__>')
    expect(handler.names).toEqual(['{}__proto__', '{}toString'])
    expect(handler.values).toEqual(['{}constructor=c', '{}__proto__=p'])
  })

  it('loses no text and throws nothing, whatever stands between the tags', async () => {
    const piece = fc.constantFrom('<a>', '</a>', '<b x="1">', '</b>', '<c/>', '&amp;', '&x;', '<!-- -->', '<![CDATA[x]]>', '文')
    await fc.assert(fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
      const { handler } = await walk(pieces.join(''), 8)
      expect([...handler.text_].filter((one) => one === '文')).toHaveLength(pieces.filter((one) => one === '文').length)
    }), { numRuns: 3000 })
  })
})

describe('rootOf names the first element', () => {
  it.each([
    ['behind a prologue', '<?xml version="1.0"?><!-- <x/> --><!DOCTYPE y [<!ENTITY z "">]>\n<w:document a="b"/>', 'document'],
    ['at the very start', '<a/>', 'a'],
    ['behind a stray bracket', '<<b>', 'b'],
    ['never, inside a comment', '<!-- <a/>', ''],
    ['never, where there is nothing', '', ''],
    ['never, among declarations alone', '<!DOCTYPE '.repeat(2000), ''],
  ])('%s', (_name, markup, root) => {
    expect(rootOf(markup)).toBe(root)
  })
})

describe('harvest', () => {
  const rows: readonly (readonly [string, string, string])[] = [
    ['texts, each on its line', '<a><b>甲</b><c>乙</c></a>', '甲\n乙\n'],
    ['runs of one paragraph as one line', '<a><p><r>机</r><r>密</r></p><p>文</p></a>', '机密\n文\n'],
    ['attribute values that say something', '<a b="标记" c="auto" d="a b" e="12345678901" f="100"/>', '标记\na b\n12345678901\n'],
    ['Chinese element names before their text', '<a><密级>机密</密级><空/></a>', '密级: 机密\n空\n'],
    ['Chinese attribute names', '<a 密级="机密"/>', '密级: 机密\n'],
    ['comments', '<a><!-- 注 --></a>', ' 注 \n'],
  ]
  it.each(rows)('reads %s', async (_name, bytes, text) => {
    const { parts: [part] } = await harvest({ piece: 'x', bytes }, new Budget(LIMITS), { kind: 'markup', visibility: 'visible' })
    expect(part?.text).toBe(text)
  })
})
