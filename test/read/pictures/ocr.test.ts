import type { Canvas } from '@napi-rs/canvas'
import { beforeAll, describe, expect, it } from 'vitest'
import { createScreener, type Screener } from '../../../src/index.js'
import { LIMITS, type Gap, type GapFeature, type Reading } from '../../../src/model/index.js'
import { createOcr, read, type Ocr } from '../../../src/read/index.js'
import type { Pixels, RecognisedLine } from '../../../src/read/picture-reader.js'
import { crop, isUniform, rotate, unrotate } from '../../../src/read/pictures/pixels.js'
import { recognise } from '../../../src/read/pictures/ocr/recognise.js'
import { readPictureHeader } from '../../../src/read/pictures/decoders/picture-header.js'
import { docx } from '../../builders/docx.js'
import { emf, emfBitmap } from '../../builders/metafile.js'
import { box, page, pdf, picture, raw, text, type Mark } from '../../builders/pdf.js'
import { drawText, encode, toBmp, toTiff, type DrawnText, type Sheet } from '../../builders/picture.js'
import { shownAs, told } from '../reading.js'

/** 3号 type (16 points) at 200 dpi, where the mark of a document stands. */
const MARK: DrawnText = { text: '机密★20年', size: 44, x: 150, y: 200 }
const TITLE: DrawnText = { text: '关于开展农村公路养护检查的通知', size: 61, x: 300, y: 500 }
const A4 = [0, 0, 595, 842] as const

const drawn = (sheet: Sheet = {}): Canvas => drawText([MARK, TITLE], sheet)

function greyOf(canvas: Canvas): Uint8Array {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  return Uint8Array.from({ length: canvas.width * canvas.height }, (_, i) => data[i * 4]!)
}

function scan(canvas: Canvas, ...over: ReturnType<typeof box>[]): Uint8Array {
  return pdf([page([picture(A4, canvas.width, canvas.height, greyOf(canvas)), ...over])])
}

describe('with PP-OCR', () => {
  let screener: Screener
  let ocr: Ocr
  beforeAll(async () => {
    screener = await createScreener({ reveal: true, ocr: 'on' })
    ocr = await createOcr({ mode: 'on' })
  })
  const reading = (name: string, bytes: Uint8Array): Promise<Reading> =>
    read({ path: name, bytes }, { limits: LIMITS, ocr })

  const page200 = drawn({ height: 1200 })
  it.each<[string, string, () => Uint8Array]>([
    ['a PNG', 'a.png', () => encode(page200)],
    ['a JPEG', 'a.jpg', () => encode(page200, 'jpeg')],
    ['a WebP', 'a.webp', () => encode(page200, 'webp')],
    ['a BMP', 'a.bmp', () => toBmp(page200)],
    ['the second page of a TIFF', 'a.tif', () => toTiff([drawText([TITLE], { height: 1200 }), page200])],
    ['a bitmap of a metafile', 'a.emf', () => emf([emfBitmap(page200)])],
    ['a PNG on its side', 'b.png', () => encode(drawn({ height: 1200, rotation: 90 }))],
    ['a PNG upside down', 'c.png', () => encode(drawn({ height: 1200, rotation: 180 }))],
    ['white text on a transparent background', 'd.png',
      () => encode(drawn({ height: 1200, background: 'none', colour: '#fff' }))],
    ['a scanned PDF', 'a.pdf', () => scan(drawn())],
    ['a picture in a Word file', 'a.docx', () => docx({ media: { 'image1.png': encode(page200) } })],
  ])('the mark in %s is blocked, and there is no gap', async (_, name, make) => {
    const { verdict, findings, gaps } = await screener.screen(make(), { name })
    expect({ verdict, gaps }).toEqual({ verdict: 'block', gaps: [] })
    expect(findings.filter(({ severity }) => severity === 'block').map(({ match, location }) => [match, location.kind]))
      .toEqual([['机密★20年', 'image']])
  })

  it('lines of a scanned page have their place on the page', async () => {
    const { parts } = await reading('a.pdf', scan(drawn()))
    const part = parts.find(({ kind }) => kind === 'image')!
    expect([part.name, part.text]).toEqual(['page 1', '机密★20年\n关于开展农村公路养护检查的通知'])
    const { page: number, line, box: place } = part.blocks[0]!.place
    expect([number, line]).toEqual([1, 1])
    const at = [150, 165, 360, 210].map((samples) => (samples * 72) / 200)
    expect(place!.every((value, i) => Math.abs(value - at[i]!) < 12)).toBe(true)
  })

  it('on a page with text, only the pictures are recognised', async () => {
    const bytes =
      pdf([page([text('GUANYU', { y: 60 }), picture([0, 420, 595, 422], 1654, 1172, greyOf(drawn({ height: 1172 })))])])
    const seen = await reading('a.pdf', bytes)
    expect(seen.gaps).toEqual([])
    expect(told(seen, 'image')).toBe('机密★20年\n关于开展农村公路养护检查的通知')
  })

  it('a picture of one colour on a page is no gap', async () => {
    const grey = new Uint8Array(90_000).fill(200)
    const bytes = pdf([page([text('GUANYU'), picture([100, 100, 300, 300], 300, 300, grey)])])
    expect((await reading('a.pdf', bytes)).gaps).toEqual([])
  })

  const fade = new Uint8Array(90_000).map((_, at) => at / 900 + 100)
  it.each<[string, (shown: Mark) => readonly Mark[], string]>([
    ['under a white shape', (shown) => [shown, box([0, 420, 595, 422], { colour: '1 1 1' })], 'covered'],
    ['under a shape that covers a part', (shown) => [shown, box([0, 700, 595, 142])], 'covered'],
    ['under another picture', (shown) => [shown, picture([0, 400, 595, 442], 300, 300, fade)], 'covered'],
    ['that is clipped', (shown) => [raw('q 0 420 595 100 re W n'), shown, raw('Q')], 'hidden'],
  ])('a picture %s is read in full', async (_, marksOf, visibility) => {
    const shown = picture([0, 420, 595, 422], 1654, 1172, greyOf(drawn({ height: 1172 })))
    const { gaps, parts } = await reading('a.pdf', pdf([page([text('GUANYU', { y: 60 }), ...marksOf(shown)])]))
    expect(shownAs(parts, MARK.text)).toEqual([visibility])
    expect(gaps).toEqual([])
  })

  it('a covered picture of one colour stays a gap', async () => {
    const grey = new Uint8Array(90_000).fill(200)
    const cover = box([100, 100, 300, 100])
    const { gaps } =
      await reading('a.pdf', pdf([page([text('GUANYU'), picture([100, 100, 300, 300], 300, 300, grey), cover])]))
    expect(gaps).toEqual([{ piece: 'page 1', reason: 'image-not-read', args: { count: 1, feature: 'picture-covered' } }])
  })

  it.each<[string, Uint8Array, Gap[]]>([
    ['a picture of one colour', encode(drawText([], { width: 300, height: 300 })), []],
    ['a picture of a few samples', encode(drawText([], { width: 3, height: 3, background: '#abc' })), []],
    ['a truncated picture', encode(page200).slice(0, 3000),
      [{ piece: '', reason: 'damaged', args: { format: 'png' } }]],
    ['a picture with a wrong byte', flipped(encode(page200), 3000),
      [{ piece: '', reason: 'damaged', args: { format: 'png' } }]],
    ['the header of a picture alone', encode(page200).slice(0, 12), [gap('picture-format')]],
  ])('%s has the right gaps', async (_, bytes, gaps) => {
    expect((await reading('a.png', bytes)).gaps).toEqual(gaps)
  })
})

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, i) => (i === at ? byte ^ 0x55 : byte))
}

/** A picture in which each sample is its own index. */
function numbered(width: number, height: number): Pixels {
  return { width, height, data: new Uint8Array(Uint32Array.from({ length: width * height }, (_, i) => i).buffer) }
}

function gap(feature: GapFeature<'image-not-read'>): Gap {
  return { piece: '', reason: 'image-not-read', args: { format: 'png', feature } }
}

describe('with a stub recogniser', () => {
  const png = encode(drawText([MARK], { width: 600, height: 300 }))
  const line = (words: string, confidence = 1, at: RecognisedLine['box'] = [0, 0, 100, 20]): RecognisedLine =>
    ({ text: words, confidence, box: at })
  const ocrOf = (read: (pixels: Pixels) => RecognisedLine[]): Promise<Ocr> =>
    createOcr({ load: () => Promise.resolve({ read: (pixels) => Promise.resolve(read(pixels)) }) })

  it('text with low confidence counts, and is a gap', async () => {
    const ocr = await ocrOf(() => [line('清楚的一行'), line('模糊', 0.55, [0, 40, 40, 60])])
    const seen = await read({ path: 'a.png', bytes: png }, { limits: LIMITS, ocr })
    expect(told(seen, 'image')).toBe('清楚的一行\n模糊')
    const args = { format: 'png', feature: 'ocr-confidence', count: 1 }
    expect(seen.gaps).toEqual([{ piece: '', reason: 'partly-unreadable', args }])
  })

  it.each([['机蜜★20年', '机密★20年'], ['秘 宓', '秘 密'], ['杌密文20年', '机密文20年'], ['蜜蜂和札记', '蜜蜂和札记']])(
    'a secrecy level with a confused character is corrected: %s', async (seen, words) => {
      const ocr = await ocrOf(() => [line(seen)])
      expect(told(await read({ path: 'a.png', bytes: png }, { limits: LIMITS, ocr }), 'image')).toBe(words)
    })

  it('print under a red or blue stamp is read once more without the ink, other lines are not', async () => {
    for (const ink of ['#d00000', '#2020d0']) {
      const canvas = drawText([{ ...MARK, x: 150, y: 200 }], { width: 600, height: 300 })
      const context = canvas.getContext('2d')
      context.fillStyle = ink
      for (let x = 150; x < 350; x += 16) context.fillRect(x, 160, 5, 60)
      let calls = 0
      const isColoured = ({ data }: Pixels): boolean => data.some((value, at) => at % 4 === 0 && Math.abs(value - data[at + 2]!) > 90)
      const ocr = await ocrOf((pixels) => {
        calls++
        return isColoured(pixels) ? [line('某市人民', 0.8, [150, 165, 350, 210]), line('通知', 1, [400, 20, 500, 60])]
          : [line('机密★20年', 0.9, [40, 40, 200, 80])]
      })
      const seen = await read({ path: 'a.png', bytes: encode(canvas) }, { limits: LIMITS, ocr })
      expect(told(seen, 'image')).toContain('机密★20年')
      expect(calls).toBe(2)
    }
  })

  it('cells of a table whose text wraps are read joined as well', async () => {
    const cell = (words: string, left: number, top: number): RecognisedLine => line(words, 1, [left, top, left + 130, top + 27])
    const rows = [0, 75, 150].flatMap((down) => [
      cell('3301022099', 362, 133 + down), line('张某某', 1, [217, 145 + down, 296, 176 + down]), cell('01018016', 360, 161 + down),
    ])
    const ocr = await ocrOf(() => [cell('身份证号', 362, 83), ...rows])
    const seen = await read({ path: 'a.png', bytes: png }, { limits: LIMITS, ocr })
    expect(told(seen, 'image').split('\n').filter((row) => row === '330102209901018016')).toHaveLength(3)
    const equal = await ocrOf(() => [cell('甲', 362, 133), cell('乙', 217, 133), cell('丙', 362, 161), cell('丁', 217, 161)])
    const table = await read({ path: 'a.png', bytes: png }, { limits: LIMITS, ocr: equal })
    expect(told(table, 'image')).not.toMatch(/甲丙|乙丁/)
  })

  it('a single symbol with low confidence is no gap, two may be a word', async () => {
    const sign = (x: number): RecognisedLine => line('国', 0.1, [x, 0, x + 30, 30])
    const small = line('小', 0.1, [0, 0, 90, 12])
    for (const [lines, count] of [[[sign(0)], 0], [[sign(0), sign(90)], 1], [[small], 0]] as const) {
      expect((await read({ path: 'a.png', bytes: png }, { limits: LIMITS, ocr: await ocrOf(() => [...lines]) })).gaps)
        .toHaveLength(count)
    }
  })

  it.each<[string, (file: Buffer) => Buffer]>([
    ['is truncated', (file) => file.subarray(0, -40)],
    ['has a cyclic list of pages', (file) => { file.writeUInt32LE(file.readUInt32LE(4), file.length - 4); return file }],
    ['has its samples outside the file',
      (file) => { file.writeUInt32LE(file.length, file.readUInt32LE(4) + 2 + 12 * 5 + 8); return file }],
  ])('a TIFF that %s is a gap', async (_name, change) => {
    const ocr = await ocrOf(() => [line('字')])
    const bytes = change(toTiff([drawText([MARK], { width: 600, height: 300 })]))
    // Samples that no page claims any more are a second gap.
    expect((await read({ path: 'a.tif', bytes }, { limits: LIMITS, ocr })).gaps[0]).toMatchObject({ reason: 'damaged' })
  })

  it('each page of a TIFF is read, one below the other', async () => {
    let pages = 0
    const ocr = await ocrOf(() => [line(`第${++pages}页`)])
    const sheets = [MARK, TITLE].map((each) => drawText([each], { width: 900, height: 600 }))
    expect(told(await read({ path: 'a.tif', bytes: toTiff(sheets) }, { limits: LIMITS, ocr }), 'image'))
      .toBe('第1页\n第2页')
  })

  it('the same picture is recognised once', async () => {
    let calls = 0
    const ocr = await ocrOf(() => [line(`${++calls}`)])
    for (const path of ['a.png', 'b.png']) await read({ path, bytes: png }, { limits: LIMITS, ocr })
    expect(calls).toBe(1)
  })

  it.each<[string, Partial<typeof LIMITS>, Gap]>([
    ['pictures', { pictures: 1 }, { piece: '', reason: 'limit-exceeded', args: { limit: 'pictures', value: 1 } }],
    ['pixels', { pixels: 1000 },
      { piece: 'word/media/b.png', reason: 'limit-exceeded', args: { limit: 'pixels', value: 1000 } }],
  ])('the limit of %s is a gap', async (_, limits, expected) => {
    const other = encode(drawText([TITLE], { width: 600, height: 300 }))
    const bytes = docx({ media: { 'a.png': png, 'b.png': other } })
    const ocr = await ocrOf(() => [line('字')])
    const { gaps } = await read({ path: 'a.docx', bytes }, { limits: { ...LIMITS, ...limits }, ocr })
    expect(gaps).toContainEqual(expected)
  })

  it('where OCR is off or not installed, every picture is a gap that says so', async () => {
    const off = await createOcr({ mode: 'off' })
    const none = await createOcr({ load: () => Promise.resolve(undefined) })
    const gapsOf = async (ocr: Ocr, path: string, bytes: Uint8Array): Promise<unknown> =>
      (await read({ path, bytes }, { limits: LIMITS, ocr })).gaps.map(({ args }) => args?.feature)
    const letter = docx({ media: { 'a.png': png } })
    for (const [path, bytes] of [['a.png', png], ['a.pdf', scan(drawn())], ['a.docx', letter]] as const) {
      expect(await gapsOf(off, path, bytes)).toEqual(['ocr-off'])
      expect(await gapsOf(none, path, bytes)).toEqual(['ocr-not-installed'])
    }
  })

  it('the mode `on` is an error where OCR is not installed', async () => {
    await expect(createOcr({ mode: 'on', load: () => Promise.resolve(undefined) }))
      .rejects.toMatchObject({ code: 'configuration' })
  })

  it('long pictures are read in tiles, and lines in two tiles count once', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => i * 100 + 20)
    const heights: number[] = []
    const lines = await recognise({
      read: ({ height, data }) => {
        const top = new Uint32Array(data.buffer)[0]! / 500
        heights.push(height)
        return Promise.resolve(rows
          .map((row): RecognisedLine['box'] => [0, Math.max(0, row - top), 90, Math.min(height, row + 60 - top)])
          .filter(([, from, , to]) => to > from).map((at) => line('字', 1, at)))
      },
    }, numbered(500, 4000))
    expect(heights).toEqual([1000, 1000, 1000, 1000, 1000])
    expect(lines.map(({ box: at }) => at)).toEqual(rows.map((row) => [0, row, 90, row + 60]))
  })
})

describe('samples', () => {
  it.each([90, 180, 270] as const)('unrotate gives the place of each sample of a picture rotated by %i degrees', (degrees) => {
    const whole = numbered(5, 3)
    const rotated = rotate(whole, degrees)
    for (let y = 0; y < rotated.height; y++) {
      for (let x = 0; x < rotated.width; x++) {
        const [l, t, r, b] = unrotate([x, y, x + 1, y + 1], degrees, 5, 3)
        expect([r - l, b - t]).toEqual([1, 1])
        expect(rotated.data[(y * rotated.width + x) * 4]).toBe(whole.data[(t * 5 + l) * 4])
      }
    }
  })

  it('crop clips a region to the picture', () => {
    expect(crop(numbered(4, 4), [3, 2, 9, 9])).toMatchObject({ width: 1, height: 2 })
    expect(crop(numbered(4, 4), [5, 0, 9, 9])).toBeUndefined()
    expect(isUniform(crop(numbered(4, 4), [1, 1, 2, 2])!)).toBe(true)
    expect(isUniform(numbered(4, 4))).toBe(false)
  })

  it.each<[string, Uint8Array]>([
    ['PNG', encode(drawText([], { width: 31, height: 17 }))],
    ['JPEG', encode(drawText([], { width: 31, height: 17 }), 'jpeg')],
    ['WebP', encode(drawText([], { width: 31, height: 17 }), 'webp')],
    ['BMP', toBmp(drawText([], { width: 31, height: 17 }))],
  ])('the header of a %s gives its size, and a truncated one never throws', (_, bytes) => {
    expect(readPictureHeader(bytes)).toEqual({ width: 31, height: 17, whole: true, more: false })
    expect(readPictureHeader(bytes.slice(0, -20))?.whole).toBe(false)
    for (let length = 0; length < Math.min(bytes.length, 100); length++) {
      expect(() => readPictureHeader(bytes.slice(0, length))).not.toThrow()
    }
  })

  it('a second frame of a GIF is more than the first frame', () => {
    const frame = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]
    const head = [...Buffer.from('GIF89a'), 1, 0, 1, 0, 0, 0, 0]
    expect(readPictureHeader(Uint8Array.from([...head, ...frame, 0x3b])))
      .toEqual({ width: 1, height: 1, whole: true, more: false })
    expect(readPictureHeader(Uint8Array.from([...head, ...frame, ...frame, 0x3b])))
      .toEqual({ width: 1, height: 1, whole: true, more: true })
  })
})
