import { crc32, deflateSync } from 'node:zlib'

/** Pixels of a picture, four bytes each: red, green, blue, alpha. */
interface Samples {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** Encodes a picture as PNG (ISO/IEC 15948), 8 bits a colour, without alpha. Each line is filtered with `Up`. */
export function encodePng({ width, height, data }: Samples): Uint8Array {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const samples = deflateSync(lines({ width, height, data }), { level: 7 })
  return Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('IDAT', samples), chunk('IEND', Buffer.alloc(0))])
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** The filter `Up` of clause 9.2: differences from the line above. */
const UP = 2

function lines({ width, height, data }: Samples): Buffer {
  const length = 1 + width * 3
  const out = Buffer.alloc(length * height)
  for (let y = 0; y < height; y++) {
    out[y * length] = UP
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 4
      const above = from - width * 4
      const to = y * length + 1 + x * 3
      for (let colour = 0; colour < 3; colour++) {
        out[to + colour] = (data[from + colour]! - (y > 0 ? data[above + colour]! : 0)) & 0xff
      }
    }
  }
  return out
}

function chunk(type: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(content.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}
