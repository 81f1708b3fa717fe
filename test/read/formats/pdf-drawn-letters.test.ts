import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../../src/model/index.js'
import { createOcr, read, type Ocr } from '../../../src/read/index.js'
import type { Pixels, RecognisedLine } from '../../../src/read/picture-reader.js'
import type { Readout } from '../../../src/read/reader.js'
import { stream } from '../../builders/pdf.js'

const SECRET = '机密★20年'

/** Ten shapes of seven strokes in a row, 15 points apart, as letters have them. */
const row = (shape: (x: number) => string): string => Array.from({ length: 10 }, (_, i) => shape(20 + 15 * i)).join('\n')
const outline = (x: number): string => `${x} 100 m ${x + 10} 104 l ${x + 6} 112 l ${x + 3} 108 l ${x + 1} 111 l ${x} 105 l ${x} 100 l`
const FILLED = row((x) => `${outline(x)} h f`)
const STROKED = row((x) => `${outline(x)} S`)
const HATCHED = row((x) => [100, 101, 102, 103, 104, 105].map((y) => `${x} ${y} m ${x + 9} ${y} l S`).join(' '))
const CLIPPED = `q ${row(outline)} W n /Sh sh Q`

/** Resources: the form, pattern and shading that contents may use. */
const RESOURCES = '/XObject << /Form 6 0 R /Icon 8 0 R >> /Pattern << /Tile 7 0 R >> /Shading << /Sh << /ShadingType 2 /ColorSpace /DeviceGray '
  + '/Coords [0 0 1 0] /Extend [true true] /Function << /FunctionType 2 /Domain [0 1] /C0 [0] /C1 [0] /N 1 >> >> >>'

interface Drawn {
  readonly form?: string
  readonly tile?: string
  readonly annotations?: string
}

/** A page with a line of text and with what is drawn beside it. */
function document(drawn: string, { form = '', tile = '', annotations = '' }: Drawn = {}): Uint8Array {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [9 0 R] /D << /OFF [9 0 R] >> >> >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R ${annotations}
      /Resources << /Font << /H 5 0 R >> /Properties << /Off 9 0 R >> ${RESOURCES} >> >>`,
    stream('', `BT /H 12 Tf 20 200 Td (Notice) Tj ET ${drawn}`),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    stream('/Type /XObject /Subtype /Form /BBox [0 0 300 300] /Resources << >>', form),
    stream(`/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 300 300] /XStep 300 /YStep 300
      /Resources << /Font << /H 5 0 R >> >>`, tile),
    stream('/Type /XObject /Subtype /Form /BBox [0 0 300 300]', FILLED),
    '<< /Type /OCG /Name (off) >>',
  ]
  const body = objects.map((each, i) => `${i + 1} 0 obj\n${each}\nendobj\n`).join('')
  return Buffer.from(`%PDF-1.7\n${body}trailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF\n`, 'latin1')
}

/** Of a rendered region, in samples. */
const MARGIN = 17

/** OCR that sees one line in each picture, or none. */
const seeing = (text: string | undefined, seen: Pixels[] = [], confidence = 0.99): Promise<Ocr> => createOcr({
  load: () => Promise.resolve({
    read: (pixels: Pixels): Promise<readonly RecognisedLine[]> => {
      seen.push(pixels)
      return Promise.resolve(text === undefined ? []
        : [{ text, confidence, box: [MARGIN, MARGIN, pixels.width - MARGIN, pixels.height - MARGIN] }])
    },
  }),
})

const readWith = async (bytes: Uint8Array, ocr: Ocr | Promise<Ocr>): Promise<Readout> =>
  read({ path: 'a.pdf', bytes }, { limits: LIMITS, ocr: await ocr })
/** The gaps about the page. The file has no cross-reference table, which is damage. */
const gapsOf = ({ gaps }: Readout): Readout['gaps'] => gaps.filter(({ piece }) => piece === 'page 1')
const imagesOf = ({ parts }: Readout): string[] => parts.filter(({ kind }) => kind === 'image').map(({ text }) => text)

const FILL_WITH_TILE = '/Pattern cs /Tile scn 20 90 200 40 re f'

describe.each<[string, Uint8Array]>([
  ['filled', document(FILLED)],
  ['stroked', document(STROKED)],
  ['hatched', document(HATCHED)],
  ['all in one path', document(`${row(outline)} f`)],
  ['as a clip of a shading', document(CLIPPED)],
  ['in a form', document('q 1 0 0 1 5 5 cm /Form Do Q', { form: FILLED })],
  ['in a tile of paths', document(FILL_WITH_TILE, { tile: FILLED })],
  ['in a tile of text', document(FILL_WITH_TILE, { tile: 'BT /H 12 Tf 20 100 Td (mark) Tj ET' })],
  ['turned by a quarter', document(`q 0 1 -1 0 250 0 cm ${FILLED} Q`)],
  ['in the appearance of an annotation', document('', {
    annotations: '/Annots [<< /Type /Annot /Subtype /Stamp /Rect [0 0 300 300] /F 4 /AP << /N 8 0 R >> >>]',
  })],
])('letters drawn beside text, %s,', (_, bytes) => {
  it('are looked at, in their region only', async () => {
    const seen: Pixels[] = []
    const readout = await readWith(bytes, seeing(SECRET, seen))
    expect(imagesOf(readout).join('\n')).toContain(SECRET)
    expect(gapsOf(readout)).toEqual([])
    expect(Math.min(...seen.map(({ width, height }) => Math.min(width, height)))).toBeLessThan(200)
  })

  it('are no gap where OCR sees no line', async () => {
    expect(gapsOf(await readWith(bytes, seeing(undefined)))).toEqual([])
  })

  it('are a gap where OCR is off', async () => {
    expect(gapsOf(await readWith(bytes, createOcr({ mode: 'off' })))).toEqual([
      { piece: 'page 1', reason: 'image-not-read', args: { feature: 'ocr-off' } },
    ])
  })
})

const TABLE = Array.from({ length: 12 }, (_, i) => Array.from({ length: 6 }, (_each, j) =>
  `${10 + 40 * j} ${10 + 20 * i} 40 0.5 re f ${10 + 40 * j} ${10 + 20 * i} 0.5 20 re f ${10 + 40 * j} ${10 + 20 * i} 0.5 0.5 re f`)
  .join(' ')).join('\n')

it.each<[string, Uint8Array]>([
  ['the rulings of a table, each cell by itself', document(TABLE)],
  ['frames and a curve', document('10 10 280 280 re S 20 20 m 20 90 90 90 90 20 c S 20 150 m 280 170 l S')],
  ['an icon', document(`q 0.1 0 0 0.1 50 50 cm ${FILLED.slice(0, FILLED.length >> 1)} Q`)],
  ['a hatching', document('/Pattern cs /Tile scn 20 90 200 40 re f', { tile: '0 0 m 300 300 l S' })],
  ['a clip to the lines of a text', document(Array.from({ length: 40 }, (_, i) => `q 20 ${7 * i} 200 7 re W n Q`).join('\n'))],
  ['letters on a layer that is off', document(`/OC /Off BDC ${FILLED} EMC`)],
])('%s are not looked at', async (_, bytes) => {
  const seen: Pixels[] = []
  expect(gapsOf(await readWith(bytes, seeing(SECRET, seen)))).toEqual([])
  expect(seen).toEqual([])
})

describe('a line that OCR sees beside letters', () => {
  /** Red text over the black shapes, about as wide as they are. */
  const over = (shown: string): Uint8Array => document(`${FILLED} 1 0 0 rg BT /H 19 Tf 20 100 Td (${shown}) Tj ET`)

  it('is left out where it is text of the page', async () => {
    const bytes = over('mark of the page m')
    expect(imagesOf(await readWith(bytes, seeing('mark of the page m')))).toEqual([])
    expect(gapsOf(await readWith(bytes, seeing('mark of the pagc m', [], 0.3)))).toEqual([])
  })

  it('is read where it says something else than the text', async () => {
    expect(imagesOf(await readWith(over('mark of the page m'), seeing(SECRET)))).toEqual([SECRET])
  })

  it('is read where it is longer than the text', async () => {
    expect(imagesOf(await readWith(over('mark'), seeing('mark secret')))).toEqual(['mark secret'])
  })
})
