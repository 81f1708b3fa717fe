import { describe, expect, it } from 'vitest'
import { LIMITS, type Reading } from '../../src/model/index.js'
import { read } from '../../src/read/index.js'
import { inGbk } from '../../src/read/containers/zip/gbk.js'
import { compound } from '../builders/compound.js'
import { doc } from '../builders/doc.js'
import { docx } from '../builders/docx.js'
import { encryptedPackage } from '../builders/ooxml-encryption.js'
import { page, pdf, text } from '../builders/pdf.js'
import { rar } from '../builders/rar.js'
import { pack } from '../builders/seven-zip.js'
import { encrypted } from '../builders/xls-encryption.js'
import { workbook } from '../builders/xls.js'
import { zip } from '../builders/zip.js'

const PASSWORD = 'secret'
const MARK = '机密★10年'
const FILES = { 'a.txt': MARK.repeat(20), 'b/c.txt': '正文' }
const BOOK = workbook({ sheets: [{ name: '表一', rows: [[MARK]] }] })

const opened = (path: string, bytes: Uint8Array, passwords: readonly string[]): Promise<Reading> =>
  read({ path, bytes }, { limits: LIMITS, passwords })

/** All text of a reading and of its members, as far as those are plain text. */
function textOf({ parts, members }: Reading): string {
  return [...parts.map((part) => part.text), ...members.map(({ bytes }) => Buffer.from(bytes).toString())].join('\n')
}

const DOCUMENTS: readonly (readonly [name: string, path: string, make: () => Uint8Array | Promise<Uint8Array>])[] = [
  ['a zip with traditional encryption', 'a.zip', () => pack('zip', FILES, { password: PASSWORD, method: 'ZipCrypto' })],
  ['a zip with AES of 128 bits', 'a.zip', () => pack('zip', FILES, { password: PASSWORD, method: 'AES128' })],
  ['a zip with AES of 256 bits', 'a.zip', () => pack('zip', FILES, { password: PASSWORD, method: 'AES256' })],
  ['a 7z', 'a.7z', () => pack('7z', FILES, { password: PASSWORD })],
  ['a 7z whose names are encrypted', 'a.7z', () => pack('7z', FILES, { password: PASSWORD, hidden: true })],
  ['a rar', 'a.rar', () => rar(FILES, PASSWORD)],
  ['a docx with agile encryption', 'a.docx', () => encryptedPackage(docx({ body: [MARK] }), 'agile', PASSWORD)],
  ['a docx with standard encryption', 'a.docx', () => encryptedPackage(docx({ body: [MARK] }), 'standard', PASSWORD)],
  ['an xls with RC4', 'a.xls', () => compound({ Workbook: encrypted(BOOK, 'rc4', PASSWORD) })],
  ['an xls with RC4 CryptoAPI', 'a.xls', () => compound({ Workbook: encrypted(BOOK, 'crypto-api', PASSWORD) })],
  ['a doc with RC4', 'a.doc', () => doc({ body: [MARK], encryption: { cipher: 'rc4', password: PASSWORD } })],
  ['a doc with RC4 CryptoAPI', 'a.doc', () => doc({ body: [MARK], encryption: { cipher: 'crypto-api', password: PASSWORD } })],
  ['a pdf', 'a.pdf', () => pdf([page([text(MARK)])], { encrypted: 'user' })],
]

describe.each(DOCUMENTS)('%s', (_name, path, make) => {
  it('is read where one of the passwords opens it, and is a gap that says so where none does', async () => {
    const bytes = await make()
    const whole = await opened(path, bytes, ['wrong', PASSWORD])
    expect(textOf(whole)).toContain(MARK)
    expect(whole.gaps).toEqual([])
    const closed = await opened(path, bytes, ['wrong'])
    expect(textOf(closed)).not.toContain(MARK)
    expect(closed.gaps.filter(({ args }) => args?.feature === 'wrong-password').length).toBeGreaterThan(0)
    expect(closed.gaps.filter(({ reason }) => reason !== 'encrypted')).toEqual([])
    const plain = await opened(path, bytes, [])
    expect(plain.gaps.filter(({ args }) => args?.feature !== undefined)).toEqual([])
    expect(plain.gaps.filter(({ reason }) => reason === 'encrypted').length).toBeGreaterThan(0)
  })
})

describe('passwords', () => {
  it('of owners open a pdf as well', async () => {
    const { parts, gaps } = await opened('a.pdf', pdf([page([text(MARK)])], { encrypted: 'user' }), ['owner'])
    expect([parts.some((part) => part.text.includes(MARK)), gaps]).toEqual([true, []])
  })

  it('are written in GBK where they are Chinese', () => {
    expect(new TextDecoder('gbk').decode(inGbk('密码abc123'))).toBe('密码abc123')
    expect(inGbk('😀')).toBeUndefined()
  })

  it('are not tried on what only claims to be encrypted', async () => {
    const lies = zip([{ name: 'a.txt', data: 'x', encrypted: true }, { name: 'b.txt', data: 'y', encrypted: true, method: 99 }])
    const { gaps } = await opened('a.zip', lies, ['a', 'b'])
    expect(gaps).toEqual(['a.txt', 'b.txt'].map((piece) => ({ piece, reason: 'encrypted', args: { feature: 'wrong-password' } })))
  })
})
