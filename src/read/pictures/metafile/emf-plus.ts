import { RecordBytes } from './record-bytes.js'
import type { DeviceContext } from './device-context.js'

/** Metafiles whose EMF records repeat everything, so that their EMF+ records are skipped ([MS-EMFPLUS] 2.3.3.3). */
const DUAL = new WeakSet<DeviceContext>()

const HEADER = 0x4001
const OBJECT = 0x4008
/** Filled figures: closed curve, path, pie, polygon, region. */
const FILLS: ReadonlySet<number> = new Set([0x4016, 0x4014, 0x4010, 0x400c, 0x4013])
const DRAW_STRING = 0x401c
const DRAW_DRIVER_STRING = 0x4036
const IMAGE = 5
/** Types of records end with it ([MS-EMFPLUS] 2.1.1.1). */
const LAST_TYPE = 0x403a

/**
 * Reads the EMF+ records of one comment ([MS-EMFPLUS] 2.3): strings, bitmaps and embedded metafiles. Transformations
 * and brushes are not supported, so that filled figures count as unreadable.
 */
export function readEmfPlus(device: DeviceContext, bytes: Buffer): void {
  let at = 0
  while (at + 12 <= bytes.length) {
    const [type, flags, size] = [bytes.readUInt16LE(at), bytes.readUInt16LE(at + 2), bytes.readUInt32LE(at + 4)]
    if (size < 12 || type < HEADER || type > LAST_TYPE) break
    const data = new RecordBytes(bytes.subarray(at + 12, Math.min(bytes.length, at + size)))
    if (type === HEADER && (flags & 1) !== 0) DUAL.add(device)
    else if (DUAL.has(device)) device.addComment(stringOf(type, data))
    else if (type === DRAW_STRING) drawString(device, data)
    else if (type === DRAW_DRIVER_STRING) drawGlyphs(device, data)
    else if (type === OBJECT && ((flags >> 8) & 0x7f) === IMAGE) readImage(device, data, (flags & 0x8000) !== 0)
    else if (FILLS.has(type)) device.unreadable++
    at += size
  }
  device.addComment(bytes.subarray(at))
}

/** The string of a record, which the EMF records of the file should repeat. */
function stringOf(type: number, data: RecordBytes): Buffer {
  if (type === DRAW_STRING) return data.part(28, 2 * Math.min(data.u32(8), data.bytes.length))
  return data.part(16, type === DRAW_DRIVER_STRING ? 2 * Math.min(data.u32(12), data.bytes.length) : 0)
}

function drawString(device: DeviceContext, data: RecordBytes): void {
  const text = data.part(28, 2 * Math.min(data.u32(8), data.bytes.length)).toString('utf16le')
  device.drawText(text, data.f32(12), data.f32(16), [])
}

function drawGlyphs(device: DeviceContext, data: RecordBytes): void {
  const count = Math.min(data.u32(12), data.bytes.length)
  // Without this flag they are glyph indices instead of characters.
  if ((data.u32(4) & 1) === 0) device.unreadable += count
  else {
    const at = 16 + 2 * count
    device.drawText(data.part(16, 2 * count).toString('utf16le'), data.f32(at), data.f32(at + 4), [])
  }
}

/** An image object ([MS-EMFPLUS] 2.2.1.4). Objects that continue in further records are not assembled. */
function readImage(device: DeviceContext, data: RecordBytes, continued: boolean): void {
  const kind = data.u32(4)
  if (continued) device.unreadable++
  else if (kind === 2) device.metafiles.push(data.part(16, data.u32(12)))
  else if (kind === 1 && data.u32(24) === 1) {
    const file = data.part(28, data.bytes.length)
    device.drawBitmap({ file, samples: data.u32(8) * data.u32(12) }, 0, 0, data.u32(8), data.u32(12))
  } else device.unreadable++
}
