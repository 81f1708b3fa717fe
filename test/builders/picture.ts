/**
 * Draws pictures with Chinese text. The font comes from a package, so that they are the same on every machine.
 *
 *   drawText([{ text: '机密★20年', size: 44, x: 150, y: 200 }], { width: 1654, height: 2339 })     a page of A4 at 200 dpi
 *   encode(canvas, 'png' | 'jpeg' | 'webp')   toBmp(canvas)                                        as a file
 */
import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createCanvas, GlobalFonts, type Canvas } from '@napi-rs/canvas'

export interface DrawnText {
  readonly text: string
  /** Size of an em in samples: 16 points at 200 dpi are 44. */
  readonly size: number
  readonly x: number
  /** Baseline, from the top. */
  readonly y: number
}

export interface Sheet {
  readonly width?: number
  readonly height?: number
  /** `none`: transparent. */
  readonly background?: string
  readonly colour?: string
  /** Degrees, clockwise. */
  readonly rotation?: 0 | 90 | 180 | 270
}

export function drawText(texts: readonly DrawnText[], sheet: Sheet = {}): Canvas {
  const { width = 1654, height = 2339, background = '#fff', colour = '#000', rotation = 0 } = sheet
  const sideways = rotation === 90 || rotation === 270
  const canvas = createCanvas(sideways ? height : width, sideways ? width : height)
  const context = canvas.getContext('2d')
  context.fillStyle = background
  if (background !== 'none') context.fillRect(0, 0, canvas.width, canvas.height)
  context.translate(canvas.width / 2, canvas.height / 2)
  context.rotate((rotation * Math.PI) / 180)
  context.translate(-width / 2, -height / 2)
  context.fillStyle = colour
  for (const { text, size, x, y } of texts) {
    context.font = `${size}px ${families().join(', ')}`
    context.fillText(text, x, y)
  }
  return canvas
}

export function encode(canvas: Canvas, format: 'png' | 'jpeg' | 'webp' = 'png'): Uint8Array {
  return new Uint8Array(format === 'png' ? canvas.toBuffer('image/png') : canvas.toBuffer(`image/${format}` as 'image/jpeg', 90))
}

/** A BMP file with 24 bits a sample, rows from the bottom. */
export function toBmp(canvas: Canvas): Uint8Array {
  const { width, height } = canvas
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height)
  const row = (width * 3 + 3) & ~3
  const file = Buffer.alloc(54 + row * height)
  file.write('BM', 0, 'latin1')
  file.writeUInt32LE(file.length, 2)
  file.writeUInt32LE(54, 10)
  file.writeUInt32LE(40, 14)
  file.writeInt32LE(width, 18)
  file.writeInt32LE(height, 22)
  file.writeUInt16LE(1, 26)
  file.writeUInt16LE(24, 28)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 3; c++) file[54 + (height - 1 - y) * row + x * 3 + c] = data[(y * width + x) * 4 + 2 - c]!
    }
  }
  return new Uint8Array(file)
}

let registered: string[] | undefined

/** The font consists of about a hundred files, each with a part of the characters. All of them are registered. */
function families(): string[] {
  if (registered) return registered
  const folder = join(dirname(createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/package.json')), 'files')
  registered = readdirSync(folder).filter((file) => file.endsWith('.woff2')).map((file, at) => {
    GlobalFonts.registerFromPath(join(folder, file), `Piece${at}`)
    return `Piece${at}`
  })
  return registered
}

/** A little-endian TIFF file in black and white, with one page for each canvas and one strip for each page. */
export function toTiff(canvases: readonly Canvas[]): Buffer {
  const pieces: Buffer[] = [Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0])]
  let length = 8
  let last = 4
  canvases.forEach((canvas) => {
    const { width, height } = canvas
    const { data } = canvas.getContext('2d').getImageData(0, 0, width, height)
    const row = (width + 7) >> 3
    const samples = Buffer.alloc(row * height + ((row * height) & 1))
    for (let at = 0; at < width * height; at++) {
      if (data[4 * at]! < 128) samples[Math.floor(at / width) * row + ((at % width) >> 3)]! |= 0x80 >> (at % width % 8)
    }
    const tags = [[256, width], [257, height], [258, 1], [259, 1], [262, 0], [273, length], [277, 1], [278, height], [279, row * height]] as const
    const directory = Buffer.alloc(2 + 12 * tags.length + 4)
    directory.writeUInt16LE(tags.length)
    tags.forEach(([tag, value], at) => {
      directory.writeUInt16LE(tag, 2 + 12 * at)
      directory.writeUInt16LE(4, 4 + 12 * at)
      directory.writeUInt32LE(1, 6 + 12 * at)
      directory.writeUInt32LE(value, 10 + 12 * at)
    })
    pieces.push(samples, directory)
    const whole = Buffer.concat(pieces)
    whole.writeUInt32LE(length + samples.length, last)
    pieces.splice(0, pieces.length, whole)
    last = whole.length - 4
    length = whole.length
  })
  return pieces[0]!
}
