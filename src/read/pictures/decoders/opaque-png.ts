import { inflateSync } from 'node:zlib'
import type { Pixels } from '../../picture-reader.js'

const SIGNATURE = '89504e470d0a1a0a'
/** Samples of a pixel with alpha, by colour type (PNG, 11.2.1): grey, true colour. */
const CHANNELS: Readonly<Partial<Record<number, number>>> = { 4: 2, 6: 4 }
/** A sample below this is not seen. */
const UNSEEN = 16
/** The soft edges of letters have fewer such samples, as a share of the picture. */
const EDGES = 0.02

/**
 * The colours that a PNG has under its transparent samples, on the ground of the others: programs hide layers so.
 * Undefined where those samples are all of one colour (soft edges aside), for other pictures, and for interlaced ones.
 * Colours are lost once a picture is drawn, so the bytes are decoded here. Cost: linear in the samples.
 */
export function colorsUnderAlpha(bytes: Uint8Array): Pixels | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (file.toString('hex', 0, 8) !== SIGNATURE || file.length < 33) return undefined
  const [width, height, depth, type] = [file.readUInt32BE(16), file.readUInt32BE(20), file[24]!, file[25]!]
  const channels = CHANNELS[type]
  if (channels === undefined || (depth !== 8 && depth !== 16) || file[28] !== 0) return undefined
  const size = channels * (depth / 8)
  const rows = unfiltered(file, { stride: width * size, height, size })
  return rows && opaque(rows, { width, height, channels, step: depth / 8 })
}

interface Layout {
  readonly stride: number
  readonly height: number
  /** Bytes of a pixel. */
  readonly size: number
}

/** Rows of samples without their filters (PNG, 9.2). Undefined for a broken stream. */
function unfiltered(file: Buffer, { stride, height, size }: Layout): Buffer | undefined {
  let data: Buffer
  try {
    data = inflateSync(imageData(file), { maxOutputLength: (stride + 1) * height })
  } catch {
    return undefined
  }
  if (data.length < (stride + 1) * height) return undefined
  const rows = Buffer.alloc(stride * height)
  for (let y = 0; y < height; y++) {
    const filter = data[y * (stride + 1)]!
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x
      const left = x >= size ? rows[at - size]! : 0
      const up = y > 0 ? rows[at - stride]! : 0
      const corner = x >= size && y > 0 ? rows[at - stride - size]! : 0
      rows[at] = data[y * (stride + 1) + 1 + x]! + predicted(filter, left, up, corner)
    }
  }
  return rows
}

function imageData(file: Buffer): Buffer {
  const chunks: Buffer[] = []
  for (let at = 8; at + 12 <= file.length; at += 12 + file.readUInt32BE(at)) {
    const isData = file.toString('latin1', at + 4, at + 8) === 'IDAT'
    if (isData) chunks.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)))
  }
  return Buffer.concat(chunks)
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left
  if (filter === 2) return up
  if (filter === 3) return (left + up) >> 1
  if (filter !== 4) return 0
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}

interface Samples {
  readonly width: number
  readonly height: number
  readonly channels: number
  /** Bytes of a sample; the first is the higher one. */
  readonly step: number
}

function opaque(rows: Buffer, { width, height, channels, step }: Samples): Pixels | undefined {
  const data = new Uint8Array(width * height * 4)
  let first: number | undefined
  let differs = false
  let faint = 0
  for (let pixel = 0, at = 0; pixel < width * height; pixel++, at += channels * step) {
    const [red, green, blue] = channels === 2 ? [rows[at]!, rows[at]!, rows[at]!]
      : [rows[at]!, rows[at + step]!, rows[at + 2 * step]!]
    data.set([red, green, blue, 255], 4 * pixel)
    const alpha = rows[at + (channels - 1) * step]!
    if (alpha > 0 && alpha < UNSEEN) faint++
    if (alpha > 0) continue
    const colour = (red << 16) | (green << 8) | blue
    first ??= colour
    differs ||= colour !== first
  }
  return differs || faint > EDGES * width * height ? { width, height, data } : undefined
}
