import { crc32 } from 'node:zlib'
import type { Frame } from './frame.js'

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')
/** Chunks that every frame needs. */
const SHARED = /^(PLTE|tRNS|gAMA|sRGB|iCCP|cHRM|sBIT)$/
const DISPOSALS = ['keep', 'clear', 'restore'] as const

/**
 * The frames of an animated PNG file (PNG, third edition, 11.3.6). A main picture that is no frame comes first: other
 * programs show it.
 * @throws RangeError where a chunk is beyond the end
 */
export function* pngFrames(bytes: Buffer): Generator<Frame> {
  const shared: Buffer[] = []
  let control: Buffer | undefined
  let data: Buffer[] = []
  const take = (): Frame[] => (data.length === 0 ? [] : [frameFrom(bytes, shared, control, data.splice(0))])
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length) throw new RangeError('chunk')
    const type = bytes.toString('latin1', at + 4, at + 8)
    const content = bytes.subarray(at + 8, end - 4)
    if (SHARED.test(type)) shared.push(bytes.subarray(at, end))
    else if (type === 'IDAT') data.push(content)
    else if (type === 'fdAT') data.push(content.subarray(4))
    else if (type === 'fcTL' || type === 'IEND') {
      yield* take()
      control = content
      data = []
    }
    if (type === 'IEND') return
    at = end
  }
  throw new RangeError('end')
}

function frameFrom(bytes: Buffer, shared: readonly Buffer[], control: Buffer | undefined, data: Buffer[]): Frame {
  const header = Buffer.from(bytes.subarray(16, 29))
  const [width, height, x, y] = control ? [4, 8, 12, 16].map((at) => control.readUInt32BE(at))
    : [header.readUInt32BE(0), header.readUInt32BE(4), 0, 0]
  header.writeUInt32BE(width!, 0)
  header.writeUInt32BE(height!, 4)
  const file = Buffer.concat([
    SIGNATURE, chunk('IHDR', header), ...shared, chunk('IDAT', Buffer.concat(data)), chunk('IEND', Buffer.alloc(0)),
  ])
  const disposal = control ? DISPOSALS[control[24]!] ?? 'keep' : 'clear'
  return { file, x: x!, y: y!, width: width!, height: height!, disposal, replaces: control?.[25] === 0 }
}

function chunk(type: string, data: Buffer): Buffer {
  const whole = Buffer.concat([Buffer.alloc(4), Buffer.from(type, 'latin1'), data, Buffer.alloc(4)])
  whole.writeUInt32BE(data.length, 0)
  whole.writeUInt32BE(crc32(whole.subarray(4, -4)), whole.length - 4)
  return whole
}
