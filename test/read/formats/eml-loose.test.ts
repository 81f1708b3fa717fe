import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { docx } from '../../builders/docx.js'
import { attachment, mail, multipart, part } from '../../builders/mail.js'
import { encode, PROSE } from '../../builders/text.js'
import { readWithMembers } from '../../fuzz/oracle.js'
import { reading, shownAs, told } from '../reading.js'

const SECRET = '机密★10年'
const PLAIN = { 'Content-Type': 'text/plain; charset=utf-8' }
const packed = (content: string | Uint8Array): string =>
  Buffer.from(content).toString('base64').replace(/.{76}/g, '$&\r\n')
const noise = (length: number): Buffer => Buffer.concat(
  Array.from({ length: Math.ceil(length / 32) }, (_, at) => createHash('sha256').update(`${at}`).digest()),
).subarray(0, length)

describe('base64 that no header of a mail declares is read', () => {
  it.each<[string, Uint8Array]>([
    ['where the field has lost its name',
      part({ 'From': 'a', 'Date': 'b', 'Contant-Transfer-Encoding': 'base64' }, packed(SECRET))],
    ['where it is GBK', mail(PLAIN, packed(encode(SECRET + PROSE, 'gb18030')))],
    ['in the middle of text', mail(PLAIN, `见下：\r\n${packed(PROSE + SECRET)}\r\n完`)],
    ['where it is quoted', mail(PLAIN, `> ${packed(SECRET)}\r\n`)],
    ['beside the parts', mail({}, multipart('B', [part(PLAIN, 'x')], { after: packed(SECRET) }))],
    ['where an empty line is missing',
      Buffer.concat([Buffer.from('From: a\r\nDate: b\r\n'), Buffer.from(packed(SECRET))])],
    ['in HTML', mail({ 'Content-Type': 'text/html' }, `<p>x</p>\r\n${packed(SECRET)}\r\n`)],
    ['in an attached text',
      mail({}, multipart('B', [part({ 'Content-Disposition': 'attachment; filename=a.txt' }, packed(SECRET))]))],
    ['in quoted-printable',
      mail(PLAIN, [...Buffer.from(SECRET)].map((byte) => `=${byte.toString(16)}`).join('').toUpperCase())],
  ])('%s', async (_, bytes) => {
    const { parts, gaps } = await reading('a.eml', bytes)
    expect(shownAs(parts, SECRET)).toContain('hidden')
    expect(gaps).toEqual([])
  })

  it('as a file of its own where it is one', async () => {
    const whole = mail({}, multipart('B', [attachment('filename=a.docx', docx({ body: [SECRET] }))])).toString('latin1')
    const changed = whole.replace('Content-Type: multipart', 'Content-Typo: multipart')
    const told = await readWithMembers({ path: 'a.eml', bytes: Buffer.from(changed, 'latin1') })
    expect(told.text).toContain(SECRET)
    expect(told.gaps).toEqual([])
  })
})

describe('a mail has a gap for base64', () => {
  it.each<[string, string, object]>([
    ['that is no file and says nothing', packed(noise(300)),
      { reason: 'partly-unreadable', args: { feature: 'base64' } }],
    ['with another character in one of its lines', packed(PROSE.repeat(4)).replace(/\n.{9}/, '$&*').replace(/\*./, '*'),
      { reason: 'damaged' }],
    ['that is enciphered', `-----BEGIN PGP MESSAGE-----\r\n\r\n${packed(noise(300))}\r\n-----END PGP MESSAGE-----`,
      { reason: 'encrypted' }],
  ])('%s', async (_, body, gap) => {
    expect((await reading('a.eml', mail(PLAIN, body))).gaps).toMatchObject([gap])
  })
})

describe('a mail is whole', () => {
  it.each([
    ['with a signature',
      `x\r\n-----BEGIN PGP SIGNATURE-----\r\nVersion: 1\r\n\r\n${packed(noise(300))}\r\n-----END PGP SIGNATURE-----`],
    ['with a certificate', `-----BEGIN CERTIFICATE-----\r\n${packed(noise(900))}\r\n-----END CERTIFICATE-----`],
    ['with checksums', `${noise(64).toString('hex')}\r\n${noise(64).toString('hex')}\r\n`],
    ['with a short key', packed(noise(32))],
    ['with rules drawn in letters', `${'x'.repeat(200)}\r\n${'/'.repeat(76)}\r\n`],
    ['with words on lines of their own', 'Attached\r\nRegards\r\n\r\nThanksalot12\r\n'],
    ['with addresses as long as each other',
      `https://example.com/${'a'.repeat(60)}\r\nhttps://example.com/${'b'.repeat(60)}\r\n`],
    ['with a picture in its HTML', `<img src="data:image/png;base64,${noise(300).toString('base64')}">`],
  ])('%s', async (_, body) => {
    const found = await reading('a.eml', mail(PLAIN, body))
    expect(found.gaps).toEqual([])
    expect(found.members).toEqual([])
    expect(told(found, 'body').startsWith(body.slice(0, 20))).toBe(true)
  })
})

it('a byte changed in the header of a mail hides no attachment of it', async () => {
  const whole = mail({}, multipart('B', [
    part(PLAIN, 'x'), attachment('filename=a.txt', SECRET), attachment('filename=b.txt', PROSE + SECRET),
  ]))
  const first = whole.indexOf(packed(SECRET))
  const second = whole.indexOf('\r\n\r\n', whole.lastIndexOf('Content-Disposition'))
  const isHeader = (at: number): boolean => at < first || at >= first + packed(SECRET).length
  await fc.assert(fc.asyncProperty(fc.nat(second - 1).filter(isHeader), fc.nat(255), async (at, byte) => {
    const bytes = Buffer.from(whole)
    bytes[at] = byte
    const { text, gaps } = await readWithMembers({ path: 'a.eml', bytes })
    expect(gaps.length > 0 || text.split(SECRET).length > 2).toBe(true)
  }), { numRuns: 300 })
})
