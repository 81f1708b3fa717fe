import { fromWestern } from '../../text/decode-as.js'

/** A stretch of text and where it lies in the stream. */
export interface TextPiece {
  /** Of its first unit, among the units of all stories. */
  readonly position: number
  readonly units: number
  /** Byte in the stream. */
  readonly start: number
  /** One byte a unit (Windows 1252), else two. */
  readonly narrow: boolean
  /** Changes of character properties that hold for all of it: one of the list in the table, or none. */
  readonly changes: Buffer
}

/**
 * The piece table ([MS-DOC] 2.9.38): undefined where there is none; `whole` is false where a piece left the stream or
 * lay over others too often.
 */
export function readPieces(
  clx: Buffer, stream: Buffer,
): { readonly pieces: readonly TextPiece[]; readonly whole: boolean } | undefined {
  const changes: Buffer[] = []
  let at = 0
  for (; clx[at] === 1 && at + 3 <= clx.length; at += 3 + clx.readUInt16LE(at + 1)) {
    changes.push(clx.subarray(at + 3, at + 3 + clx.readUInt16LE(at + 1)))
  }
  if (clx[at] !== 2 || at + 9 > clx.length) return undefined
  return piecesOf(clx.subarray(at + 5, at + 5 + clx.readUInt32LE(at + 1)), changes, stream)
}

function piecesOf(table: Buffer, changes: readonly Buffer[], stream: Buffer): { pieces: TextPiece[]; whole: boolean } {
  const count = Math.floor((table.length - 4) / 12)
  const pieces: TextPiece[] = []
  let whole = count > 0
  // Pieces do not share bytes. More text in pieces than the stream has is an attack on time.
  let left = stream.length
  for (let row = 0; row < count; row++) {
    const position = table.readUInt32LE(4 * row)
    const units = table.readUInt32LE(4 * row + 4) - position
    const raw = table.readUInt32LE(4 * count + 4 + 8 * row + 2)
    const modifier = table.readUInt16LE(4 * count + 4 + 8 * row + 6)
    const narrow = (raw & 0x40000000) !== 0
    const start = narrow ? (raw & 0x3fffffff) / 2 : raw & 0x3fffffff
    const fitting = Math.min(units, Math.floor(Math.max(0, Math.min(stream.length - start, left)) / (narrow ? 1 : 2)))
    if (units < 0 || fitting < units) whole = false
    if (units < 0) break
    if (fitting <= 0) continue
    left -= fitting * (narrow ? 1 : 2)
    pieces.push({ position, units: fitting, start, narrow, changes: changesOf(modifier, changes) })
  }
  return { pieces, whole }
}

/** A number in the list of changes; the short form of one change (2.9.214) as the change it stands for. */
function changesOf(modifier: number, changes: readonly Buffer[]): Buffer {
  if ((modifier & 1) === 1) return changes[modifier >> 1] ?? Buffer.alloc(0)
  const code = SHORT.get((modifier >> 1) & 0x7f)
  return code === undefined ? Buffer.alloc(0) : Buffer.of(code & 0xff, code >> 8, modifier >> 8)
}

/** Of the short forms, those that hide, revise or make bold. */
const SHORT: ReadonlyMap<number, number> = new Map([
  [0x41, 0x0800], [0x42, 0x0801], [0x43, 0x0802], [0x55, 0x0835], [0x5c, 0x083c],
])

/** Units `from` to `to` of a piece. */
export function textOf(piece: TextPiece, stream: Buffer, from: number, to: number): string {
  const width = piece.narrow ? 1 : 2
  const bytes = stream.subarray(piece.start + from * width, piece.start + to * width)
  return piece.narrow ? fromWestern(bytes) : bytes.toString('utf16le')
}
