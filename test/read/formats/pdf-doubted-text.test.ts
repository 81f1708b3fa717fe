import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../../src/model/index.js'
import { createOcr, read, type Ocr } from '../../../src/read/index.js'
import type { Pixels, RecognisedLine } from '../../../src/read/picture-reader.js'
import type { Readout } from '../../../src/read/reader.js'
import { stream } from '../../builders/pdf.js'

const SECRET = '机密★20年'

/** Glyphs are squares, so that OCR gets pixels that are not uniform. */
const SQUARES = ['/FontMatrix [0.001 0 0 0.001 0 0] /FontBBox [0 0 750 750] /CharProcs << /a 6 0 R /g1 6 0 R >>',
  '/FirstChar 97 /LastChar 97 /Widths [1000] /Resources << >> /Type /Font /Subtype /Type3'].join(' ')
const type3 = (name: string): string => `<< ${SQUARES} /Encoding << /Differences [97 /${name}] >> >>`
const helvetica = (name: string, toUnicode = ''): string =>
  `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [97 /${name}] >> ${toUnicode} >>`
const encoded = (entries: string): string =>
  `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding ${entries} >>`
const mapTo = (hex: string): string => stream('', `/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange
<00> <FF> endcodespacerange 1 beginbfchar <61> <${hex}> endbfchar endcmap end`)

/** A page with an ordinary line, and `shown` in the font. */
function document(font: string, shown: string, map = mapTo('0061')): Uint8Array {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources << /Font << /F 5 0 R /H 8 0 R >> >> >>',
    stream('', `BT /H 12 Tf 20 200 Td (Notice) Tj ET BT /F 24 Tf 20 100 Td (${shown}) Tj ET`),
    font, stream('', '1000 0 0 0 750 750 d1 0 0 750 750 re f'), map,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  const body = objects.map((each, i) => `${i + 1} 0 obj\n${each}\nendobj\n`).join('')
  return Buffer.from(`%PDF-1.7\n${body}trailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF\n`, 'latin1')
}

/** OCR that sees one line in each picture it is given, or none. */
const seeing = (text: string | undefined, seen: Pixels[] = []): Promise<Ocr> => createOcr({
  load: () => Promise.resolve({
    read: (pixels: Pixels): Promise<readonly RecognisedLine[]> => {
      seen.push(pixels)
      return Promise.resolve(text === undefined ? []
        : [{ text, confidence: 0.99, box: [0, 0, pixels.width, pixels.height] }])
    },
  }),
})

/** The gaps about the page. The file has no cross-reference table, which is damage. */
const gapsOf = ({ gaps }: Readout): Readout['gaps'] => gaps.filter(({ piece }) => piece === 'page 1')
const imagesOf = ({ parts }: Readout): string[] => parts.filter(({ kind }) => kind === 'image').map(({ text }) => text)
const readWith = async (bytes: Uint8Array, ocr: Ocr | Promise<Ocr>): Promise<Readout> =>
  read({ path: 'a.pdf', bytes }, { limits: LIMITS, ocr: await ocr })

const DOUBTED: readonly (readonly [string, Uint8Array])[] = [
  ['of a Type 3 font', document(type3('a'), 'aaaa')],
  ['of a Type 3 font whose names say nothing', document(type3('g1'), 'aaaa')],
  ['whose map contradicts the name of the glyph', document(helvetica('M', '/ToUnicode 7 0 R'), 'aaaa', mapTo('516c'))],
  ['whose map contradicts the encoding', document(encoded('/ToUnicode 7 0 R'), 'aaaa', mapTo('516c'))],
  ['without a character', document(helvetica('M', '/ToUnicode 7 0 R'), 'aaaa', mapTo('e000'))],
]

describe.each(DOUBTED)('text %s', (_, bytes) => {
  it('is looked at, in its region only', async () => {
    const seen: Pixels[] = []
    const readout = await readWith(bytes, seeing(SECRET, seen))
    expect(imagesOf(readout).join('\n')).toContain(SECRET)
    expect(gapsOf(readout)).toEqual([])
    expect(seen.length).toBeGreaterThan(0)
    expect(Math.max(...seen.map(({ height }) => height))).toBeLessThan(200)
  })

  it('is a gap where OCR sees nothing in several glyphs', async () => {
    expect(gapsOf(await readWith(bytes, seeing(undefined)))).toEqual([
      { piece: 'page 1', reason: 'partly-unreadable', args: { count: 4 } },
    ])
  })
})

it('doubted text is a gap where OCR is off', async () => {
  const gaps = await Promise.all(DOUBTED.map(async ([, bytes]) => gapsOf(await readWith(bytes, createOcr({ mode: 'off' })))))
  const ocrOff = [{ piece: 'page 1', reason: 'image-not-read', args: { feature: 'ocr-off' } }]
  expect(gaps).toEqual([ocrOff, ocrOff, ocrOff, ocrOff, [{ piece: 'page 1', reason: 'partly-unreadable', args: { count: 4 } }]])
})

it('a single glyph without a character, such as a bullet, is no gap once it has been looked at', async () => {
  const bytes = document(helvetica('M', '/ToUnicode 7 0 R'), 'a', mapTo('e000'))
  expect(gapsOf(await readWith(bytes, seeing(undefined)))).toEqual([])
})

it.each([
  ['agrees with its map', document(helvetica('M', '/ToUnicode 7 0 R'), 'aaaa', mapTo('006d'))],
  ['is that of the encoding', document(encoded('/ToUnicode 7 0 R'), 'aaaa', mapTo('0061'))],
  ['says nothing', document(helvetica('g7', '/ToUnicode 7 0 R'), 'aaaa', mapTo('516c'))],
])('a glyph whose name %s is not looked at', async (_, bytes) => {
  const seen: Pixels[] = []
  expect(gapsOf(await readWith(bytes, seeing(SECRET, seen)))).toEqual([])
  expect(seen).toEqual([])
})

it('a private character of a symbol font is read as what it draws', async () => {
  const font = '<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Wingdings-Regular /Encoding /WinAnsiEncoding /ToUnicode 7 0 R >>'
  const readout = await readWith(document(font, 'a', mapTo('f0ab')), createOcr({ mode: 'off' }))
  expect(readout.parts.map(({ text }) => text).join('\n')).toContain('★')
  expect(gapsOf(readout)).toEqual([])
})

it.each([['CMSY10', '0001', '·'], ['ABCDEF+CMMI8', '000b', 'α'], ['CMR10', '000c', 'fi']])(
  'a code without a character in the TeX font %s is read as what it draws', async (name, code, drawn) => {
    const font = helvetica('g7', '/ToUnicode 7 0 R').replace('/Helvetica', `/${name}`)
    const readout = await readWith(document(font, 'a', mapTo(code)), createOcr({ mode: 'off' }))
    expect(readout.parts.map(({ text }) => text).join('\n')).toContain(drawn)
    expect(gapsOf(readout)).toEqual([])
  })

it('a line of low confidence beside the region is no gap', async () => {
  const ocr = createOcr({
    load: () => Promise.resolve({
      read: ({ width, height }: Pixels): Promise<readonly RecognisedLine[]> => Promise.resolve([
        { text: SECRET, confidence: 0.99, box: [20, 20, width - 20, height - 20] },
        { text: '~', confidence: 0.1, box: [0, 0, 15, 15] },
        { text: '~', confidence: 0.1, box: [0, height - 15, 15, height] },
      ]),
    }),
  })
  expect(gapsOf(await readWith(document(type3('a'), 'aaaa'), ocr))).toEqual([])
})
