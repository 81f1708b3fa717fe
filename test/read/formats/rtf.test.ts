import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escaped, group, rtf } from '../../builders/rtf.js'
import { zip } from '../../builders/zip.js'
import { brokenBlocks, reading, shownAs, told } from '../reading.js'

/** Each hiding place: the RTF, the kind of its text, the text, its visibility. */
const PLACES: readonly (readonly [string, string, string, string, string])[] = [
  ['a paragraph', '机密\\par ', 'body', '机密', 'visible'],
  ['two groups of one word', '{机}{\\b 密}\\par ', 'body', '机密', 'visible'],
  ['a word with the tags of the page it was made from', '机{\\*\\htmltag84 <b>}密{\\*\\htmltag92 </b>}\\par ', 'body',
    '机密', 'visible'],
  ['a Western word with accents', `\\ansicpg1252\\f9 ${escaped('dc')}bersicht`, 'body', 'Übersicht', 'visible'],
  ['Western quotes', `\\ansicpg1252\\f9 ${escaped('93')}A${escaped('94')}`, 'body', '“A”', 'visible'],
  ['GBK bytes', escaped('bbfac3dc'), 'body', '机密', 'visible'],
  ['GBK with a plain second byte', "\\'81@", 'body', '丂', 'visible'],
  ['Big5 bytes', `\\f1 ${escaped('bef7b14b')}`, 'body', '機密', 'visible'],
  ['characters with a fallback of two bytes', `\\uc2\\u26426${escaped('bbfa')}\\u23494${escaped('c3dc')}`, 'body', '机密',
    'visible'],
  ['hidden text', '{\\v 藏}', 'body', '藏', 'hidden'],
  ['text shown again', '\\v\\v0 正', 'body', '正', 'visible'],
  ['white text', '{\\cf2 藏}', 'body', '藏', 'hidden'],
  ['text of no size', '{\\fs1 藏}', 'body', '藏', 'hidden'],
  ['a hidden style', '{\\stylesheet{\\cs7\\v H;}}{\\cs7 藏}', 'body', '藏', 'hidden'],
  ['a deletion', '前{\\deleted 删去}后', 'revision', '删去', 'deleted'],
  ['a header', group('\\header ', '页眉'), 'header', '页眉', 'visible'],
  ['a first header', group('\\headerf ', '页眉'), 'header', '页眉', 'visible'],
  ['a footer', group('\\footer ', '页脚'), 'footer', '页脚', 'visible'],
  ['a footnote', group('\\footnote ', '脚注'), 'footnote', '脚注', 'visible'],
  ['an endnote', group('\\footnote\\ftnalt ', '尾注'), 'endnote', '尾注', 'visible'],
  ['a comment', group('\\*\\annotation ', '批注'), 'comment', '批注', 'visible'],
  ['the author of a comment', group('\\*\\atnauthor ', '李四'), 'comment', '李四', 'metadata'],
  ['a text box', '{\\shp{\\*\\shpinst{\\shptxt 框内}}}', 'textbox', '框内', 'visible'],
  ['an alternative text', '{\\shp{\\*\\shpinst{\\sp{\\sn wzDescription}{\\sv 替代}}}}', 'alt-text', '替代', 'metadata'],
  ['a watermark', '{\\shp{\\*\\shpinst{\\sp{\\sn gtextUNICODE}{\\sv 水印}}}}', 'watermark', '水印', 'visible'],
  ['a field', '{\\field{\\*\\fldinst HYPERLINK "http://example.com/"}{\\fldrslt 看}}', 'field',
    'HYPERLINK "http://example.com/"', 'hidden'],
  ['the result of a field', '{\\field{\\*\\fldinst X}{\\fldrslt 看}}', 'body', '看', 'visible'],
  ['a bookmark', group('\\*\\bkmkstart ', '书签'), 'bookmark', '书签', 'metadata'],
  ['a property', '{\\info{\\title 题名}}', 'metadata', 'title: 题名', 'metadata'],
  ['a property in two spellings', '{\\info{\\upr{\\title ??}{\\*\\ud{\\title 题名}}}}', 'metadata', 'title: 题名',
    'metadata'],
  ['a property of its own', '{\\*\\userprops{\\propname 密级}\\proptype30{\\staticval 机密}}', 'metadata', '密级: 机密',
    'metadata'],
  ['a variable', '{\\*\\docvar {名}{值}}', 'metadata', '名值', 'metadata'],
  ['the name of a style', '{\\stylesheet{\\s1 机密样式;}}', 'style', '机密样式', 'metadata'],
  ['an unknown destination', group('\\*\\nobodyknows ', '藏'), 'custom-data', '藏', 'metadata'],
]

describe('readRtf', () => {
  it.each(PLACES)('reads the text of %s', async (_name, source, kind, words, visibility) => {
    const { parts, gaps, format } = await reading('a.rtf', rtf(source))
    expect(format).toBe('rtf')
    expect(gaps).toEqual([])
    expect(shownAs(parts.filter((part) => part.kind === kind), words)).toEqual([visibility])
    expect(brokenBlocks(parts)).toEqual([])
  })

  it('keeps cells of a row on one line', async () => {
    const row = (...cells: readonly string[]): string =>
      `\\trowd ${cells.map((cell) => `\\intbl ${cell}\\cell `).join('')}\\row `
    expect(told(await reading('a.rtf', rtf(row('密级', '机密') + row('期限', '10年'))), 'body')).toBe('密级\t机密\n期限\t10年\n')
  })

  it('makes a member of an embedded file', async () => {
    const inner = Buffer.from(zip({ 'a.txt': '内容' }))
    const size = Buffer.alloc(4)
    size.writeUInt32LE(inner.length)
    const head = Buffer.from('0105000002000000' + '04000000' + '41424300' + '00000000' + '00000000', 'hex')
    const { members } =
      await reading('a.rtf', rtf(`{\\object{\\*\\objdata ${Buffer.concat([head, size, inner]).toString('hex')}}}`))
    expect(members.map(({ bytes }) => Buffer.from(bytes).equals(inner))).toEqual([true])
  })

  const inner = Buffer.from(zip({ 'a.txt': '机密★10年' }))
  it.each<[name: string, bytes: () => Uint8Array]>([
    ['behind the last brace', () => Buffer.concat([rtf('普通\\par'), Buffer.from('\r\n'), inner])],
    ['in the place of a picture\'s identifier', () => rtf(`{\\pict{\\*\\blipuid ${inner.toString('hex')}}}`)],
    ['in the place of a password\'s hash', () => rtf(`{\\*\\passwordhash ${inner.toString('hex')}}`)],
    ['in the data of a field', () => rtf(`{\\field{\\*\\datafield ${inner.toString('hex')}}{\\*\\fldinst X}}`)],
  ])('makes a member of a file %s', async (_name, bytes) => {
    const { members } = await reading('a.rtf', bytes())
    expect(members.some((member) => Buffer.from(member.bytes).includes(inner))).toBe(true)
  })

  it('makes a member of what follows many braces too many', async () => {
    const { members } = await reading('a.rtf', Buffer.concat([rtf('普通\\par'), Buffer.from(`${'}'.repeat(100)} 机密`)]))
    expect(members.map(({ bytes }) => Buffer.from(bytes).toString().replaceAll('}', ''))).toEqual([' 机密'])
  })

  it.each<[name: string, bytes: () => Uint8Array]>([
    ['white space and zeros behind the last brace', () => Buffer.concat([rtf('普通\\par'), Buffer.from('\r\n\0\0')])],
    ['text behind the last brace', () => Buffer.concat([rtf('普通\\par'), Buffer.from(" \\par 5 June}")])],
    ['an identifier', () => rtf(`{\\*\\passwordhash ${'01000000'.repeat(16)}}`)],
    ['the data of a link', () => rtf(`{\\field{\\*\\datafield 08d0c9ea79f9bace118c8200aa004ba90b${'02000000'.repeat(12)}}{\\*\\fldinst X}}`)],
  ])('is complete with %s', async (_name, bytes) => {
    const { gaps, members } = await reading('a.rtf', bytes())
    expect([gaps, members]).toEqual([[], []])
  })

  const GAPS: readonly (readonly [string, Uint8Array, readonly string[]])[] = [
    ['a picture is of no known kind', rtf('{\\pict\\macpict 0102030405060708}'), ['image-not-read']],
    ['binary data ends with the file', rtf('{\\pict\\bin999999999 abc}'), ['damaged', 'image-not-read']],
    ['the file is cut off', rtf('{机密').subarray(0, -2), ['damaged']],
    ['groups nest too deep', rtf(`${'{'.repeat(5000)}机密${'}'.repeat(5000)}`), ['limit-exceeded']],
  ]
  it.each(GAPS)('says what is missing when %s', async (_name, bytes, reasons) => {
    const { gaps } = await reading('a.rtf', bytes)
    expect(gaps.map(({ reason }) => reason)).toEqual(reasons)
  })

  it('reads text that nests too deep', async () => {
    expect(told(await reading('a.rtf', rtf(`${'{'.repeat(5000)}机密${'}'.repeat(5000)}`)), 'body')).toBe('机密\n')
  })

  it('never crashes on a file with changed bytes, and keeps its blocks in order', async () => {
    const sound = rtf(PLACES.map(([, source]) => source).join(''))
    const edits = fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 })
    await fc.assert(fc.asyncProperty(edits, async (changes) => {
      const bytes = Uint8Array.from(sound)
      for (const [at, value] of changes) bytes[at] = value
      const { parts, gaps } = await reading('a.rtf', bytes)
      expect(gaps.map(({ reason }) => reason)).not.toContain('reader-crashed')
      expect(brokenBlocks(parts)).toEqual([])
    }), { numRuns: 200 })
  })
})
