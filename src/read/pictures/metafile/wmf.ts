import { RecordBytes, colourOf } from './record-bytes.js'
import { DeviceContext } from './device-context.js'
import { packedBitmapFile } from './dib.js'
import { META } from './record-types.js'
import type { MetafileScene } from './scene.js'
import { unclaimedOfWmf } from './unclaimed-records.js'

const PLACEABLE = 0x9ac6cdd7

/** True for a Windows metafile ([MS-WMF] 2.3.2.2), with or without the placeable header (2.3.2.3). */
export function isWmf(bytes: Buffer): boolean {
  if (bytes.length < 18) return false
  if (bytes.readUInt32LE(0) === PLACEABLE) return true
  const version = bytes.readUInt16LE(4)
  if (version !== 0x300 && version !== 0x100) return false
  return (bytes[0] === 1 || bytes[0] === 2) && bytes.readUIntLE(1, 3) === 0x000900
}

/** Plays the records of a Windows metafile ([MS-WMF] 2.3). Cost: linear. */
export function readWmf(bytes: Buffer): MetafileScene {
  const device = new DeviceContext()
  let at = 18 + (bytes.readUInt32LE(0) === PLACEABLE ? 22 : 0)
  while (at + 6 <= bytes.length) {
    const size = 2 * bytes.readUInt32LE(at)
    const type = bytes.readUInt16LE(at + 4)
    if (type === META.endOfFile || size < 6) {
      device.whole = type === META.endOfFile
      at += Math.max(size, 6)
      break
    }
    if (at + size > bytes.length) break
    const isBare = (type >> 8) + 3 === size / 2
    const data = bytes.subarray(at + 6, at + size)
    RECORD_HANDLERS.get(type)?.(device, new RecordBytes(data), isBare)
    device.addComment(unclaimedOfWmf(type, data))
    at += size
  }
  device.addComment(Buffer.concat(device.enhanced))
  device.addComment(bytes.subarray(at))
  return device
}

/** `isBare`: the record has the length that its type encodes, so it has no bitmap. */
type RecordHandler = (device: DeviceContext, data: RecordBytes, isBare: boolean) => void

/** A point: y first, then x. */
function point(data: RecordBytes): [number, number] {
  return [data.i16(2), data.i16(0)]
}

/** Draws a bitmap. `dib`, `place` and `usage` are offsets; `usage` is absent for bitmaps with their own colours. */
function bitmapHandler(dib: number, place: number, usage?: number): RecordHandler {
  return (device, data, isBare) => {
    if (isBare) return
    const [height, width, y, x] = data.numbers(place, 4, 2)
    const file = packedBitmapFile(data.part(dib, data.bytes.length), usage === undefined ? 0 : data.u16(usage))
    device.drawBitmap(file, x ?? 0, y ?? 0, width ?? 0, height ?? 0)
  }
}

/** Bitmaps in the format of a device, which cannot be decoded. */
const countUnreadable: RecordHandler = (device, _data, isBare) => { if (!isBare) device.unreadable++ }
/** Objects without effect here, which still take a number. */
const createOther: RecordHandler = (device) => { device.createObject({ kind: 'other' }) }

/** `META_ESCAPE_ENHANCED_METAFILE` ([MS-WMF] 2.3.6.1): a piece of an EMF file follows its fields. */
const ENHANCED = Buffer.from('WMFC', 'latin1')
const ENHANCED_HEAD = 38

function readEscape(device: DeviceContext, data: RecordBytes): void {
  if (data.part(4, 4).equals(ENHANCED)) device.enhanced.push(data.bytes.subarray(ENHANCED_HEAD))
  else device.addComment(data.bytes.subarray(4))
}

/** Handlers by record type. Records without a handler draw nothing, or only lines. */
const RECORD_HANDLERS: ReadonlyMap<number, RecordHandler> = new Map<number, RecordHandler>([
  [META.setWindowOrigin, (device, data) => {
    const [x, y] = point(data)
    const [, , width, height] = device.state.window
    device.update({ window: [x, y, width, height] })
  }],
  [META.setWindowExtent, (device, data) => {
    const [width, height] = point(data)
    const [left, top] = device.state.window
    // The program that plays a metafile sets the viewport. Here it is as large as the window, so that only the
    // directions of the axes count.
    const viewport = [0, 0, Math.abs(width), Math.abs(height)] as const
    device.update({ window: [left, top, width, height], viewport, mapMode: 8 })
  }],
  [META.setTextAlign, (device, data) => { device.update({ textAlign: data.u16(0) }) }],
  [META.saveContext, (device) => { device.save() }],
  [META.restoreContext, (device, data) => { device.restore(data.i16(0)) }],
  [META.selectObject, (device, data) => { device.selectObject(data.u16(0)) }],
  [META.deleteObject, (device, data) => { device.deleteObject(data.u16(0)) }],
  [META.createPen, createOther], [META.createPalette, createOther], [META.createRegion, createOther],
  [META.createPatternBrush, createOther], [META.createDibPatternBrush, createOther],
  [META.createFont, (device, data) => {
    const face = data.part(18, 32).toString('latin1').replace(/\0.*$/s, '')
    const [size, angle] = [Math.abs(data.i16(0)) || 12, data.i16(4) / 10]
    device.createObject({ kind: 'font', size, angle, charset: data.bytes[13] ?? 0, face })
  }],
  [META.createBrush, (device, data) => {
    const colour = data.u16(0) === 1 ? undefined : colourOf(data.u32(2))
    device.createObject({ kind: 'brush', colour })
  }],
  [META.textOut, (device, data) => {
    const count = data.u16(0)
    const end = 2 + count + (count & 1)
    device.drawBytes(data.part(2, count), data.i16(end + 2), data.i16(end), [])
  }],
  [META.extTextOut, (device, data) => {
    const count = data.u16(4)
    const start = (data.u16(6) & 6) === 0 ? 8 : 16
    if ((data.u16(6) & 0x10) !== 0) device.unreadable += count
    else {
      const advances = data.numbers(start + count + (count & 1), count, 2)
      device.drawBytes(data.part(start, count), data.i16(2), data.i16(0), advances)
    }
  }],
  [META.moveTo, (device, data) => { device.moveTo(...point(data)) }],
  [META.lineTo, (device, data) => { device.lineTo(1, point(data)) }],
  [META.polygon, (device, data) => { device.drawPolygons([data.numbers(2, 2 * data.u16(0), 2)]) }],
  [META.polyPolygon, (device, data) => {
    const counts = data.numbers(2, data.u16(0), 2)
    let at = 2 + 2 * counts.length
    device.drawPolygons(counts.map((count) => {
      const points = data.numbers(at, 2 * (count & 0xffff), 2)
      at += 2 * points.length
      return points
    }))
  }],
  [META.rectangle, (device, data) => {
    const [bottom = 0, right = 0, top = 0, left = 0] = data.numbers(0, 4, 2)
    device.drawRectangle(left, top, right, bottom)
  }],
  [META.stretchDib, bitmapHandler(22, 14, 4)], [META.dibStretchBlt, bitmapHandler(20, 12)],
  [META.dibBitBlt, bitmapHandler(16, 8)], [META.setDibToDevice, bitmapHandler(18, 10, 0)],
  [META.escape, readEscape],
  [META.bitBlt, countUnreadable], [META.stretchBlt, countUnreadable],
])
