import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import mammoth from 'mammoth'
import { describe, expect, it } from 'vitest'
import { intakeOf } from '../intake.js'
import { readDocx } from '../../../src/read/formats/docx/index.js'
import {
  comment, control, docx, field, footnote, hidden, ins, link, p, run, table, textbox, tiny, white, type Content,
} from '../../builders/docx.js'

const text = fc.string({ unit: fc.constantFrom(...'机密绝秘★文件abc123<&"', '😀'), minLength: 1, maxLength: 6 })

/** Neither formulas nor phonetic guides: mammoth drops them, the guided text too. */
const inline = fc.oneof(
  text,
  text.map((one) => run(one, { bold: true })),
  text.map(hidden),
  text.map(white),
  text.map(tiny),
  text.map((one) => ins(one)),
  text.map((one) => footnote(one)),
  text.map((one) => comment(one, '某')),
  text.map((one) => link(one, 'http://example.com/')),
  text.map((one) => field('PAGE', one)),
)

const paragraph = fc.array(inline, { minLength: 1, maxLength: 5 }).map((runs): Content => p(...runs))

const block = fc.oneof(
  paragraph,
  fc.array(fc.array(paragraph, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }).map(table),
  text.map((one) => textbox(one)),
  fc.tuple(text, text).map(([alias, one]) => control(alias, [one])),
)

async function ours(bytes: Uint8Array): Promise<string> {
  const { parts, gaps } = await readDocx(intakeOf({ path: 'a.docx', bytes }))
  expect(gaps).toEqual([])
  return parts.map((part) => part.text.replace(/\s+/g, '')).join('\0')
}

describe('readDocx', () => {
  it('sees every word of every paragraph that mammoth sees', async () => {
    await fc.assert(fc.asyncProperty(fc.array(block, { minLength: 1, maxLength: 6 }), async (body) => {
      const bytes = docx({ body })
      const { value } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) })
      const all = await ours(bytes)
      for (const word of value.split(/\s+/)) expect(all).toContain(word)
    }), { numRuns: 200 })
  })
})
