import type { Frame } from './frame.js'

/** Bytes of a frame before its chunks. */
const HEAD = 16
const ALPHA = 0x10

/**
 * The frames of an animated WebP file (RFC 9649, 2.7.1.2).
 * @throws RangeError where a chunk is beyond the end
 */
export function* webpFrames(bytes: Buffer): Generator<Frame> {
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = bytes.readUInt32LE(at + 4)
    const end = at + 8 + size
    if (end > bytes.length) throw new RangeError('chunk')
    if (bytes.toString('latin1', at, at + 4) === 'ANMF' && size > HEAD) yield frameFrom(bytes.subarray(at + 8, end))
    at = end + (size & 1)
  }
}

function frameFrom(content: Buffer): Frame {
  const [x, y] = [2 * content.readUIntLE(0, 3), 2 * content.readUIntLE(3, 3)]
  const [width, height] = [1 + content.readUIntLE(6, 3), 1 + content.readUIntLE(9, 3)]
  const chunks = content.subarray(HEAD)
  const extended = Buffer.alloc(18)
  extended.write('VP8X', 0, 'latin1')
  extended.writeUInt32LE(10, 4)
  extended.writeUInt8(ALPHA, 8)
  extended.writeUIntLE(width - 1, 12, 3)
  extended.writeUIntLE(height - 1, 15, 3)
  const body = chunks.toString('latin1', 0, 4) === 'ALPH' ? Buffer.concat([extended, chunks]) : chunks
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(4 + body.length, 4)
  const flags = content[15]!
  return {
    file: Buffer.concat([head, body]), x, y, width, height,
    disposal: (flags & 1) !== 0 ? 'clear' : 'keep', replaces: (flags & 2) !== 0,
  }
}
