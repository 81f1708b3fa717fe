/** One record of a presentation's stream ([MS-PPT] 2.3.1). */
export interface PptRecord {
  readonly type: number
  readonly instance: number
  readonly container: boolean
  /** Of its head in the stream, and of its data. */
  readonly offset: number
  readonly start: number
  readonly end: number
  /** It claims to be longer than what is around it. */
  readonly cut: boolean
}

/** Containers in containers: PowerPoint nests fewer than 20 deep. */
export const DEPTH = 64

/** The records between two offsets; one that lies about its length ends with what is around it. */
export function* recordsIn(stream: Buffer, from: number, to: number): Generator<PptRecord> {
  for (let at = from; at + 8 <= to;) {
    const head = stream.readUInt16LE(at)
    const claimed = at + 8 + stream.readUInt32LE(at + 4)
    const end = Math.min(to, claimed)
    const container = (head & 0xf) === 0xf
    const type = stream.readUInt16LE(at + 2)
    yield { type, instance: head >> 4, container, offset: at, start: at + 8, end, cut: claimed > to }
    at = end
  }
}

/** The record at an offset, where there is one of the type. */
export function recordAt(stream: Buffer, offset: number, type: number): PptRecord | undefined {
  if (offset + 8 > stream.length) return undefined
  const [record] = recordsIn(stream, offset, stream.length)
  return record?.type === type ? record : undefined
}
