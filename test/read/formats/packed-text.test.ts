import { describe, expect, it } from 'vitest'
import { reading, told } from '../reading.js'
import { zip } from '../../builders/zip.js'

const MARK = '机密★20年'
const HEX = Buffer.from(MARK, 'utf8').toString('hex')
const bytes = (radix: 8 | 16): string =>
  [...Buffer.from(MARK, 'utf8')].map((byte) => (radix === 16 ? `\\x${byte.toString(16).padStart(2, '0')}` : `\\${byte.toString(8).padStart(3, '0')}`)).join('')
const BASE64 = Buffer.from(`<p>${MARK}</p>`, 'utf8').toString('base64')

/** All texts of a document below each other. */
async function textsOf(name: string, content: string): Promise<string> {
  return (await reading(name, content)).parts.map(({ text }) => text).join('\n')
}

describe('a text packed in text is read', () => {
  it.each([
    ['a.sql', `INSERT INTO t VALUES (X'${HEX}');`],
    ['a.sql', `COPY t FROM stdin;\n\\\\x${HEX}\n`],
    ['a.eps', `%!PS-Adobe-3.0\n72 600 moveto <${Buffer.from(MARK, 'utf16le').swap16().toString('hex')}> show\n`],
    ['a.reg', `"a"=hex(1):${Buffer.from(MARK, 'utf16le').toString('hex').replace(/..(?=.)/g, '$&,')}\n`],
    ['a.py', `x = b"${bytes(16)}"\n`],
    ['a.sh', `echo $'${bytes(8)}'\n`],
    ['a.txt', [...MARK].map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')],
    ['a.txt', [...MARK].map((sign) => `&#${sign.charCodeAt(0)};`).join('')],
    ['a.js', `x=atob("${BASE64}")`],
    ['a.json', `{"a":"data:text/html;base64,${BASE64}"}`],
    ['a.md', `[a](Data:text/html;base64,${BASE64})`],
    ['a.csv', `甲,乙\n1,"data:text/html;base64,${BASE64}"\n`],
    ['a.csv', '甲,乙\n1,\\u673a\\u5bc6\\u260520\\u5e74\n'],
    ['a.js', 'x = "机" +\n  "密★" + \'20年\''],
    ['a.txt', `http://a.example/?q=${encodeURIComponent(MARK)}`],
    ['a.txt', '机\u001b[31m密\u001b[0m★20年'],
    ['a.txt', 'x\b机密★20年'],
    ['a.md', '**机密**★20年'],
    ['a.ics', 'BEGIN:VCALENDAR\nDESCRIPTION:机密\n ★20年\nEND:VCALENDAR\n'],
    ['a.sql', `INSERT INTO t VALUES (U&'\\673A\\5BC6\\260520\\5E74');`],
    ['a.sql', `SELECT U&'!673A!5BC6!260520!+005E74' UESCAPE '!';`],
    ['a.css', `a::before { content: "\\673a\\5bc6\\2605 20\\5e74" }`],
    ['a.txt', '密级 =E6=9C=BA=E5=AF=86=E2=98=85=\n20=E5=B9=B4\n'],
    ['a.txt', '此件为机=\n密★20年，请注意。\n'],
    ['a.vcf', `BEGIN:VCARD\nNOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E6=9C=BA=E5=AF=86=E2=98=85=\n=32=30=E5=B9=B4\nEND:VCARD\n`],
  ])('in %s: %s', async (name, content) => {
    expect(await textsOf(name, content)).toContain(MARK)
  })
})

describe('a file packed in text is a member', () => {
  const archive = Buffer.from(zip({ 'a.txt': MARK }))
  const base64 = archive.toString('base64')

  it.each([
    ['base64 on one line', `a: ${base64}`],
    ['base64 in lines', base64.replace(/.{64}/g, '$&\n')],
    ['indented base64', base64.replace(/.{64}/g, '$&\n\t')],
    ['hexadecimal', `X'${archive.toString('hex')}'`],
    ['a data: address', `{"a":"data:application/zip;base64,${base64}"}`],
  ])('as %s', async (_, content) => {
    const { members } = await reading('a.txt', content)
    expect(members.map((member) => Buffer.from(member.bytes).equals(archive))).toEqual([true])
  })
})

describe('what only looks packed', () => {
  it.each([
    ['a digest', 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='],
    ['a commit', 'commit 0123456789abcdef0123456789abcdef01234567'],
    ['a long word', 'internationalization\nand localisation'],
    ['a key', 'AAAAB3NzaC1yc2EAAAADAQABAAABgQC7VJTUt9Us8cKj'],
  ])('adds nothing: %s', async (_, content) => {
    const { parts, gaps, members } = await reading('a.txt', content)
    expect(parts.map(({ kind }) => kind)).toEqual(['filename', 'body'])
    expect([...gaps, ...members]).toEqual([])
  })

  it('is read in linear steps, however often it begins', async () => {
    const content = 'begin 644 x\n'.repeat(2000) + 'A'.repeat(200_000) + '-' + '0x'.repeat(20_000)
    expect(told(await reading('a.txt', content), 'body')).toContain('begin 644 x')
  })
})
