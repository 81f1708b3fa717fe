import { createCanvas } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { LIMITS, type Limits, type Reading } from '../../../src/model/index.js'
import { createOcr, read } from '../../../src/read/index.js'
import type { Pixels } from '../../../src/read/picture-reader.js'
import { HEIC, J2K, JP2 } from '../../builders/coded-pictures.js'
import { told } from '../reading.js'

/** Reads with a recogniser whose text is the size of a picture and the colours of two of its corners. */
async function seen(path: string, bytes: Uint8Array, limits: Partial<Limits> = {}): Promise<Reading> {
  const colour = ({ data }: Pixels, at: number): string => {
    const [red, , blue] = data.subarray(4 * at, 4 * at + 3)
    return red! > 200 && blue! < 50 ? 'red' : blue! > 200 && red! < 50 ? 'blue' : 'other'
  }
  const recogniser = {
    read: (pixels: Pixels) => {
      const { width, height } = pixels
      const text = `${width}x${height} ${colour(pixels, 0)} ${colour(pixels, width * height - 1)}`
      return Promise.resolve([{ text, confidence: 1, box: [0, 0, 60, 20] as const }])
    },
  }
  return read({ path, bytes }, { limits: { ...LIMITS, ...limits }, ocr: await createOcr({ load: () => Promise.resolve(recogniser) }) })
}

function avif(): Promise<Buffer> {
  const canvas = createCanvas(64, 48)
  const context = canvas.getContext('2d')
  context.fillStyle = '#f00'
  context.fillRect(0, 0, 64, 48)
  context.fillStyle = '#00f'
  context.fillRect(0, 0, 32, 24)
  return canvas.encode('avif', { quality: 100 })
}

describe.each<[string, string, () => Uint8Array | Promise<Uint8Array>]>([
  ['HEIC', 'heic', () => HEIC],
  ['AVIF', 'heic', avif],
  ['JPEG 2000', 'jp2', () => JP2],
  ['a bare codestream of JPEG 2000', 'jp2', () => J2K],
])('%s', (_name, format, make) => {
  it('is decoded and looked at', async () => {
    const found = await seen('a.bin', await make())
    expect([found.format, told(found, 'image'), found.gaps]).toEqual([format, '64x48 blue red', []])
  })

  it('cut off at any place is a gap and never a crash', async () => {
    const bytes = await make()
    for (const share of [0.3, 0.5, 0.8, 0.97]) {
      const { gaps } = await seen('a.bin', bytes.subarray(0, Math.floor(bytes.length * share)))
      expect(gaps.map(({ reason }) => reason)).toHaveLength(1)
    }
  })

  it('is not decoded where it is larger than the limit', async () => {
    const { gaps } = await seen('a.bin', await make(), { pixels: 64 * 48 - 1 })
    expect(gaps).toMatchObject([{ reason: 'limit-exceeded', args: { limit: 'pixels' } }])
  })

  it('hands on a file behind its end', async () => {
    if (format === 'jp2' && (await make()) === J2K) return
    const { members } = await seen('a.bin', Buffer.concat([await make(), Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n')]))
    expect(members).toHaveLength(1)
  })
})
