import { describe, expect, it } from 'vitest'
import { createScreener } from '../../src/index.js'
import { EXTENSION_MISMATCH } from '../../src/read/filename.js'
import { docx } from '../builders/docx.js'

describe('a document of another type than its ending says', () => {
  const bytes = docx({ body: ['正文'] })

  it.each([
    ['a.doc', [['process.type-disagrees', 'note', 'filename']]],
    ['a.docx', []],
    ['a', []],
  ])('under the name %s is read by its true type, and noted where the name promises another', async (name, findings) => {
    const screening = await (await createScreener({ ocr: 'off' })).screen(bytes, { name })
    expect(screening.format).toBe('docx')
    expect(screening.findings.map(({ rule, severity, location }) => [rule, severity, location.kind])).toEqual(findings)
    expect(screening.verdict).toBe('clear')
  })

  it('is not noted for bytes of no type, which are a gap', async () => {
    const screening = await (await createScreener({ ocr: 'off' })).screen(Uint8Array.from({ length: 64 }, (_, at) => (at * 37) % 256), { name: 'a.docx' })
    expect(screening.findings).toEqual([])
    expect(screening.verdict).toBe('incomplete')
  })

  it('is not noted for a text that speaks of it', async () => {
    const screening = await (await createScreener({ ocr: 'off' }))
      .screen(`${EXTENSION_MISMATCH}：doc，rtf`, { name: 'a.txt' })
    expect(screening.findings).toEqual([])
  })
})
