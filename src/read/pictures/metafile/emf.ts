import { multiply, type Matrix } from '../../page/geometry.js'
import { RecordBytes, colourOf } from './record-bytes.js'
import { DeviceContext } from './device-context.js'
import { bitmapFile } from './dib.js'
import { readEmfPlus } from './emf-plus.js'
import { EMR } from './record-types.js'
import type { MetafileScene } from './scene.js'
import { unclaimedOfEmf } from './unclaimed-records.js'

/** True for an enhanced metafile ([MS-EMF] 2.3.4.2). */
export function isEmf(bytes: Buffer): boolean {
  return bytes.length >= 88 && bytes.readUInt32LE(0) === 1 && bytes.toString('latin1', 40, 44) === ' EMF'
}

/**
 * Plays the records of an enhanced metafile ([MS-EMF] 2.3), and its EMF+ records where EMF records do not repeat them.
 * Cost: linear.
 */
export function readEmf(bytes: Buffer): MetafileScene {
  const device = new DeviceContext()
  let at = 0
  while (at + 8 <= bytes.length && !device.whole) {
    const type = bytes.readUInt32LE(at)
    const size = bytes.readUInt32LE(at + 4)
    if (size < 8 || at + size > bytes.length) break
    const record = bytes.subarray(at, at + size)
    RECORD_HANDLERS.get(type)?.(device, new RecordBytes(record))
    device.addComment(unclaimedOfEmf(type, record))
    at += size
    device.whole = type === EMR.endOfFile
  }
  device.addComment(bytes.subarray(at))
  return device
}

type RecordHandler = (device: DeviceContext, data: RecordBytes) => void

/** Points that follow the bounds and the number of points. `width`: bytes of a coordinate. */
function points(data: RecordBytes, width: 2 | 4): number[] {
  return data.numbers(28, 2 * data.u32(24), width)
}

function polygonHandler(width: 2 | 4): RecordHandler {
  return (device, data) => { device.drawPolygons([points(data, width)]) }
}

function polygonsHandler(width: 2 | 4): RecordHandler {
  return (device, data) => {
    const counts = data.numbers(32, data.u32(24), 4)
    let at = 32 + 4 * counts.length
    device.drawPolygons(counts.map((count) => {
      const found = data.numbers(at, 2 * Math.max(0, count), width)
      at += width * found.length
      return found
    }))
  }
}

/** `kind`: 1 for straight lines, 2 for curves. */
function lineToHandler(kind: 1 | 2, width: 2 | 4): RecordHandler {
  return (device, data) => { device.lineTo(kind, points(data, width)) }
}

/** Like `lineToHandler`, but the first point is the start. */
function lineHandler(kind: 1 | 2, width: 2 | 4): RecordHandler {
  return (device, data) => {
    const [x = 0, y = 0, ...rest] = points(data, width)
    device.moveTo(x, y)
    device.lineTo(kind, rest)
  }
}

/** Draws the text of the `EmrText` object at `at` ([MS-EMF] 2.2.5). Its offsets count from the start of the record. */
function drawText(device: DeviceContext, data: RecordBytes, at: number, wide: boolean): void {
  const count = Math.min(data.u32(at + 8), data.bytes.length)
  const start = data.u32(at + 12)
  const areGlyphs = (data.u32(at + 16) & 0x10) !== 0
  const advances = data.u32(at + 36) > 0 ? data.numbers(data.u32(at + 36), count, 4) : []
  const [x, y] = [data.i32(at), data.i32(at + 4)]
  if (areGlyphs) device.unreadable += count
  else if (wide) device.drawText(data.part(start, 2 * count).toString('utf16le'), x, y, advances)
  else device.drawBytes(data.part(start, count), x, y, advances)
}

function textsHandler(wide: boolean): RecordHandler {
  return (device, data) => {
    const count = Math.min(data.u32(36), Math.floor(data.bytes.length / 40))
    for (let each = 0; each < count; each++) drawText(device, data, 40 + 40 * each, wide)
  }
}

/** `EMR_SMALLTEXTOUT` ([MS-EMF] 2.3.5.37). */
function drawSmallText(device: DeviceContext, data: RecordBytes): void {
  const [x, y, count, options] = [data.i32(8), data.i32(12), data.u32(16), data.u32(20)]
  const start = (options & 0x100) === 0 ? 52 : 36
  if ((options & 0x10) !== 0) device.unreadable += Math.min(count, data.bytes.length)
  else if ((options & 0x200) !== 0) device.drawText(data.part(start, count).toString('latin1'), x, y, [])
  else device.drawText(data.part(start, 2 * count).toString('utf16le'), x, y, [])
}

/**
 * Draws a bitmap. At `at` are the offsets and sizes of its header and samples; at `origin`, `size` and `usage` its
 * position, its size and the meaning of its colours.
 */
function bitmapHandler(at: number, origin: number, size: number, usage: number): RecordHandler {
  return (device, data) => {
    const [headAt, headSize, bitsAt, bitsSize] = [data.u32(at), data.u32(at + 4), data.u32(at + 8), data.u32(at + 12)]
    if (bitsSize === 0) return
    const file = bitmapFile(data.part(headAt, headSize), data.part(bitsAt, bitsSize), data.u32(usage))
    device.drawBitmap(file, data.i32(origin), data.i32(origin + 4), data.i32(size), data.i32(size + 4))
  }
}

function matrixAt(data: RecordBytes, at: number): Matrix {
  return [0, 4, 8, 12, 16, 20].map((each) => data.f32(at + each)) as unknown as Matrix
}

/** Modes `MWT_*` ([MS-EMF] 2.1.24): 1 resets, 2 multiplies on the left, 3 on the right, 4 sets the transformation. */
function modifyWorld(device: DeviceContext, data: RecordBytes): void {
  const [matrix, mode] = [matrixAt(data, 8), data.u32(32)]
  const { world } = device.state
  const changed = mode === 2 ? multiply(world, matrix)
    : mode === 3 ? multiply(matrix, world)
      : mode === 4 ? matrix : undefined
  device.update({ world: changed ?? [1, 0, 0, 1, 0, 0] })
}

/** Stock brushes ([MS-EMF] 2.1.31): white to black, and the null brush. */
const STOCK: readonly (string | undefined)[] = ['#ffffff', '#c0c0c0', '#808080', '#404040', '#000000', undefined]

function selectObject(device: DeviceContext, data: RecordBytes): void {
  const number = data.u32(8)
  if (number < 0x80000000) device.selectObject(number)
  else if (number - 0x80000000 < STOCK.length) device.brush = STOCK[number - 0x80000000]
}

function readComment(device: DeviceContext, data: RecordBytes): void {
  if (data.u32(12) === 0x2b464d45) readEmfPlus(device, data.part(16, data.u32(8) - 4))
  else device.addComment(data.bytes.subarray(12))
}

/** Handlers by record type. Records without a handler draw nothing, or only lines. */
const RECORD_HANDLERS: ReadonlyMap<number, RecordHandler> = new Map<number, RecordHandler>([
  [EMR.header, (device, data) => {
    const length = 2 * Math.min(data.u32(60), data.bytes.length)
    device.addComment(data.part(data.u32(64), length))
  }],
  [EMR.setWindowExtent, (device, data) => {
    const [left, top] = device.state.window
    device.update({ window: [left, top, data.i32(8), data.i32(12)] })
  }],
  [EMR.setWindowOrigin, (device, data) => {
    const [, , width, height] = device.state.window
    device.update({ window: [data.i32(8), data.i32(12), width, height] })
  }],
  [EMR.setViewportExtent, (device, data) => {
    const [left, top] = device.state.viewport
    device.update({ viewport: [left, top, data.i32(8), data.i32(12)] })
  }],
  [EMR.setViewportOrigin, (device, data) => {
    const [, , width, height] = device.state.viewport
    device.update({ viewport: [data.i32(8), data.i32(12), width, height] })
  }],
  [EMR.setMapMode, (device, data) => { device.update({ mapMode: data.u32(8) }) }],
  [EMR.setTextAlign, (device, data) => { device.update({ textAlign: data.u32(8) }) }],
  [EMR.moveTo, (device, data) => { device.moveTo(data.i32(8), data.i32(12)) }],
  [EMR.saveContext, (device) => { device.save() }],
  [EMR.restoreContext, (device, data) => { device.restore(data.i32(8)) }],
  [EMR.setWorldTransform, (device, data) => { device.update({ world: matrixAt(data, 8) }) }],
  [EMR.modifyWorldTransform, modifyWorld],
  [EMR.selectObject, selectObject],
  [EMR.createBrush, (device, data) => {
    const colour = data.u32(12) === 1 ? undefined : colourOf(data.u32(16))
    device.createObject({ kind: 'brush', colour }, data.u32(8))
  }],
  [EMR.deleteObject, (device, data) => { device.deleteObject(data.u32(8)) }],
  [EMR.createFont, (device, data) => {
    const face = data.part(40, 64).toString('utf16le').replace(/\0.*$/s, '')
    const [size, angle] = [Math.abs(data.i32(12)) || 12, data.i32(20) / 10]
    device.createObject({ kind: 'font', size, angle, charset: data.bytes[35] ?? 0, face }, data.u32(8))
  }],
  [EMR.polyBezier, lineHandler(2, 4)], [EMR.polyBezier16, lineHandler(2, 2)],
  [EMR.polyline, lineHandler(1, 4)], [EMR.polyline16, lineHandler(1, 2)],
  [EMR.polyBezierTo, lineToHandler(2, 4)], [EMR.polyBezierTo16, lineToHandler(2, 2)],
  [EMR.polylineTo, lineToHandler(1, 4)], [EMR.polylineTo16, lineToHandler(1, 2)],
  [EMR.polygon, polygonHandler(4)], [EMR.polygon16, polygonHandler(2)],
  [EMR.polyPolygon, polygonsHandler(4)], [EMR.polyPolygon16, polygonsHandler(2)],
  [EMR.rectangle, (device, data) => { device.drawRectangle(data.i32(8), data.i32(12), data.i32(16), data.i32(20)) }],
  [EMR.lineTo, (device, data) => { device.lineTo(1, [data.i32(8), data.i32(12)]) }],
  [EMR.beginPath, (device) => { device.beginPath() }],
  [EMR.fillPath, (device) => { device.endPath(true) }],
  [EMR.strokeAndFillPath, (device) => { device.endPath(true) }],
  [EMR.strokePath, (device) => { device.abortPath() }],
  [EMR.selectClipPath, (device) => { device.abortPath() }],
  [EMR.abortPath, (device) => { device.abortPath() }],
  [EMR.comment, readComment],
  [EMR.bitBlt, bitmapHandler(84, 24, 32, 80)], [EMR.stretchBlt, bitmapHandler(84, 24, 32, 80)],
  [EMR.maskBlt, bitmapHandler(84, 24, 32, 80)], [EMR.alphaBlend, bitmapHandler(84, 24, 32, 80)],
  [EMR.transparentBlt, bitmapHandler(84, 24, 32, 80)],
  [EMR.parallelogramBlt, (device, data) => {
    const [left = 0, top = 0, right = 0, , , bottom = 0] = data.numbers(24, 6, 4)
    const head = data.part(data.u32(96), data.u32(100))
    const file = bitmapFile(head, data.part(data.u32(104), data.u32(108)), data.u32(92))
    if (data.u32(108) > 0) device.drawBitmap(file, left, top, right - left, bottom - top)
  }],
  [EMR.setDibitsToDevice, bitmapHandler(48, 24, 40, 64)],
  [EMR.stretchDibits, bitmapHandler(48, 24, 72, 64)],
  [EMR.textOutA, (device, data) => { drawText(device, data, 36, false) }],
  [EMR.textOutW, (device, data) => { drawText(device, data, 36, true) }],
  [EMR.polyTextOutA, textsHandler(false)], [EMR.polyTextOutW, textsHandler(true)],
  [EMR.smallTextOut, drawSmallText],
])
