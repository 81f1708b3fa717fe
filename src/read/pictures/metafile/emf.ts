import { multiply, type Matrix } from '../../page/geometry.js'
import { RecordBytes, colourOf } from './record-bytes.js'
import { DeviceContext } from './device-context.js'
import { bitmapFile } from './dib.js'
import { readEmfPlus } from './emf-plus.js'
import type { Scene } from './scene.js'

/** True for an enhanced metafile ([MS-EMF] 2.3.4.2). */
export function isEmf(bytes: Buffer): boolean {
  return bytes.length >= 88 && bytes.readUInt32LE(0) === 1 && bytes.toString('latin1', 40, 44) === ' EMF'
}

/**
 * Follows the records of an enhanced metafile ([MS-EMF] 2.3), and those of EMF+ in it where they stand alone. Cost:
 * linear.
 */
export function readEmf(bytes: Buffer): Scene {
  const device = new DeviceContext()
  for (let at = 0; at + 8 <= bytes.length;) {
    const type = bytes.readUInt32LE(at)
    const size = bytes.readUInt32LE(at + 4)
    if (size < 8 || at + size > bytes.length) break
    RECORDS.get(type)?.(device, new RecordBytes(bytes.subarray(at, at + size)))
    at += size
    if (type === 14) {
      device.whole = true
      break
    }
  }
  return device
}

type RecordHandler = (device: DeviceContext, data: RecordBytes) => void

/** Points after the bounds and their number: of two or of four bytes each. */
function points(data: RecordBytes, width: 2 | 4): number[] {
  return data.numbers(28, 2 * data.u32(24), width)
}

function polygon(width: 2 | 4): RecordHandler {
  return (device, data) => { device.polygons([points(data, width)]) }
}

function polygons(width: 2 | 4): RecordHandler {
  return (device, data) => {
    const counts = data.numbers(32, data.u32(24), 4)
    let at = 32 + 4 * counts.length
    device.polygons(counts.map((count) => {
      const found = data.numbers(at, 2 * Math.max(0, count), width)
      at += width * found.length
      return found
    }))
  }
}

function lineTo(kind: 1 | 2, width: 2 | 4): RecordHandler {
  return (device, data) => { device.lineTo(kind, points(data, width)) }
}

/** The first point of these is where they begin. */
function line(kind: 1 | 2, width: 2 | 4): RecordHandler {
  return (device, data) => {
    const [x = 0, y = 0, ...rest] = points(data, width)
    device.moveTo(x, y)
    device.lineTo(kind, rest)
  }
}

/** Text of a record at the offset of its `EmrText` ([MS-EMF] 2.2.5); offsets in it count from the record. */
function text(device: DeviceContext, data: RecordBytes, at: number, wide: boolean): void {
  const count = Math.min(data.u32(at + 8), data.bytes.length)
  const start = data.u32(at + 12)
  const glyphs = (data.u32(at + 16) & 0x10) !== 0
  const advances = data.u32(at + 36) > 0 ? data.numbers(data.u32(at + 36), count, 4) : []
  const [x, y] = [data.i32(at), data.i32(at + 4)]
  if (glyphs) device.unreadable += count
  else if (wide) device.text(data.part(start, 2 * count).toString('utf16le'), x, y, advances)
  else device.bytes(data.part(start, count), x, y, advances)
}

function texts(wide: boolean): RecordHandler {
  return (device, data) => {
    const count = Math.min(data.u32(36), Math.floor(data.bytes.length / 40))
    for (let each = 0; each < count; each++) text(device, data, 40 + 40 * each, wide)
  }
}

/** `EMR_SMALLTEXTOUT` (2.3.5.37). */
function smallText(device: DeviceContext, data: RecordBytes): void {
  const [x, y, count, options] = [data.i32(8), data.i32(12), data.u32(16), data.u32(20)]
  const start = (options & 0x100) === 0 ? 52 : 36
  if ((options & 0x10) !== 0) device.unreadable += Math.min(count, data.bytes.length)
  else if ((options & 0x200) !== 0) device.text(data.part(start, count).toString('latin1'), x, y, [])
  else device.text(data.part(start, 2 * count).toString('utf16le'), x, y, [])
}

/** A bitmap whose head and samples stand where four words from `at` on say; its place from `place` on. */
function bitmap(at: number, place: number, size: number, usage: number): RecordHandler {
  return (device, data) => {
    const [headAt, headSize, bitsAt, bitsSize] = [data.u32(at), data.u32(at + 4), data.u32(at + 8), data.u32(at + 12)]
    if (bitsSize === 0) return
    const file = bitmapFile(data.part(headAt, headSize), data.part(bitsAt, bitsSize), data.u32(usage))
    device.bitmap(file, data.i32(place), data.i32(place + 4), data.i32(size), data.i32(size + 4))
  }
}

function matrixAt(data: RecordBytes, at: number): Matrix {
  return [0, 4, 8, 12, 16, 20].map((each) => data.f32(at + each)) as unknown as Matrix
}

/** `MWT_*` (2.1.24): back to none, before, after, in place of what there is. */
function modifyWorld(device: DeviceContext, data: RecordBytes): void {
  const [matrix, mode] = [matrixAt(data, 8), data.u32(32)]
  const { world } = device.state
  const made = mode === 2 ? multiply(world, matrix)
    : mode === 3 ? multiply(matrix, world)
      : mode === 4 ? matrix : undefined
  device.change({ world: made ?? [1, 0, 0, 1, 0, 0] })
}

/** Stock objects (2.1.31): brushes from white to black, and none. */
const STOCK: readonly (string | undefined)[] = ['#ffffff', '#c0c0c0', '#808080', '#404040', '#000000', undefined]

function select(device: DeviceContext, data: RecordBytes): void {
  const number = data.u32(8)
  if (number < 0x80000000) device.select(number)
  else if (number - 0x80000000 < STOCK.length) device.brush = STOCK[number - 0x80000000]
}

function comment(device: DeviceContext, data: RecordBytes): void {
  if (data.u32(12) === 0x2b464d45) readEmfPlus(device, data.part(16, data.u32(8) - 4))
  else device.comments.push(data.part(12, data.u32(8)))
}

/** What is done with a record, by its type; those that are not here leave no mark, or lines only. */
const RECORDS: ReadonlyMap<number, RecordHandler> = new Map<number, RecordHandler>([
  [1, (device, data) => {
    const length = 2 * Math.min(data.u32(60), data.bytes.length)
    device.comments.push(data.part(data.u32(64), length))
  }],
  [9, (device, data) => {
    const [left, top] = device.state.window
    device.change({ window: [left, top, data.i32(8), data.i32(12)] })
  }],
  [10, (device, data) => {
    const [, , width, height] = device.state.window
    device.change({ window: [data.i32(8), data.i32(12), width, height] })
  }],
  [11, (device, data) => {
    const [left, top] = device.state.port
    device.change({ port: [left, top, data.i32(8), data.i32(12)] })
  }],
  [12, (device, data) => {
    const [, , width, height] = device.state.port
    device.change({ port: [data.i32(8), data.i32(12), width, height] })
  }],
  [17, (device, data) => { device.change({ mode: data.u32(8) }) }],
  [22, (device, data) => { device.change({ align: data.u32(8) }) }],
  [27, (device, data) => { device.moveTo(data.i32(8), data.i32(12)) }],
  [33, (device) => { device.save() }],
  [34, (device, data) => { device.restore(data.i32(8)) }],
  [35, (device, data) => { device.change({ world: matrixAt(data, 8) }) }],
  [36, modifyWorld],
  [37, select],
  [39, (device, data) => {
    const colour = data.u32(12) === 1 ? undefined : colourOf(data.u32(16))
    device.make({ kind: 'brush', colour }, data.u32(8))
  }],
  [40, (device, data) => { device.drop(data.u32(8)) }],
  [82, (device, data) => {
    const face = data.part(40, 64).toString('utf16le').replace(/\0.*$/s, '')
    const [size, turn] = [Math.abs(data.i32(12)) || 12, data.i32(20) / 10]
    device.make({ kind: 'font', size, turn, charset: data.bytes[35] ?? 0, face }, data.u32(8))
  }],
  [2, line(2, 4)], [3, polygon(4)], [4, line(1, 4)], [5, lineTo(2, 4)], [6, lineTo(1, 4)], [8, polygons(4)],
  [85, line(2, 2)], [86, polygon(2)], [87, line(1, 2)], [88, lineTo(2, 2)], [89, lineTo(1, 2)], [91, polygons(2)],
  [43, (device, data) => { device.rectangle(data.i32(8), data.i32(12), data.i32(16), data.i32(20)) }],
  [54, (device, data) => { device.lineTo(1, [data.i32(8), data.i32(12)]) }],
  [59, (device) => { device.beginPath() }],
  [62, (device) => { device.endPath(true) }],
  [63, (device) => { device.endPath(true) }],
  [64, (device) => { device.dropPath() }],
  [67, (device) => { device.dropPath() }],
  [68, (device) => { device.dropPath() }],
  [70, comment],
  ...[76, 77, 78, 114, 116].map((type): [number, RecordHandler] => [type, bitmap(84, 24, 32, 80)]),
  [79, (device, data) => {
    const [left = 0, top = 0, right = 0, , , bottom = 0] = data.numbers(24, 6, 4)
    const head = data.part(data.u32(96), data.u32(100))
    const file = bitmapFile(head, data.part(data.u32(104), data.u32(108)), data.u32(92))
    if (data.u32(108) > 0) device.bitmap(file, left, top, right - left, bottom - top)
  }],
  [80, bitmap(48, 24, 40, 64)],
  [81, bitmap(48, 24, 72, 64)],
  [83, (device, data) => { text(device, data, 36, false) }],
  [84, (device, data) => { text(device, data, 36, true) }],
  [96, texts(false)], [97, texts(true)],
  [108, smallText],
])
