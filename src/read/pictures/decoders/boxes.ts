/** A box of an ISO base media file (ISO/IEC 14496-12, 4.2), of JPEG 2000 and of HEIF. */
export interface FileBox {
  readonly type: string
  /** Range of its content. */
  readonly start: number
  readonly end: number
}

/** Most boxes of one level: pictures have tens. */
const MOST_BOXES = 10_000

/**
 * The boxes between two offsets. `rest`: where what is no box begins; `end` where all of it is boxes. A box that claims
 * more than there is ends the list. Cost: linear in the boxes.
 */
export function boxesIn(
  bytes: Buffer, start: number, end: number,
): { readonly boxes: readonly FileBox[]; readonly rest: number } {
  const boxes: FileBox[] = []
  let at = start
  while (at + 8 <= end && boxes.length < MOST_BOXES) {
    const size = bytes.readUInt32BE(at)
    const head = size === 1 ? 16 : 8
    if (at + head > end) break
    const length = size === 0 ? end - at : size === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : size
    if (length < head || at + length > end) break
    boxes.push({ type: bytes.toString('latin1', at + 4, at + 8), start: at + head, end: at + length })
    at += length
  }
  return { boxes, rest: at }
}

/** The content of the first box of a type in a range; undefined where there is none. */
export function boxOfType(bytes: Buffer, start: number, end: number, type: string): FileBox | undefined {
  return boxesIn(bytes, start, end).boxes.find((box) => box.type === type)
}
