import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decode } from '../../../src/read/text/decode.js'
import { decodeAs } from '../../../src/read/text/decode-as.js'
import { encode, PROSE, PROSE_TRADITIONAL } from '../../builders/text.js'

const readings = (bytes: Uint8Array, declared?: string): string[] => {
  const { text, alternatives } = decode(bytes, declared)
  return [text, ...alternatives.flatMap(({ pieces }) => pieces.map((piece) => piece.text))]
}

/** Bytes behind a hundred lines of ASCII and before another. */
const among = (bytes: Uint8Array): Buffer => Buffer.concat([Buffer.from('notice\n'.repeat(100)), bytes, Buffer.from('notice\n')])

describe('decode', () => {
  it('does not believe a mark of UTF-16 before lines of UTF-8, or before data', () => {
    const marked = Buffer.concat([Buffer.from('fffe', 'hex'), Buffer.from('级,名\n甲,机密文件\n')])
    expect(readings(marked).join()).toContain('机密文件')
    expect(decode(Buffer.from('feff0900060000000000', 'hex')).damagedLines).toBe(1)
  })

  it('reads quotes and dashes of Windows 1252, where ISO 8859-1 has controls', () => {
    expect(decodeAs('latin1', Uint8Array.of(0x93, 0x41, 0x94, 0x97, 0x80, 0xe9))).toBe('“A”—€é')
  })

  it.each([
    ['utf-8', encode(PROSE, 'utf-8')],
    ['utf-8', Buffer.concat([Buffer.from('efbbbf', 'hex'), encode(PROSE, 'utf-8')])],
    ['utf-16le', encode(PROSE + '10', 'utf-16le')],
    ['utf-16le', Buffer.concat([Buffer.from('fffe', 'hex'), encode(PROSE, 'utf-16le')])],
    ['utf-16be', encode(PROSE + '10', 'utf-16be')],
    ['gb18030', encode(PROSE, 'gb18030')],
    ['big5', encode(PROSE_TRADITIONAL, 'big5')],
  ] as const)('knows %s by its bytes', (encoding, bytes) => {
    const decoded = decode(bytes)
    expect(decoded.encoding).toBe(encoding)
    expect(decoded.text.replace('10', '')).toBe(encoding === 'big5' ? PROSE_TRADITIONAL : PROSE)
    expect(decoded).toMatchObject({ alternatives: [], damagedLines: 0 })
  })

  it.each([
    ['two hanzi in GBK', encode('绝密', 'gb18030'), '绝密'],
    ['two hanzi in Big5', encode('機密', 'big5'), '機密'],
    ['two hanzi in UTF-16 without a mark', encode('机密', 'utf-16le'), '机密'],
    ['a GBK table that is ASCII but for a cell', encode('ID,NAME\n'.repeat(50) + '1,机密\n', 'gb18030'), '机密'],
    ['HZ', Buffer.from('~{;zC\\~}'), '机密'],
    ['ISO-2022-CN', Buffer.from('\x1b$)A\x0e;zC\\\x0f'), '机密'],
    ['ISO-2022-JP', Buffer.from('\x1b$B5!L)\x1b(B'), '機密'],
    ['UTF-7', Buffer.from('+ZzpbxmWHTvY-'), '机密文件'],
    ['UTF-32', Buffer.from('fffe00003a670000c65b0000', 'hex'), '机密'],
    ['UTF-8 among lines of GBK', Buffer.concat([encode(PROSE + '\n', 'gb18030'), encode('机密文件\n', 'utf-8')]), '机密文件'],
    ['GBK among lines of UTF-8', Buffer.concat([encode(PROSE + '\n', 'utf-8'), encode('机密\n', 'gb18030')]), '机密'],
    ['UTF-8 with a character cut off', Buffer.concat([encode(PROSE + '机密', 'utf-8'), Buffer.from([0xe6, 0x9c])]), '机密'],
    ['GBK with a stray byte before it', Buffer.concat([Buffer.from('a\n'), Buffer.from([0xff]), encode('机密', 'gb18030')]), '机密'],
    ['UTF-16 in a line among ASCII', among(encode('机密★20年\n', 'utf-16le')), '机密★20年'],
    ['big-endian UTF-16 among ASCII, without a line end', among(encode('机密★20年', 'utf-16le').swap16()), '机密★20年'],
    ['UTF-16 without zeros among lines of UTF-8', Buffer.concat([encode(PROSE + '\n', 'utf-8'), encode('机密', 'utf-16le')]), '机密'],
    ['UTF-32 in a line among ASCII', among(Buffer.concat([...'机密★20年'].map((sign) => Buffer.from([...encode(sign, 'utf-16le'), 0, 0])))), '机密★20年'],
    ['UTF-8 of four bytes where three would do', Buffer.concat([encode(PROSE + '\n', 'utf-8'), Buffer.from('f0869cbaf085af86f08298853230f085b9b40a', 'hex')]), '机密★20年'],
    ['UTF-8 of five bytes among ASCII', among(Buffer.from('f880869cbaf88085af86', 'hex')), '机密'],
    ['surrogates written in UTF-8', Buffer.from('612c\x0aeda180edb08ae69cbae5af860a'.replace('\x0a', '0a'), 'hex'), '机密'],
    ['UTF-8 declared as GBK', encode(PROSE, 'utf-8'), '保密', 'gb2312'],
    ['GBK declared as Western', encode(PROSE, 'gb18030'), '保密', 'iso-8859-1'],
  ])('some reading of %s says what it says', (_, bytes, words, declared?: string) => {
    expect(readings(bytes, declared).join('\n')).toContain(words)
  })

  it('reads nothing beside GBK, UTF-8 and Western text that is sound', () => {
    for (const bytes of [encode(PROSE, 'gb18030'), encode(PROSE, 'utf-8'), Buffer.from('caf\xe9\n', 'latin1')]) {
      expect(decode(bytes).alternatives.filter(({ encoding }) => /utf-16|overlong/.test(encoding))).toEqual([])
    }
  })

  it('Western text of single accented letters is read whole', () => {
    expect(decode(Buffer.from('caf\xe9 cr\xe8me\n', 'latin1'))).toMatchObject({ text: 'café crème\n', damagedLines: 0 })
  })

  it('counts lines with bytes that are invalid in every encoding, and reads the rest of them', () => {
    const decoded = decode(Buffer.concat([encode(PROSE, 'utf-8'), Buffer.from([0xff, 0xff, 0x0a, 0x61])]))
    expect(decoded.damagedLines).toBe(1)
    expect(decoded.text).toContain(PROSE)
    expect(decoded.text).toMatch(/\na$/)
  })

  it('loses no line, whatever the encodings of the lines', () => {
    const line = fc.tuple(fc.constantFrom('机密文件', '绝密★启用前', '内部资料'), fc.constantFrom('gb18030', 'utf-8'))
    fc.assert(fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
      const bytes = Buffer.concat(lines.map(([text, encoding]) => encode(text + '\n', encoding)))
      const found = readings(bytes).join('\n')
      return lines.every(([text]) => found.includes(text))
    }))
  })

  it('takes any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => typeof decode(bytes).text === 'string'))
  })
})
