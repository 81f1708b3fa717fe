import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Visibility } from '../../../src/model/index.js'
import { readPdf } from '../../../src/read/formats/pdf/index.js'
import type { Readout } from '../../../src/read/reader.js'
import { page, pdf, stream, text, type Annotation, type DocumentOptions } from '../../builders/pdf.js'
import { intakeOf } from '../intake.js'

const SECRET = '机密★20年'
const SHOWN = text('公开')
/** Object numbers of the builder: the contents and the page of a document with one page. */
const [CONTENTS, PAGE, FONT] = [8, 9, 7]

const read = (bytes: Uint8Array): Promise<Readout> => readPdf(intakeOf({ path: 'a.pdf', bytes }))

const document = (options: DocumentOptions = {}, annotations: readonly Annotation[] = []): Uint8Array =>
  pdf([page([SHOWN], { annotations })], options)

/** Appends a revision that defines objects anew or adds some (ISO 32000-1, 7.5.6). */
function revised(bytes: Uint8Array, objects: Readonly<Record<number, string>>): Uint8Array {
  const before = Buffer.from(bytes).toString('latin1')
  const previous = /startxref\n(\d+)\n%%EOF\s*$/.exec(before)![1]!
  let [out, table] = [before, '']
  for (const [number, body] of Object.entries(objects)) {
    table += `${number} 1\n${String(out.length).padStart(10, '0')} 00000 n \n`
    out += `${number} 0 obj\n${body}\nendobj\n`
  }
  const start = out.length
  out += `xref\n${table}trailer\n<< /Size 99 /Root 1 0 R /Prev ${previous} >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(out, 'latin1')
}

/** The blocks with the secret, with their visibility and place. */
const secretsOf = ({ parts }: Readout): readonly { visibility: Visibility; page: number | undefined; piece: string }[] =>
  parts.flatMap(({ name, text: all, blocks }) => blocks
    .filter(({ start, end }) => all.slice(start, end).includes(SECRET))
    .map(({ visibility, place }) => ({ visibility, page: place.page, piece: name })))

const drawing = (value: string, entries = ''): string =>
  stream(`${entries} /Filter /FlateDecode`, deflateSync(text(value).content))

const RESOURCES = `/Resources << /Font << /UniGB-UCS2-H ${FONT} 0 R >> >>`
const form = (value: string): string => drawing(value, `/Type /XObject /Subtype /Form /BBox [0 0 595 842] ${RESOURCES}`)
const stamp = (appearances: string, objects: readonly string[]): Annotation =>
  ({ dictionary: `/Subtype /Stamp /Rect [72 400 272 440] /AP << ${appearances} >>`, objects })

describe('a drawing that no page uses is read as deleted', () => {
  it('contents that a later revision replaced, with their page', async () => {
    const secret = pdf([page([text(SECRET)])])
    const { gaps, ...readout } = await read(revised(secret, { [CONTENTS]: drawing('公开') }))
    expect(secretsOf({ gaps, ...readout })).toEqual([{ visibility: 'deleted', page: 1, piece: `object ${CONTENTS}` }])
    expect(gaps).toEqual([])
  })

  it('contents of a page that now has others', async () => {
    const other = `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 30 0 R ${RESOURCES} >>`
    const bytes = revised(pdf([page([text(SECRET)])]), { [PAGE]: other, 30: drawing('公开') })
    expect(secretsOf(await read(bytes))).toEqual([{ visibility: 'deleted', page: 1, piece: `object ${CONTENTS}` }])
  })

  it('contents of an earlier revision, with the font of that revision', async () => {
    const broken = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'
    const bytes = revised(pdf([page([text(SECRET)])]), { [CONTENTS]: stream('', 'q Q'), [FONT]: broken })
    expect(secretsOf(await read(bytes))).toHaveLength(1)
  })

  it.each([
    ['contents that nothing refers to', drawing(SECRET)],
    ['a form that nothing refers to', form(SECRET)],
  ])('%s', async (_, object) => {
    const readout = await read(document({ extra: [object] }))
    expect(secretsOf(readout)).toEqual([{ visibility: 'deleted', page: undefined, piece: expect.any(String) }])
    expect(readout.gaps).toEqual([])
  })

  it('a form among the resources of a page that does not draw it', async () => {
    const bytes = revised(document(), {
      [PAGE]: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${CONTENTS} 0 R /Resources << `
        + `/Font << /UniGB-UCS2-H ${FONT} 0 R >> /XObject << /Fm1 30 0 R >> >> >>`,
      30: form(SECRET),
    })
    expect(secretsOf(await read(bytes))).toEqual([{ visibility: 'deleted', page: undefined, piece: 'object 30' }])
  })

  it.each([
    ['under the mouse', '/N @0 /R @1', [form('公开'), form(SECRET)]],
    ['of a button that is pressed', '/N @0 /D @1', [form('公开'), form(SECRET)]],
    ['of another state', '/N << /Off @0 /On @1 >> >> /AS /Off /MK <<', [form('公开'), form(SECRET)]],
  ])('the appearance %s', async (_, appearances, forms) => {
    const objects = forms.map((each) => each.replace(`${FONT} 0 R`, '@font'))
    const readout = await read(document({}, [stamp(appearances, objects)]))
    expect(secretsOf(readout)).toEqual([expect.objectContaining({ visibility: 'deleted' })])
  })

  it('in a document that is encrypted with an empty password', async () => {
    expect(secretsOf(await read(document({ extra: [form(SECRET)], encrypted: 'owner' })))).toHaveLength(1)
  })
})

it('text in the cell of a pattern is visible', async () => {
  const cell = drawing(SECRET, `/Type /Pattern /PatternType 1 /PaintType 1 /BBox [0 0 9 9] ${RESOURCES}`)
  const bytes = revised(document(), { 30: cell, 31: '<< /Pattern << /P1 30 0 R >> >>' })
  expect(secretsOf(await read(bytes))).toEqual([{ visibility: 'visible', page: undefined, piece: 'object 30' }])
})

it('a drawing whose fonts no resources have is a gap', async () => {
  const { gaps } = await read(document({ extra: [stream('', 'BT /Unknown 12 Tf (abc) Tj ET')] }))
  expect(gaps).toEqual([{ piece: expect.stringMatching(/^object \d+$/), reason: 'part-not-supported' }])
})

it.each([
  ['contents that are written again without a change', { [CONTENTS]: drawing('公开') }],
  ['a copy of the contents that nothing refers to', { 30: drawing('公开') }],
  ['an empty stream', { 30: stream('', '') }],
])('left behind, %s make neither text nor gap', async (_, objects) => {
  const before = await read(document())
  const after = await read(revised(document(), objects))
  expect(after.gaps).toEqual(before.gaps)
  expect(after.parts).toEqual(before.parts)
})
