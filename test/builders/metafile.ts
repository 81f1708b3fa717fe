/**
 * Builds metafiles (WMF, EMF) record by record.
 *
 *   emf([emfText('机密', { x: 100, y: 100 }), emfBitmap(dib(canvas))])     wmf([wmfFont(134), wmfText(gbk, { x: 0, y: 0 })])
 */
import type { Canvas } from '@napi-rs/canvas'
import { EMR, META } from '../../src/read/pictures/metafile/record-types.js'
import { word16, word32 } from './compound.js'
import { toBmp } from './picture.js'

export interface Point {
  readonly x: number
  readonly y: number
}

export function emf(records: readonly Buffer[], { truncated = false } = {}): Buffer {
  const end = emfRecord(EMR.endOfFile, word32(0, 0, 20))
  const rest = Buffer.concat([...records, ...(truncated ? [] : [end])])
  const head = Buffer.alloc(80)
  head.write(' EMF', 32, 'latin1')
  return Buffer.concat([word32(1, 88), head, rest])
}

export function emfRecord(type: number, ...content: readonly Buffer[]): Buffer {
  const data = Buffer.concat(content)
  const padded = Buffer.concat([data, Buffer.alloc(-data.length & 3)])
  return Buffer.concat([word32(type, 8 + padded.length), padded])
}

/** A line of text. `glyphs`: its units are glyph indices. */
export function emfText(text: string, { x, y }: Point, glyphs = false): Buffer {
  const units = Buffer.from(text, 'utf16le')
  const place = Buffer.concat([word32(x, y, text.length, 76, glyphs ? 0x10 : 0), Buffer.alloc(16), word32(0)])
  return emfRecord(EMR.textOutW, Buffer.alloc(28), place, units)
}

/** A bitmap at its own size. */
export function emfBitmap(canvas: Canvas): Buffer {
  const bitmap = dib(canvas)
  const place = word32(0, 0, 0, 0, canvas.width, canvas.height, 80, 40, 120, bitmap.length - 40, 0, 0x00cc0020, canvas.width, canvas.height)
  return emfRecord(EMR.stretchDibits, Buffer.alloc(16), place, bitmap)
}

/** One filled figure with these corners. */
export function emfPolygon(points: readonly number[]): Buffer {
  return emfRecord(EMR.polygon, Buffer.alloc(16), word32(points.length / 2, ...points))
}

/** A device-independent bitmap: a BMP file without its file header. */
export function dib(canvas: Canvas): Buffer {
  return Buffer.from(toBmp(canvas)).subarray(14)
}

export function wmf(records: readonly Buffer[], { placeable = false } = {}): Buffer {
  const rest = Buffer.concat([...records, wmfRecord(META.endOfFile)])
  const head = Buffer.concat([word16(1, 9, 0x300), word32((18 + rest.length) / 2), word16(4), word32(0), word16(0)])
  const place = Buffer.concat([word32(0x9ac6cdd7), Buffer.alloc(18)])
  return Buffer.concat([...(placeable ? [place] : []), head, rest])
}

export function wmfRecord(type: number, ...content: readonly Buffer[]): Buffer {
  const data = Buffer.concat(content)
  const padded = Buffer.concat([data, Buffer.alloc(data.length & 1)])
  return Buffer.concat([word32(3 + padded.length / 2), word16(type), padded])
}

/** Creates and selects a font of a character set. */
export function wmfFont(charset: number, size = 20): Buffer {
  const font = Buffer.alloc(50)
  font.writeInt16LE(size, 0)
  font[13] = charset
  return Buffer.concat([wmfRecord(META.createFont, font), wmfRecord(META.selectObject, word16(0))])
}

export function wmfText(bytes: Uint8Array, { x, y }: Point): Buffer {
  return wmfRecord(META.extTextOut, word16(y, x, bytes.length, 0), Buffer.from(bytes))
}

export function wmfBitmap(canvas: Canvas): Buffer {
  const { width, height } = canvas
  return wmfRecord(META.stretchDib, word32(0x00cc0020), word16(0, height, width, 0, 0, height, width, 0, 0), dib(canvas))
}
