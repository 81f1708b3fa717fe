import { createCanvas, GifDisposal, GifEncoder, type Canvas } from '@napi-rs/canvas'
import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { LIMITS, type Reading } from '../../../src/model/index.js'
import { createOcr, read } from '../../../src/read/index.js'
import type { Pixels } from '../../../src/read/picture-reader.js'
import { told } from '../reading.js'

const [WIDTH, HEIGHT] = [40, 30]

/** Reads with a recogniser that says how much of a picture is red and how much blue, in tenths. */
async function seen(bytes: Uint8Array): Promise<Reading> {
  const share = ({ data }: Pixels, channel: number): number => {
    let count = 0
    for (let at = 0; at < data.length; at += 4) if (data[at + channel]! > 200 && data[at + 2 - channel]! < 60) count++
    return Math.round(40 * count / data.length)
  }
  const recogniser = {
    read: (pixels: Pixels) => Promise.resolve([{ text: `红${share(pixels, 0)}蓝${share(pixels, 2)}`, confidence: 1, box: [0, 0, 30, 10] as const }]),
  }
  return read({ path: 'a.bin', bytes }, { limits: LIMITS, ocr: await createOcr({ load: () => Promise.resolve(recogniser) }) })
}

const linesOf = (reading: Reading): string[] => told(reading, 'image').split('\n')

/** A picture with its left part in a colour; the rest is transparent. */
function canvas(colour: string, share: number, width = WIDTH): Canvas {
  const drawn = createCanvas(width, HEIGHT)
  const context = drawn.getContext('2d')
  context.fillStyle = colour
  context.fillRect(0, 0, share * width, HEIGHT)
  return drawn
}

function gif(frames: readonly (readonly [colour: string, share: number, disposal?: GifDisposal])[]): Uint8Array {
  const encoder = new GifEncoder(WIDTH, HEIGHT)
  for (const [colour, share, disposal = GifDisposal.Keep] of frames) {
    const { data } = canvas(colour, share).getContext('2d').getImageData(0, 0, WIDTH, HEIGHT)
    encoder.addFrame(new Uint8Array(data), WIDTH, HEIGHT, { disposal })
  }
  return encoder.finish()
}

function chunk(type: string, data: Buffer): Buffer {
  const whole = Buffer.concat([Buffer.alloc(4), Buffer.from(type), data, Buffer.alloc(4)])
  whole.writeUInt32BE(data.length)
  whole.writeUInt32BE(crc32(whole.subarray(4, -4)), whole.length - 4)
  return whole
}

/** The data of a PNG chunk of a picture. */
function chunkOf(png: Buffer, type: string): Buffer {
  const at = png.indexOf(type)
  return png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4))
}

function control(number: number, x: number, width: number): Buffer {
  const data = Buffer.alloc(26)
  ;[number, width, HEIGHT, x, 0].forEach((value, at) => data.writeUInt32BE(value, 4 * at))
  return chunk('fcTL', data)
}

/** A main picture, and a second frame of half the width on its right. */
function apng(): Buffer {
  const [first, second] = [canvas('#f00', 0.8).toBuffer('image/png'), canvas('#00f', 1, WIDTH / 2).toBuffer('image/png')]
  return Buffer.concat([
    first.subarray(0, 33), chunk('acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0])), control(0, 0, WIDTH), chunk('IDAT', chunkOf(first, 'IDAT')),
    control(1, WIDTH / 2, WIDTH / 2), chunk('fdAT', Buffer.concat([Buffer.from([0, 0, 0, 2]), chunkOf(second, 'IDAT')])), chunk('IEND', Buffer.alloc(0)),
  ])
}

function riff(type: string, data: Buffer): Buffer {
  const head = Buffer.from(`${type}\0\0\0\0`, 'latin1')
  head.writeUInt32LE(data.length, 4)
  return Buffer.concat([head, data, Buffer.alloc(data.length & 1)])
}

async function webp(): Promise<Buffer> {
  const frame = async (colour: string, share: number, x: number, width: number): Promise<Buffer> => {
    const file = await canvas(colour, share, width).encode('webp', 100)
    const head = Buffer.alloc(16)
    ;[x / 2, 0, width - 1, HEIGHT - 1, 100].forEach((value, at) => head.writeUIntLE(value, 3 * at, 3))
    const starts = ['ALPH', 'VP8 ', 'VP8L'].map((type) => file.indexOf(type)).filter((at) => at > 0)
    return riff('ANMF', Buffer.concat([head, file.subarray(Math.min(...starts))]))
  }
  const extended = Buffer.alloc(10)
  extended[0] = 0x12
  extended.writeUIntLE(WIDTH - 1, 4, 3)
  extended.writeUIntLE(HEIGHT - 1, 7, 3)
  const chunks = [riff('VP8X', extended), riff('ANIM', Buffer.alloc(6)), await frame('#f00', 0.8, 0, WIDTH), await frame('#00f', 1, WIDTH / 2, WIDTH / 2)]
  return riff('RIFF', Buffer.concat([Buffer.from('WEBP'), ...chunks]))
}

describe('further frames', () => {
  it.each<[string, () => Uint8Array | Promise<Uint8Array>]>([['PNG', apng], ['WebP', webp]])('of an animated %s are put on the ones before', async (_name, make) => {
    const found = await seen(await make())
    expect([linesOf(found), found.gaps]).toEqual([['红8蓝0', '红5蓝5'], []])
  })

  it('of a GIF are put on the ones before, or on a cleared area', async () => {
    const kept = await seen(gif([['#f00', 0.8], ['#00f', 0.5]]))
    expect([linesOf(kept), kept.gaps]).toEqual([['红8蓝0', '红3蓝5'], []])
    const cleared = await seen(gif([['#f00', 0.8, GifDisposal.Background], ['#00f', 0.5]]))
    expect(linesOf(cleared)).toEqual(['红8蓝0', '红0蓝5'])
  })

  it('of the same look are reported once', async () => {
    expect(linesOf(await seen(gif([['#f00', 0.8], ['#f00', 0.8], ['#f00', 0.8]])))).toEqual(['红8蓝0'])
  })

  it('are a gap beyond a bound, and where the file breaks off', async () => {
    const many = await seen(gif(Array.from({ length: 62 }, (_, at) => [at % 2 === 0 ? '#f00' : '#00f', 1] as const)))
    expect(many.gaps).toEqual([{ piece: '', reason: 'partly-unreadable', args: { format: 'gif', feature: 'further-frames' } }])
    for (const bytes of [gif([['#f00', 1], ['#00f', 1]]), apng(), await webp()]) {
      for (const share of [0.4, 0.7, 0.95]) {
        const { gaps } = await seen(bytes.subarray(0, Math.floor(share * bytes.length)))
        expect(gaps.length).toBeGreaterThan(0)
      }
    }
  })
})
