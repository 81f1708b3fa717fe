import { deflateSync } from 'node:zlib'
import type { PdfObject } from './objects.js'
import { Name } from './syntax.js'

/**
 * Writes what could be had of a deflated stream that breaks off over it in `copy`, as a stream that is whole: pdf.js gives
 * nothing of a block that breaks. Does nothing where that would not fit.
 */
export function mendStream(copy: Uint8Array, { value, stream }: PdfObject, rest: Uint8Array | undefined): void {
  if (!rest || rest.length === 0 || !stream || !(value instanceof Map)) return
  const filter = [value.get('Filter') ?? null].flat()
  if (filter.length !== 1 || !(filter[0] instanceof Name) || !/^(FlateDecode|Fl)$/.test(filter[0].text)) return
  const packed = deflateSync(rest, { level: 9, memLevel: 9 })
  if (packed.length > stream.end - stream.start) return
  copy.set(packed, stream.start)
  copy.fill(0x20, stream.start + packed.length, stream.end)
}
