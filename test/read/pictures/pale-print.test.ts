import type { SKRSContext2D } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../../src/model/index.js'
import { createOcr, read } from '../../../src/read/index.js'
import type { Pixels, RecognisedLine } from '../../../src/read/picture-reader.js'
import { recognisePalePrint } from '../../../src/read/pictures/ocr/pale-print.js'
import { drawText, encode } from '../../builders/picture.js'
import { told } from '../reading.js'

const [WIDTH, HEIGHT] = [900, 700]

/** A page of dark lines with a bar drawn on it, from the left to the right through the centre. */
function sheet(colour: string, degrees = 0, draw: (context: SKRSContext2D) => void = () => undefined): Pixels {
  const canvas = drawText([], { width: WIDTH, height: HEIGHT })
  const context = canvas.getContext('2d')
  context.save()
  context.translate(WIDTH / 2, HEIGHT / 2)
  context.rotate((degrees * Math.PI) / 180)
  context.fillStyle = colour
  for (let x = -300; x < 300; x += 60) context.fillRect(x, -10, 40, 20)
  context.restore()
  context.fillStyle = '#000'
  for (let y = 20; y < HEIGHT; y += 50) for (let x = 60; x < 840; x += 30) context.fillRect(x, y, 4, 20)
  draw(context)
  return { width: WIDTH, height: HEIGHT, data: new Uint8Array(context.getImageData(0, 0, WIDTH, HEIGHT).data.buffer) }
}

/** The pictures that OCR is given. It sees a line at the centre of each. */
async function looksAt(pixels: Pixels, lines: readonly RecognisedLine[] = []): Promise<{ given: Pixels[]; found: RecognisedLine[] }> {
  const given: Pixels[] = []
  const found = await recognisePalePrint({
    read: (picture) => {
      given.push(picture)
      const [x, y] = [picture.width / 2, picture.height / 2]
      return Promise.resolve([{ text: '内部资料', confidence: 0.9, box: [x - 300, y - 20, x + 300, y + 20] }])
    },
  }, pixels, lines)
  return { given, found }
}

/** Heights of the black area: that of the bar where it is level. */
function blackRows({ width, height, data }: Pixels): number {
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_each, x) => data[4 * (y * width + x)] === 0).filter(Boolean).length > 5)
    .filter(Boolean).length
}

describe('pale print on a page', () => {
  it.each([['#d8d8d8', 0], ['#f4f4f4', 0], ['#ffe0e0', 0], ['#e4e4e4', 45], ['#e4e4e4', -30]] as const)(
    'in %s is looked at by itself, level where it is slanted by %i degrees', async (colour, degrees) => {
      const { given, found } = await looksAt(sheet(colour, degrees))
      expect(given).toHaveLength(1)
      expect(blackRows(given[0]!)).toBeGreaterThan(10)
      expect(blackRows(given[0]!)).toBeLessThan(60)
      const [left, top, right, bottom] = found[0]!.box
      expect([(left + right) / 2, (top + bottom) / 2].map(Math.round)).toEqual([WIDTH / 2, HEIGHT / 2])
      if (degrees !== 0) expect(bottom - top).toBeGreaterThan(200)
    })

  it.each<[string, Pixels]>([
    ['dark print alone', sheet('#fff')],
    ['a coloured ground', sheet('#fff', 0, (context) => {
      context.fillStyle = '#e8e8ff'
      context.fillRect(100, 30, 600, 18)
    })],
    ['a photograph', sheet('#fff', 0, (context) => {
      context.fillStyle = '#c8c8c8'
      context.fillRect(0, 0, WIDTH, HEIGHT * 0.7)
    })],
  ])('is not there: %s', async (_, pixels) => {
    expect((await looksAt(pixels)).given).toEqual([])
  })

  it('that OCR saw before is left out', async () => {
    const box = [100, 300, 800, 400] as const
    expect((await looksAt(sheet('#d8d8d8'), [{ text: '内部資料', confidence: 0.9, box }])).found).toEqual([])
    expect((await looksAt(sheet('#d8d8d8'), [{ text: '公开', confidence: 0.9, box }])).found).toHaveLength(1)
  })

  it('slanted under other print is read by PP-OCR', async () => {
    const canvas = drawText([], { width: 1000, height: 800 })
    const context = canvas.getContext('2d')
    const { font } = drawText([{ text: '一', size: 90, x: 0, y: 0 }], { width: 10, height: 10 }).getContext('2d')
    context.translate(500, 400)
    context.rotate(-Math.PI / 6)
    context.fillStyle = '#e4e4e4'
    context.font = font
    context.fillText('机密★20年', -220, 30)
    context.resetTransform()
    context.fillStyle = '#000'
    context.font = font.replace(/\d+px/, '32px')
    for (let y = 60; y < 800; y += 90) context.fillText('关于开展农村公路养护检查的通知', 200, y)
    const seen = await read({ path: 'a.png', bytes: encode(canvas) }, { limits: LIMITS, ocr: await createOcr({ mode: 'on' }) })
    expect(told(seen, 'image')).toContain('机密★20年')
  })
})
