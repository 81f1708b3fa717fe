import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { crc32, deflateSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { prepareZXingModule, writeBarcode, type WriteInputBarcodeFormat } from 'zxing-wasm/writer'
import { LIMITS } from '../../../src/model/index.js'
import { createOcr, read, type Ocr } from '../../../src/read/index.js'
import type { Pixels, RecognisedLine } from '../../../src/read/picture-reader.js'
import { docx } from '../../builders/docx.js'
import { told } from '../reading.js'

const NUMBER = '110105194912310021'

beforeAll(async () => {
  const file = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm'))
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(file).buffer } })
})

async function codeOf(text: string, format: WriteInputBarcodeFormat): Promise<Uint8Array> {
  const { image } = await writeBarcode(text, { format, scale: 3 })
  return new Uint8Array(await image!.arrayBuffer())
}

const ocrOf = (lines: (pixels: Pixels) => RecognisedLine[] = () => []): Promise<Ocr> =>
  createOcr({ load: () => Promise.resolve({ read: (pixels) => Promise.resolve(lines(pixels)) }) })

describe('a code in a picture', () => {
  it.each<[WriteInputBarcodeFormat, string]>([
    ['QRCode', `机密★20年 ${NUMBER}`], ['DataMatrix', NUMBER], ['PDF417', NUMBER], ['Code128', NUMBER],
    ['EAN13', '6901234567892'],
  ])('is read as text of kind `code`: %s', async (format, text) => {
    const bytes = await codeOf(text, format)
    const found = await read({ path: 'a.png', bytes }, { limits: LIMITS, ocr: await ocrOf() })
    expect(told(found, 'code')).toBe(`${text}\n`)
    expect(found.gaps).toEqual([])
  })

  it('in a package is a part of the document, each text once, also from the cache', async () => {
    const bytes = docx({ media: { 'image1.png': await codeOf(NUMBER, 'QRCode'), 'image2.png': await codeOf(NUMBER, 'DataMatrix') } })
    const ocr = await ocrOf()
    for (let time = 0; time < 2; time++) {
      expect(told(await read({ path: 'a.docx', bytes }, { limits: LIMITS, ocr }), 'code')).toBe(`${NUMBER}\n`)
    }
  })

  it('takes no lines from its modules', async () => {
    const lines: RecognisedLine[] = [{ text: '回', confidence: 0.2, box: [10, 10, 60, 60] }]
    const bytes = await codeOf(NUMBER, 'QRCode')
    const found = await read({ path: 'a.png', bytes }, { limits: LIMITS, ocr: await ocrOf(() => lines) })
    expect([told(found, 'image'), found.gaps]).toEqual(['', []])
  })

  it('is not looked for where pictures are not read', async () => {
    const bytes = await codeOf(NUMBER, 'QRCode')
    const found = await read({ path: 'a.png', bytes }, { limits: LIMITS, ocr: await createOcr({ mode: 'off' }) })
    expect([told(found, 'code'), found.gaps.length]).toEqual(['', 1])
  })
})

describe('colours under transparent samples', () => {
  /** Dark stripes on white, each filter in turn; `alpha` of every sample. */
  function striped(alpha: number, dark: number): Uint8Array {
    const [width, height] = [40, 40]
    const rows = Array.from({ length: height }, (_, y) => {
      const samples = Buffer.from(Array.from({ length: width }, (_value, x) => {
        const grey = x % 8 < 4 && y % 8 < 4 ? dark : 255
        return [grey, grey, grey, alpha]
      }).flat())
      // Filter 1: each byte less the one a pixel before it.
      const filtered = y % 2 === 0 ? samples : samples.map((byte, at) => byte - (at < 4 ? 0 : samples[at - 4]!))
      return Buffer.concat([Buffer.from([y % 2]), filtered])
    })
    const head = Buffer.alloc(13)
    head.writeUInt32BE(width, 0)
    head.writeUInt32BE(height, 4)
    head.set([8, 6, 0, 0, 0], 8)
    const chunk = (type: string, data: Buffer): Buffer => {
      const body = Buffer.concat([Buffer.from(type), data])
      const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
      size.writeUInt32BE(data.length)
      sum.writeUInt32BE(crc32(body))
      return Buffer.concat([size, body, sum])
    }
    const parts = [chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))]
    return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts])
  }

  const dark = ({ data }: Pixels): RecognisedLine[] =>
    (data.some((value) => value < 100) ? [{ text: '机密', confidence: 1, box: [0, 0, 40, 40] }] : [])

  it.each([['wholly transparent', 0, '机密'], ['almost transparent', 8, '机密'], ['opaque', 255, '机密']])('are read: %s', async (_, alpha, text) => {
    const found = await read({ path: 'a.png', bytes: striped(alpha, 0) }, { limits: LIMITS, ocr: await ocrOf(dark) })
    expect(told(found, 'image')).toBe(text)
  })

  it('of one colour are no second picture', async () => {
    let pictures = 0
    const ocr = await ocrOf(() => (pictures++, []))
    await read({ path: 'a.png', bytes: striped(0, 255) }, { limits: LIMITS, ocr })
    expect(pictures).toBe(0)
  })
})
