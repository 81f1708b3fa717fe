import { describe, expect, it } from 'vitest'
import { compound } from '../../builders/compound.js'
import { docx } from '../../builders/docx.js'
import { encryptedPackage } from '../../builders/ooxml-encryption.js'
import { xlsx } from '../../builders/xlsx.js'
import { reading } from '../reading.js'

const BOOK = xlsx({ sheets: [{ name: '表一', rows: [['密级', '机密★10年'], ['公路养护'.repeat(2000)]] }] })

describe('readEncryptedOoxml', () => {
  it.each(['agile', 'standard'] as const)('reads a workbook under the default password, %s encryption', async (kind) => {
    const plain = await reading('a.xlsx', BOOK)
    const { parts, gaps, format } = await reading('a.xlsx', encryptedPackage(BOOK, kind))
    expect([format, gaps]).toEqual(['encrypted-ooxml', []])
    const cells = plain.parts.find(({ text }) => text.includes('机密★10年'))
    expect(parts).toContainEqual(cells)
  })

  it('reads a document too', async () => {
    const { parts } = await reading('a.docx', encryptedPackage(docx({ body: ['机密★10年'] }), 'agile'))
    expect(parts.some(({ text }) => text.includes('机密★10年'))).toBe(true)
  })

  it.each(['agile', 'standard'] as const)('has a gap for another password, %s encryption', async (kind) => {
    const { gaps } = await reading('a.xlsx', encryptedPackage(BOOK, kind, 'other'))
    expect(gaps).toEqual([{ piece: '', reason: 'encrypted' }])
  })

  it('has a gap for keys that cannot be made in time, and for an unknown cipher', async () => {
    const file = Buffer.from(encryptedPackage(BOOK, 'agile'))
    const slow = Buffer.from(file.toString('latin1').replace('spinCount="1000"', 'spinCount="9e10"'), 'latin1')
    const other = Buffer.from(file.toString('latin1').replace('cipherAlgorithm="AES"', 'cipherAlgorithm="RC2"'), 'latin1')
    const none = compound({ EncryptionInfo: Buffer.alloc(4), EncryptedPackage: Buffer.alloc(4) })
    for (const bytes of [slow, other, none]) {
      expect((await reading('a.xlsx', bytes)).gaps).toEqual([{ piece: '', reason: 'encrypted' }])
    }
  })
})
