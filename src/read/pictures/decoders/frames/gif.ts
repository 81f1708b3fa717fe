import type { Frame } from './frame.js'

const [EXTENSION, IMAGE, TRAILER, CONTROL] = [0x21, 0x2c, 0x3b, 0xf9]

/**
 * The frames of a GIF file (GIF89a, 18 to 26): each with the header, the global colour table and its own control block.
 * @throws RangeError where a block is beyond the end
 */
export function* gifFrames(bytes: Buffer): Generator<Frame> {
  const tableEnd = 13 + tableBytes(bytes.readUInt8(10))
  let control: Buffer = Buffer.alloc(0)
  let at = tableEnd
  while (at < bytes.length && bytes[at] !== TRAILER) {
    const start = at
    const isImage = bytes[at] === IMAGE
    if (!isImage && bytes[at] !== EXTENSION) throw new RangeError('block')
    at = blocksEnd(bytes, isImage ? at + 11 + tableBytes(bytes.readUInt8(at + 9)) : at + 2)
    if (isImage) {
      yield frameAt(bytes, start, at, tableEnd, control)
      control = Buffer.alloc(0)
    } else if (bytes[start + 1] === CONTROL) control = bytes.subarray(start, at)
  }
}

function frameAt(bytes: Buffer, start: number, end: number, tableEnd: number, control: Buffer): Frame {
  const [x, y, width, height] = [1, 3, 5, 7].map((field) => bytes.readUInt16LE(start + field))
  const head = Buffer.from(bytes.subarray(0, tableEnd))
  const image = Buffer.from(bytes.subarray(start, end))
  head.writeUInt16LE(width!, 6)
  head.writeUInt16LE(height!, 8)
  image.writeUInt32LE(0, 1) // left and top
  const disposal = ((control[3] ?? 0) >> 2) & 7
  return {
    file: Buffer.concat([head, control, image, Buffer.of(TRAILER)]),
    x: x!, y: y!, width: width!, height: height!,
    disposal: disposal === 2 ? 'clear' : disposal === 3 ? 'restore' : 'keep', replaces: false,
  }
}

function tableBytes(flags: number): number {
  return (flags & 0x80) !== 0 ? 3 << ((flags & 7) + 1) : 0
}

/** The end of a row of sub-blocks. */
function blocksEnd(bytes: Buffer, start: number): number {
  let at = start
  while (bytes.readUInt8(at) !== 0) at += 1 + bytes[at]!
  return at + 1
}
