import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PartKind } from '../../../src/model/index.js'
import { attachment, mail, multipart, part, word } from '../../builders/mail.js'
import { encode, PROSE } from '../../builders/text.js'
import { docx } from '../../builders/docx.js'
import { brokenBlocks, reading, shownAs, told } from '../reading.js'

const gbk = (text: string): Buffer => encode(text, 'gb18030')
const SECRET = '机密★10年'

function percents(bytes: Uint8Array): string {
  return [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
}

/** Bytes put into a mail where its text says `@`. */
function withRaw(bytes: Buffer, raw: Buffer): Buffer {
  const at = bytes.indexOf('@@')
  return Buffer.concat([bytes.subarray(0, at), raw, bytes.subarray(at + 2)])
}

describe('the mark of a mail is read', () => {
  const base64 = (text: string | Buffer): string => Buffer.from(text).toString('base64')
  const quoted = [...gbk(SECRET)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
  const text = { 'Content-Type': 'text/plain; charset=utf-8' }
  const split = gbk(SECRET)
  it.each<[string, Uint8Array, PartKind, string]>([
    ['in a plain body', mail(text, SECRET), 'body', 'visible'],
    ['in raw bytes of GBK that nothing declares', withRaw(mail({ Subject: 'x' }, '@@'), gbk(SECRET + PROSE)), 'body',
      'visible'],
    ['in base64 of GBK',
      mail({ 'Content-Type': 'text/plain; charset=gbk', 'Content-Transfer-Encoding': 'base64' }, base64(gbk(SECRET))),
      'body', 'visible'],
    ['in quoted-printable with soft breaks',
      mail({ 'Content-Type': 'text/plain; charset=gb2312', 'Content-Transfer-Encoding': 'Quoted-Printable' },
      `a=\r\n${quoted.slice(0, 9)}=\r\n${quoted.slice(9)}`), 'body', 'visible'],
    ['in GBK that is declared as Latin',
      mail({ 'Content-Type': 'text/plain; charset=iso-8859-1', 'Content-Transfer-Encoding': 'base64' },
      base64(gbk(SECRET + PROSE))), 'body', 'visible'],
    ['in the subject', mail({ Subject: word(Buffer.from(SECRET), 'utf-8') }, ''), 'body', 'visible'],
    ['in a subject of raw GBK', withRaw(mail({ Subject: '@@' }, ''), gbk(SECRET)), 'body', 'visible'],
    ['in a subject cut between the bytes of a character', mail({
      Subject: `${word(split.subarray(0, 3), 'GB2312')}\r\n ${word(split.subarray(3), 'GB2312')}`,
    }, ''), 'body', 'visible'],
    ['in the name of a sender', mail({ From: `${word(gbk(SECRET), 'gbk')} <a@example.com>` }, ''), 'metadata',
      'metadata'],
    ['in an unknown field', mail({ 'X-Level': SECRET }, ''), 'metadata', 'metadata'],
    ['in a line that is no field', Buffer.from(`From: a\r\nSubject: b\r\nDate: c\r\n${SECRET}\r\n\r\n`), 'metadata',
      'metadata'],
    ['in HTML', mail({ 'Content-Type': 'text/html; charset=utf-8' }, `<p>机<b>密</b>★10年</p>`), 'body', 'visible'],
    ['hidden in HTML', mail({ 'Content-Type': 'text/html' }, `<p style="display:none">${SECRET}</p>`), 'body',
      'hidden'],
    ['in each of the alternatives',
      mail({}, multipart('B', [part(text, 'x'), part(text, SECRET)], { kind: 'alternative' })), 'body', 'visible'],
    ['before the first part', mail({}, multipart('B', [part(text, 'x')], { before: SECRET })), 'body', 'hidden'],
    ['after the last part', mail({}, multipart('B', [part(text, 'x')], { after: SECRET })), 'body', 'hidden'],
    ['in a part of a part', mail({}, multipart('B', [part(multipart('BB', [part(text, SECRET)]).headers,
      multipart('BB', [part(text, SECRET)]).body)])), 'body', 'visible'],
    ['in a field of a part', mail({}, multipart('B', [part({ 'Content-Description': SECRET }, 'x')])), 'metadata',
      'metadata'],
    ['in a name of the type, beside another of the disposition', mail({}, multipart('B', [part({
      'Content-Type': `text/plain; name*=gbk''${percents(gbk(SECRET))}.txt`,
      'Content-Disposition': 'attachment; filename="a.txt"',
    }, 'x')])), 'metadata', 'metadata'],
    ['in a divided name beside a plain one', mail({}, multipart('B', [part({
      'Content-Disposition': `attachment; filename="a.txt"; filename*1*=${percents(gbk(SECRET).subarray(3))}; ` +
        `filename*0*=gb2312'zh'${percents(gbk(SECRET).subarray(0, 3))}; filename*=utf-8''b.txt`,
    }, 'x')])), 'metadata', 'metadata'],
    ['in an undivided name beside a divided one', mail({}, multipart('B', [part({
      'Content-Disposition': `attachment; filename*0=a.txt; filename*=utf-8''${percents(Buffer.from(SECRET))}`,
    }, 'x')])), 'metadata', 'metadata'],
    ['in the second of two names', mail({}, multipart('B', [part({
      'Content-Disposition': `attachment; filename=a.txt; filename="${word(gbk(SECRET), 'gbk')}"`,
    }, 'x')])), 'metadata', 'metadata'],
    ['in the address of an external body', mail({}, multipart('B', [part({
      'Content-Type': `message/external-body; access-type=URL; URL="http://a.example/${percents(Buffer.from(SECRET))}"`,
    }, 'Content-Type: text/plain\r\n\r\n')])), 'metadata', 'metadata'],
    ['in an address of a field', mail({ 'List-Help': `<http://a.example/${percents(Buffer.from(SECRET))}>` }, 'x'),
      'metadata', 'metadata'],
    ['after a byte order mark and empty lines', Buffer.concat([Buffer.from('\ufeff\r\n\r\n'), mail(text, SECRET)]),
      'body', 'visible'],
  ])('%s', async (_, bytes, kind, visibility) => {
    const found = await reading('a.eml', bytes)
    expect(found.format).toBe('eml')
    expect(told(found, kind)).toContain(SECRET)
    expect(shownAs(found.parts.filter((each) => each.kind === kind), SECRET)).toContain(visibility)
    expect(brokenBlocks(found.parts)).toEqual([])
    expect(found.gaps).toEqual([])
  })
})

describe('a mail hands on as members', () => {
  const inner = mail({ Subject: SECRET }, SECRET)
  it.each<[string, Uint8Array, string]>([
    ['an attachment by its name', attachment('filename="方案.docx"', docx({ body: [SECRET] })), '方案.docx'],
    ['an attachment named in encoded words', attachment(`filename="${word(gbk('方案.docx'), 'GBK')}"`, 'x'), '方案.docx'],
    ['an attachment named after RFC 2231', attachment(`filename*=UTF-8''${encodeURIComponent('方案.docx')}`, 'x'),
      '方案.docx'],
    ['an attachment whose name is in pieces', attachment(
      `filename*0*=gbk''${[...gbk('方案')].map((byte) => `%${byte.toString(16)}`).join('')}; filename*1=.docx`, 'x'),
        '方案.docx'],
    ['an attachment named by its type alone', part({ 'Content-Type': 'text/plain; name="方案.txt"' }, 'x'), '方案.txt'],
    ['an attachment without a name', attachment('x=y', 'x', 'application/pdf'), '1.pdf'],
    ['a mail', part({ 'Content-Type': 'message/rfc822' }, inner), '1.eml'],
    ['a text that is neither plain nor HTML', part({ 'Content-Type': 'text/calendar' }, 'x'), '1.calendar'],
  ])('%s', async (_, piece, name) => {
    const { members, gaps } = await reading('a.eml', mail({}, multipart('B', [piece])))
    expect(members.map(({ path }) => path)).toEqual([`a.eml!${name}`])
    expect(gaps).toEqual([])
  })

  it('an attachment whose name is in a hundred thousand pieces', async () => {
    const pieces = Array.from({ length: 100_000 }, (_, at) => `filename*${at % 9999}*=a`).join('; ')
    expect((await reading('a.eml', mail({}, multipart('B', [attachment(pieces, 'x')])))).members[0]!.path)
      .toMatch(/^a\.eml!a+$/)
  })

  it('the very bytes of an attachment', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), async (bytes) => {
      const { members } = await reading('a.eml', mail({}, multipart('B', [attachment('filename=a.bin', bytes)])))
      expect(Buffer.compare(members[0]!.bytes, bytes)).toBe(0)
    }), { numRuns: 100 })
  })
})

describe('a mail has a gap for', () => {
  it.each<[string, Uint8Array, object]>([
    ['a multipart that is cut off', mail({}, multipart('B', [part({}, 'x')], { open: true })),
      { reason: 'damaged', args: { detail: 'boundary' } }],
    ['a multipart without its boundary', mail({ 'Content-Type': 'multipart/mixed' }, 'x'),
      { reason: 'damaged', args: { detail: 'boundary' } }],
    ['base64 with other characters', mail({ 'Content-Transfer-Encoding': 'base64' }, '5py65a+G*'),
      { reason: 'damaged', args: { detail: 'base64' } }],
    ['an unknown encoding', mail({ 'Content-Transfer-Encoding': 'x-secret' }, 'x'),
      { reason: 'part-not-supported' }],
  ])('%s', async (_, bytes, gap) => {
    expect((await reading('a.eml', bytes)).gaps).toMatchObject([gap])
  })

  it('two types, of which programs choose differently', async () => {
    const first = Buffer.from('Content-Type: text/html\r\n')
    const bytes = Buffer.concat([first, mail({ 'Content-Type': 'text/plain' }, 'x')])
    expect((await reading('a.eml', bytes)).gaps)
      .toEqual([{ piece: '', reason: 'damaged', args: { detail: 'duplicate-field' } }])
  })

  it('parts nested beyond the bound', async () => {
    const nested = (levels: number): Uint8Array => {
      const { headers, body } = multipart(`B${levels}`, [levels === 0 ? part({}, 'x') : nested(levels - 1)])
      return part(headers, body)
    }
    const { gaps } = await reading('a.eml', Buffer.concat([Buffer.from('From: a\r\n'), nested(20)]), { xmlDepth: 10 })
    expect(gaps).toMatchObject([{ reason: 'limit-exceeded', args: { limit: 'xmlDepth' } }])
  })
})

describe('a mailbox', () => {
  const from = 'From a@example.com Thu Jun 12 08:00:00 2025\n'
  it('hands on its messages', async () => {
    const { format, members, parts } =
      await reading('a.mbox', `${from}From: a\nSubject: b\n\n一\n\n${from}From: c\nSubject: d\n\n二\nFrom here on\n`)
    expect(format).toBe('mbox')
    expect(members.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)])).toEqual([
      ['a.mbox!1.eml', 'From: a\nSubject: b\n\n一\n\n'], ['a.mbox!2.eml', 'From: c\nSubject: d\n\n二\nFrom here on\n'],
    ])
    expect(told({ format, parts, gaps: [], members }, 'metadata')).toBe(from.repeat(2))
  })
})

describe('a changed mail', () => {
  it('never crashes its reader', async () => {
    const whole = mail({ Subject: word(gbk(SECRET), 'gbk') }, multipart('B', [
      part({ 'Content-Type': 'text/html; charset=gbk', 'Content-Transfer-Encoding': 'quoted-printable' },
        '<p>=BB=FA=C3=DC</p>'),
      attachment(`filename*0*=UTF-8''%E6%96; filename*1*=%B9`, SECRET),
    ]))
    const changes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 })
    await fc.assert(fc.asyncProperty(changes, fc.nat(whole.length), async (edits, end) => {
      const bytes = Uint8Array.from(whole)
      for (const [at, byte] of edits) bytes[at] = byte
      const { parts, gaps } = await reading('a.eml', bytes.subarray(0, end))
      expect(gaps.filter(({ reason }) => reason === 'reader-crashed')).toEqual([])
      expect(brokenBlocks(parts)).toEqual([])
    }), { numRuns: 400 })
  })
})
