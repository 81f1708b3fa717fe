import { crc32, deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { LIMITS, type Gap } from '../../../src/model/index.js'
import { createOcr, read } from '../../../src/read/index.js'

/** A white picture of one bit for each pixel, in two colours. */
function bitmap(width: number, height: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width)
  head.writeUInt32BE(height, 4)
  head.writeUInt8(1, 8)
  head.writeUInt8(3, 9)
  const rows = Buffer.alloc((1 + width / 8) * height)
  const palette = Buffer.from([255, 255, 255, 0, 0, 0])
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', head), chunk('PLTE', palette), chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length)
  frame.writeUInt32BE(crc32(typed), 4)
  return Buffer.concat([frame.subarray(0, 4), typed, frame.subarray(4)])
}

async function gapsOf(bytes: Uint8Array, ocr?: Awaited<ReturnType<typeof createOcr>>): Promise<readonly Gap[]> {
  return (await read({ path: 'a.png', bytes }, { limits: LIMITS, ...(ocr && { ocr }) })).gaps
}

describe('a picture of 64 million pixels in 8 KB', () => {
  it('is a gap where no OCR is asked for', async () => {
    expect(await gapsOf(bitmap(8000, 8000))).toEqual([{ piece: '', reason: 'image-not-read', args: { format: 'png' } }])
  })

  it('is a gap, and not decoded, where it has a row more than the limit', async () => {
    const ocr = await createOcr({ load: () => Promise.resolve({ read: () => Promise.reject(new Error('decoded')) }) })
    expect(await gapsOf(bitmap(8000, 8001), ocr)).toEqual([
      { piece: '', reason: 'limit-exceeded', args: { limit: 'pixels', value: LIMITS.pixels, format: 'png' } },
    ])
  })
})
