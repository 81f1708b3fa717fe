import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { locate } from '../../../src/model/index.js'
import { brokenBlocks, reading, told } from '../reading.js'
import { encode, PROSE } from '../../builders/text.js'

/** The oracle: line and column by splitting the text before the offset. */
function placed(text: string, offset: number): { line: number; column: number } {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/)
  const inside = text[offset - 1] === '\r' && text[offset] === '\n'
  if (inside) return placed(text, offset - 1)
  return { line: lines.length, column: lines.at(-1)!.length + 1 }
}

describe('plain text', () => {
  it('is read as it stands, a lone CR as a line end, and every offset has the line and column that splitting gives', async () => {
    const piece = fc.constantFrom('a', '密', '\n', '\r\n', '\r', '机密文件', 'x'.repeat(40_000))
    await fc.assert(fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 12 }), fc.nat(), async (pieces, pick) => {
      const text = pieces.join('') + 'end'
      const { parts } = await reading('a.txt', text)
      const body = parts.find((part) => part.kind === 'body')!
      expect(body.text).toBe(text.replace(/\r(?!\n)/g, '\n') + '\n')
      const offset = pick % text.length
      if (!/[\r\n]/.test(text[offset]!)) expect(locate(body, offset)).toEqual(placed(text, offset))
      expect(brokenBlocks(parts)).toEqual([])
    }), { numRuns: 60 })
  })

  it('of an uncertain encoding is read in each possible encoding: the lines that differ', async () => {
    const { parts } = await reading('a.txt', encode('ID\n机密\n', 'gb18030'))
    const other = parts.find((part) => part.name === 'big5')!
    expect(other.text).not.toContain('ID')
    expect(other.blocks[0]?.place).toEqual({ line: 2, column: 1 })
  })

  it('hidden in escapes is read too, on its line', async () => {
    const { parts } = await reading('a.json', '{"a":1,\n"b":"\\u673a\\u5bc6"}')
    const escapes = parts.find((part) => part.name === 'escapes')!
    expect(escapes.text).toBe(' b : 机密 }\n')
    expect(escapes.blocks[0]?.place.line).toBe(2)
  })

  it('with CR line ends has a line for each, at the same offsets', async () => {
    const [, body] = (await reading('a.txt', '云泽县人民政府\r机密\r关于防汛的通知\r\n附件')).parts
    expect(body!.text).toBe('云泽县人民政府\n机密\n关于防汛的通知\r\n附件\n')
    expect(locate(body!, body!.text.indexOf('机密')).line).toBe(2)
  })

  it('beyond the bound of text is a gap', async () => {
    const { gaps, parts } = await reading('a.txt', PROSE, { textUnits: 10 })
    expect(gaps).toMatchObject([{ reason: 'limit-exceeded', args: { limit: 'textUnits', value: 10 } }])
    expect(parts.map((part) => part.kind)).toEqual(['filename'])
  })

  it('damaged in part is told, and a gap counts the lines', async () => {
    const found = await reading('a.txt', Buffer.concat([encode(PROSE, 'utf-8'), Buffer.from([0xff, 0xff])]))
    expect(told(found, 'body')).toContain(PROSE)
    expect(found.gaps).toEqual([{ piece: '', reason: 'partly-unreadable', args: { feature: 'encoding', lines: 1 } }])
  })
})

describe('flat office XML', () => {
  it.each(['pkg', 'p', 'anything'])('makes members of the files it carries, under the prefix %s', async (prefix) => {
    const inner = Buffer.from('机密★10年')
    const source = `<?xml version="1.0"?><${prefix}:package xmlns:${prefix}="http://schemas.microsoft.com/office/2006/xmlPackage">
      <${prefix}:part><${prefix}:binaryData>${inner.toString('base64')}</${prefix}:binaryData></${prefix}:part></${prefix}:package>`
    const { members, gaps } = await reading('a.xml', source)
    expect([gaps, members.map(({ bytes }) => Buffer.from(bytes).toString())]).toEqual([[], [inner.toString()]])
  })

  it('has a gap for a file it carries in another form than base64', async () => {
    const { gaps } = await reading('a.xml', '<?xml version="1.0"?><w:a xmlns:w="w"><w:binData>%%%</w:binData></w:a>')
    expect(gaps.map(({ reason }) => reason)).toEqual(['part-not-supported'])
  })
})
