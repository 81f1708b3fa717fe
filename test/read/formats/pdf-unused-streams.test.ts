import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../../src/model/index.js'
import { createOcr, read as readDocument } from '../../../src/read/index.js'
import { readPdf } from '../../../src/read/formats/pdf/index.js'
import type { Readout } from '../../../src/read/reader.js'
import { page, pdf, picture, stream, text, type Mark } from '../../builders/pdf.js'
import { zip } from '../../builders/zip.js'
import { intakeOf } from '../intake.js'

const SECRET = '机密★20年'

const read = async (extra: readonly string[], marks: readonly Mark[] = [text('公开')], entries = ''): Promise<Readout> =>
  readPdf(intakeOf({ path: 'a.pdf', bytes: pdf([page(marks, { entries })], { extra }) }))

const allText = ({ parts }: Readout): string => parts.map((part) => part.text).join('\n')

const flate = (entries: string, content: string | Uint8Array): string =>
  stream(`${entries} /Filter /FlateDecode`, deflateSync(content))

const xmp = (value: string): string =>
  `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><a>${value}</a></x:xmpmeta>`

describe('a stream that no page uses', () => {
  it.each([
    ['XMP of one object', flate('/Type /Metadata /Subtype /XML', xmp(SECRET))],
    ['private data of a program', flate('', `Drawing of ${SECRET}\nwith a second line`)],
    ['the value of a form field', flate('', Buffer.from(`\ufeff${SECRET}`, 'utf16le').swap16())],
    ['a script', flate('', `app.alert("${SECRET}")`)],
    ['text that says it is a font', flate('/Length1 9', `Not a font: ${SECRET}`)],
    ['text in the place of hints', flate('/S 36', Buffer.concat([Buffer.from([0, 1, 2, 255]), Buffer.from(SECRET)]))],
  ])('is read: %s', async (_, object) => {
    const readout = await read([object])
    expect(allText(readout)).toContain(SECRET)
    expect(readout.gaps).toEqual([])
  })

  it('is a member where it is a file', async () => {
    const bytes = zip({ 'a.txt': SECRET })
    const { members, gaps } = await read([flate('/Type /EmbeddedFile', bytes)])
    expect(members?.map(({ path }) => path)).toEqual([expect.stringMatching(/^a\.pdf!object \d+$/)])
    expect(Buffer.from(members![0]!.bytes)).toEqual(Buffer.from(bytes))
    expect(gaps).toEqual([])
  })

  it('is one member where it is an attached file, also one of text', async () => {
    const bytes = pdf([page([text('公开')])], { attachments: [{ name: 'a.txt', bytes: SECRET }] })
    const readout = await readPdf(intakeOf({ path: 'a.pdf', bytes }))
    expect(readout.members?.map(({ path }) => path)).toEqual(['a.pdf!a.txt'])
    expect(allText(readout)).not.toContain(SECRET)
  })

  it.each([
    ['a recording', flate('/Type /Sound /R 8000', Buffer.alloc(500, 7)), 'part-not-supported', { feature: 'sound' }],
    ['a 3D model', flate('/Type /3D /Subtype /U3D', 'U3D model'), 'part-not-supported', undefined],
    ['bytes that nothing reads', flate('', Buffer.from([1, 0, 250, 3, 0, 0, 9, 251, 4, 130, 6])), 'part-not-supported', undefined],
    ['a stream with an unknown filter', stream('/Filter /LZWDecode', Buffer.alloc(40, 130)), 'part-not-supported', undefined],
    ['a thumbnail', flate('/Width 456 /Height 112', Buffer.alloc(456 * 112)), 'image-not-read', undefined],
    ['a picture', flate('/Subtype /Image /Width 90 /Height 90', Buffer.alloc(8100)), 'image-not-read', undefined],
  ])('is a gap: %s', async (_, object, reason, args) => {
    const { gaps } = await read([object])
    expect(gaps).toEqual([{ piece: expect.stringMatching(/^object \d+$/), reason, ...(args && { args }) }])
  })

  it.each([
    ['a font', flate('', '%!PS-AdobeFont-1.0: Song')],
    ['a colour profile', flate('/N 3', Buffer.concat([Buffer.alloc(36), Buffer.from('acsp'), Buffer.alloc(90)]))],
    ['a character map', flate('', '/CIDInit /ProcSet findresource begin 12 dict begin begincmap endcmap')],
    ['an empty stream', stream('', '')],
    ['a drawing without text', flate('', 'q 1 0 0 1 5 5 cm 0 0 90 90 re f Q')],
    ['hints of a linearized file', flate('/S 36 /I 9', Buffer.from([0, 0, 1, 255, 0, 0, 9, 130, 0]))],
    ['an icon', flate('/Subtype /Image /Width 16 /Height 16', Buffer.alloc(256))],
  ])('is no gap: %s', async (_, object) => {
    expect((await read([object])).gaps).toEqual([])
  })

  it('is no gap where it is the same picture as one in use', async () => {
    const samples = new Uint8Array(64 * 64).fill(128)
    const copy = stream('/Subtype /Image /Width 64 /Height 64', samples)
    const { gaps } = await read([copy], [text('公开'), picture([0, 0, 90, 90], 64, 64, samples)])
    expect(gaps.map(({ piece }) => piece)).toEqual(['page 1'])
  })
})

describe('a picture that no page uses', () => {
  const chequered = Uint8Array.from({ length: 90 * 90 }, (_, at) => ((at >> 3) % 2) * 255)
  const lookAt = async (object: string): Promise<Readout> => {
    const ocr = await createOcr({
      load: () => Promise.resolve({
        read: ({ width, height }) => Promise.resolve([{ text: `${SECRET} ${width} ${height}`, confidence: 0.9, box: [0, 0, width, height] }]),
      }),
    })
    return readDocument({ path: 'a.pdf', bytes: pdf([page([text('公开')])], { extra: [object] }) }, { limits: LIMITS, ocr })
  }

  it.each([
    ['samples', flate('/Subtype /Image /Width 90 /Height 90 /ColorSpace /DeviceGray /BitsPerComponent 8', chequered)],
    ['a thumbnail', flate('/Width 90 /Height 90 /ColorSpace /DeviceGray /BitsPerComponent 8', chequered)],
    ['a mask', flate('/Subtype /Image /ImageMask true /Width 90 /Height 90 /BitsPerComponent 1', chequered)],
  ])('is looked at, as large as it is: %s', async (_, object) => {
    const { parts, gaps } = await lookAt(object)
    const [image] = parts.filter(({ kind }) => kind === 'image')
    expect(image?.text).toBe(`${SECRET} 90 90`)
    expect(image?.blocks.map(({ visibility }) => visibility)).toEqual(['deleted'])
    expect(gaps).toEqual([])
  })

  it('is a gap where it cannot be drawn, and none where it is of one colour', async () => {
    const entries = '/Subtype /Image /Width 90 /Height 90 /BitsPerComponent 8'
    expect((await lookAt(flate(`${entries} /ColorSpace /Nothing`, chequered))).gaps)
      .toEqual([{ piece: expect.stringMatching(/^object \d+$/), reason: 'image-not-read' }])
    expect((await lookAt(flate(`${entries} /ColorSpace /DeviceGray`, new Uint8Array(8100)))).gaps).toEqual([])
  })
})

it('a script under the key O of a page is read', async () => {
  const entries = '/AA << /O << /S /JavaScript /JS (alert 330127195203140113) >> >>'
  expect(allText(await read([], [text('公开')], entries))).toContain('330127195203140113')
})
