import { describe, expect, it } from 'vitest'
import { LIMITS, type Reading } from '../../../src/model/index.js'
import { createOcr, read } from '../../../src/read/index.js'
import type { Pixels, RecognisedLine } from '../../../src/read/picture-reader.js'
import { drawText, encode } from '../../builders/picture.js'
import { told } from '../reading.js'

const PNG = encode(drawText([{ text: '机密★20年', size: 44, x: 150, y: 200 }], { width: 600, height: 300, colour: '#999' }))
const line = (text: string, confidence: number, box: RecognisedLine['box']): RecognisedLine => ({ text, confidence, box })

/** Reads the picture with OCR that sees `lines` in it, none in it on its side, and `again` in each part of it. */
async function seen(lines: readonly RecognisedLine[], again: readonly RecognisedLine[] = [], parts: Pixels[] = []): Promise<Reading> {
  const ocr = await createOcr({
    load: () => Promise.resolve({
      read: (pixels) => {
        if (pixels.width + pixels.height === 900) return Promise.resolve(pixels.width === 600 ? lines : [])
        parts.push(pixels)
        return Promise.resolve(again)
      },
    }),
  })
  return read({ path: 'a.png', bytes: PNG }, { limits: LIMITS, ocr })
}

const page = Array.from({ length: 9 }, (_, i) => line('一行清楚的文字', 0.98, [0, 40 + 25 * i, 500, 60 + 25 * i]))
const sign = (x: number, y = 0): RecognisedLine => line('国', 0.1, [x, y, x + 30, y + 30])

describe('lines that are read with doubt', () => {
  it.each<[string, readonly RecognisedLine[], number]>([
    ['a word among a few lines', [page[0]!, line('模糊', 0.5, [0, 0, 90, 30])], 1],
    ['a word alone', [line('模糊', 0.5, [0, 0, 90, 30])], 1],
    ['characters in a row', [...page.slice(0, 2), sign(0), sign(90)], 2],
    ['characters in a column', [...page.slice(0, 2), sign(0), sign(2, 90)], 2],
    ['two long lines of a page', [...page, line('模糊', 0.5, [0, 0, 300, 30]), line('模糊', 0.5, [300, 0, 600, 30])], 2],
  ])('are a gap: %s', async (_, lines, count) => {
    expect((await seen(lines)).gaps).toEqual([
      { piece: '', reason: 'partly-unreadable', args: { format: 'png', feature: 'ocr-confidence', count } },
    ])
  })

  it.each<[string, readonly RecognisedLine[]]>([
    ['a short one among the lines of a page', [...page, line('模糊', 0.5, [0, 0, 90, 30])]],
    ['symbols here and there', [sign(0), sign(200), sign(90, 150), sign(420, 250)]],
    ['symbols of different sizes', [sign(0), line('O', 0.1, [40, 0, 90, 50])]],
    ['too low to be legible', [line('小', 0.1, [0, 0, 90, 12])]],
  ])('are no gap: %s', async (_, lines) => {
    expect((await seen(lines)).gaps).toEqual([])
  })

  it('are looked at again, enlarged and with full contrast', async () => {
    const parts: Pixels[] = []
    const readout = await seen([line('饥蜜', 0.3, [150, 170, 210, 194])], [line('机密', 0.95, [48, 48, 168, 96])], parts)
    expect(told(readout, 'image')).toBe('机密')
    expect(readout.gaps).toEqual([])
    expect(parts.map(({ width, height }) => [width, height])).toEqual([[216, 144]])
    expect(new Set(parts[0]!.data)).toContain(0)
  })

  it('stay as they are where the second look is no better or sees another place', async () => {
    for (const again of [line('机密', 0.4, [48, 48, 168, 96]), line('机密', 0.95, [0, 0, 48, 48])]) {
      const readout = await seen([line('饥蜜', 0.3, [150, 170, 210, 194])], [again])
      expect(told(readout, 'image')).toBe('饥蜜')
      expect(readout.gaps).toHaveLength(1)
    }
  })
})
