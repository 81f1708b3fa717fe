import { RecordBytes, colourOf } from './record-bytes.js'
import { DeviceContext } from './device-context.js'
import { packedBitmapFile } from './dib.js'
import type { Scene } from './scene.js'

const PLACEABLE = 0x9ac6cdd7

/**
 * True for a Windows metafile, with or without the head that says where it is to be placed ([MS-WMF] 2.3.2.2,
 * 2.3.2.3).
 */
export function isWmf(bytes: Buffer): boolean {
  if (bytes.length < 18) return false
  if (bytes.readUInt32LE(0) === PLACEABLE) return true
  const version = bytes.readUInt16LE(4)
  if (version !== 0x300 && version !== 0x100) return false
  return (bytes[0] === 1 || bytes[0] === 2) && bytes.readUIntLE(1, 3) === 0x000900
}

/** Follows the records of a Windows metafile ([MS-WMF] 2.3). Cost: linear. */
export function readWmf(bytes: Buffer): Scene {
  const device = new DeviceContext()
  for (let at = 18 + (bytes.readUInt32LE(0) === PLACEABLE ? 22 : 0); at + 6 <= bytes.length;) {
    const size = 2 * bytes.readUInt32LE(at)
    const type = bytes.readUInt16LE(at + 4)
    if (type === 0 || size < 6) {
      device.whole = type === 0
      break
    }
    if (at + size > bytes.length) break
    RECORDS.get(type)?.(device, new RecordBytes(bytes.subarray(at + 6, at + size)), (type >> 8) + 3 === size / 2)
    at += size
  }
  return device
}

/** `bare`: a record as short as its type says is one without a bitmap. */
type RecordHandler = (device: DeviceContext, data: RecordBytes, bare: boolean) => void

function pair(data: RecordBytes): [number, number] {
  return [data.i16(2), data.i16(0)]
}

function stretched(dib: number, place: number, usage?: number): RecordHandler {
  return (device, data, bare) => {
    if (bare) return
    const [height, width, y, x] = data.numbers(place, 4, 2)
    const file = packedBitmapFile(data.part(dib, data.bytes.length), usage === undefined ? 0 : data.u16(usage))
    device.bitmap(file, x ?? 0, y ?? 0, width ?? 0, height ?? 0)
  }
}

const unread: RecordHandler = (device, _data, bare) => { if (!bare) device.unreadable++ }
const other: RecordHandler = (device) => { device.make({ kind: 'other' }) }

/** What is done with a record, by its type; those that are not here leave no mark, or lines only. */
const RECORDS: ReadonlyMap<number, RecordHandler> = new Map<number, RecordHandler>([
  [0x020b, (device, data) => {
    const [x, y] = pair(data)
    const [, , width, height] = device.state.window
    device.change({ window: [x, y, width, height] })
  }],
  [0x020c, (device, data) => {
    const [width, height] = pair(data)
    const [left, top] = device.state.window
    // A player sets the view port; its size here is that of the window, so that only the signs of the axes tell.
    device.change({ window: [left, top, width, height], port: [0, 0, Math.abs(width), Math.abs(height)], mode: 8 })
  }],
  [0x012e, (device, data) => { device.change({ align: data.u16(0) }) }],
  [0x001e, (device) => { device.save() }],
  [0x0127, (device, data) => { device.restore(data.i16(0)) }],
  [0x012d, (device, data) => { device.select(data.u16(0)) }],
  [0x01f0, (device, data) => { device.drop(data.u16(0)) }],
  [0x02fa, other], [0x00f7, other], [0x01f9, other], [0x0142, other], [0x06ff, other],
  [0x02fb, (device, data) => {
    const face = data.part(18, 32).toString('latin1').replace(/\0.*$/s, '')
    const [size, turn] = [Math.abs(data.i16(0)) || 12, data.i16(4) / 10]
    device.make({ kind: 'font', size, turn, charset: data.bytes[13] ?? 0, face })
  }],
  [0x02fc, (device, data) => {
    const colour = data.u16(0) === 1 ? undefined : colourOf(data.u32(2))
    device.make({ kind: 'brush', colour })
  }],
  [0x0521, (device, data) => {
    const count = data.u16(0)
    const end = 2 + count + (count & 1)
    device.bytes(data.part(2, count), data.i16(end + 2), data.i16(end), [])
  }],
  [0x0a32, (device, data) => {
    const count = data.u16(4)
    const start = (data.u16(6) & 6) === 0 ? 8 : 16
    if ((data.u16(6) & 0x10) !== 0) device.unreadable += count
    else {
      const advances = data.numbers(start + count + (count & 1), count, 2)
      device.bytes(data.part(start, count), data.i16(2), data.i16(0), advances)
    }
  }],
  [0x0214, (device, data) => { device.moveTo(...pair(data)) }],
  [0x0213, (device, data) => { device.lineTo(1, pair(data)) }],
  [0x0324, (device, data) => { device.polygons([data.numbers(2, 2 * data.u16(0), 2)]) }],
  [0x0538, (device, data) => {
    const counts = data.numbers(2, data.u16(0), 2)
    let at = 2 + 2 * counts.length
    device.polygons(counts.map((count) => {
      const points = data.numbers(at, 2 * (count & 0xffff), 2)
      at += 2 * points.length
      return points
    }))
  }],
  [0x041b, (device, data) => {
    const [bottom = 0, right = 0, top = 0, left = 0] = data.numbers(0, 4, 2)
    device.rectangle(left, top, right, bottom)
  }],
  [0x0f43, stretched(22, 14, 4)], [0x0b41, stretched(20, 12)],
  [0x0940, stretched(16, 8)], [0x0d33, stretched(18, 10, 0)],
  [0x0626, (device, data) => { device.comments.push(data.part(4, data.u16(2))) }],
  [0x0922, unread], [0x0b23, unread],
])
