import { recordAt, recordsIn, type PptRecord } from './records.js'

/** Which records of the stream are the presentation as it was last saved, and the order of its slides. */
export interface Edits {
  /** Offsets by the numbers that records call each other by; empty where the list of saves cannot be followed. */
  readonly offsets: ReadonlyMap<number, number>
  readonly encrypted: boolean
}

/** Follows the saves from the last to the first ([MS-PPT] 2.1.2): the last to name a number is right. Loops end. */
export function readEdits(stream: Buffer, current: Buffer | undefined): Edits {
  const offsets = new Map<number, number>()
  const seen = new Set<number>()
  let encrypted = current !== undefined && current.length >= 20 && current.readUInt32LE(12) === 0xf3d1c4df
  let at = current !== undefined && current.length >= 20 ? current.readUInt32LE(16) : 0
  while (!seen.has(at)) {
    seen.add(at)
    const edit = recordAt(stream, at, 0x0ff5)
    if (!edit || edit.end - edit.start < 28) break
    if (edit.end - edit.start >= 32) encrypted = true
    const directory = recordAt(stream, stream.readUInt32LE(edit.start + 12), 0x1772)
    if (directory) addOffsets(stream, directory, offsets)
    at = stream.readUInt32LE(edit.start + 8)
  }
  return { offsets, encrypted }
}

function addOffsets(stream: Buffer, { start, end }: PptRecord, offsets: Map<number, number>): void {
  for (let at = start; at + 4 <= end;) {
    const word = stream.readUInt32LE(at)
    const first = word & 0xfffff
    const count = Math.min(word >>> 20, Math.floor((end - at - 4) / 4))
    for (let step = 0; step < count; step++) {
      if (!offsets.has(first + step)) offsets.set(first + step, stream.readUInt32LE(at + 4 + 4 * step))
    }
    at += 4 + 4 * count
  }
}

/** What is known of a slide: its place in the order shown. */
export interface SlideOrder {
  readonly byOffset: ReadonlyMap<number, number>
  readonly bySlideId: ReadonlyMap<number, number>
}

/** The order of slides as the document's list gives it (2.4.14.3). */
export function readOrder(stream: Buffer, { offsets }: Edits): SlideOrder {
  const live = new Set(offsets.values())
  const byOffset = new Map<number, number>()
  const bySlideId = new Map<number, number>()
  for (const document of recordsIn(stream, 0, stream.length)) {
    if (document.type !== 0x03e8 || (live.size > 0 && !live.has(document.offset))) continue
    for (const list of recordsIn(stream, document.start, document.end)) {
      if (list.type !== 0x0ff0 || list.instance !== 0) continue
      let page = 0
      for (const { type, start, end } of recordsIn(stream, list.start, list.end)) {
        if (type !== 0x03f3 || end - start < 16) continue
        page++
        byOffset.set(offsets.get(stream.readUInt32LE(start)) ?? -1, page)
        bySlideId.set(stream.readUInt32LE(start + 12), page)
      }
    }
  }
  return { byOffset, bySlideId }
}
