/** The strings and the data objects of a binary property list. */
export interface PropertyList {
  readonly strings: readonly string[]
  readonly data: readonly Buffer[]
}

const TRAILER = 32

/**
 * Reads a binary property list (`bplist00`): every object in its offset table, referenced or not. Undefined for other
 * bytes and for an invalid offset table. Cost: linear.
 */
export function readPropertyList(bytes: Buffer): PropertyList | undefined {
  if (bytes.length < 8 + TRAILER || bytes.toString('latin1', 0, 8) !== 'bplist00') return undefined
  const trailer = bytes.subarray(bytes.length - TRAILER)
  const width = trailer[6]!
  const count = trailer.readUInt32BE(12)
  const table = trailer.readUInt32BE(28)
  if (width < 1 || width > 4 || table + count * width > bytes.length - TRAILER) return undefined
  const strings: string[] = []
  const data: Buffer[] = []
  for (let at = 0; at < count; at++) {
    const object = objectAt(bytes, bytes.readUIntBE(table + at * width, width))
    if (!object) return undefined
    if (object.kind === 4) data.push(object.content)
    else if (object.kind === 5) strings.push(object.content.toString('latin1'))
    else if (object.kind === 6) strings.push(new TextDecoder('utf-16be').decode(object.content))
  }
  return { strings, data }
}

interface ListObject {
  /** 4 data, 5 ASCII, 6 UTF-16; other kinds have no text. */
  readonly kind: number
  readonly content: Buffer
}

function objectAt(bytes: Buffer, offset: number): ListObject | undefined {
  const marker = bytes[offset]
  if (marker === undefined) return undefined
  const kind = marker >> 4
  if (kind < 4 || kind > 6) return { kind, content: Buffer.alloc(0) }
  const length = lengthAt(bytes, offset)
  if (!length) return undefined
  const size = length.count * (kind === 6 ? 2 : 1)
  const end = length.end + size
  return end <= bytes.length ? { kind, content: bytes.subarray(length.end, end) } : undefined
}

/** The low four bits of the marker are the length; 15 means that an integer object with the length follows. */
function lengthAt(bytes: Buffer, offset: number): { readonly count: number; readonly end: number } | undefined {
  const short = bytes[offset]! & 15
  if (short < 15) return { count: short, end: offset + 1 }
  const size = 1 << ((bytes[offset + 1] ?? 0) & 15)
  if (size > 4 || offset + 2 + size > bytes.length) return undefined
  return { count: bytes.readUIntBE(offset + 2, size), end: offset + 2 + size }
}
