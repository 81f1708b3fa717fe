import type { PartKind } from '../../../model/index.js'
import type { PartSet } from '../../parts/part-set.js'
import { PIECE, type DocHeader } from './header.js'

/** Names that Word gives by itself: of the last place, of an object by its storage, of an unknown author. */
const AUTOMATIC = /^(_GoBack|Unknown|_\d{1,10})$/

const KINDS: ReadonlyMap<number, PartKind> = new Map([
  [PIECE.bookmarks, 'bookmark'], [PIECE.revisionAuthors, 'revision'], [PIECE.commentAuthors, 'comment'],
])

/**
 * Reads the lists of strings in the table stream ([MS-DOC] 2.2.4 STTB): bookmarks, authors of revisions and comments,
 * document variables, who saved the file where. What was read is blanked in `rest`.
 */
export function readNames(header: DocHeader, table: Buffer, rest: Buffer, partSet: PartSet): void {
  // Lists do not share bytes. More bytes in lists than the stream has is an attack on time.
  let left = table.length
  for (let number = 0; number < header.pieces; number++) {
    const { start, length } = header.piece(number)
    if (length === 0 || start + length > table.length || length > left) continue
    left -= length
    const read = number === PIECE.commentAuthors ? strings : stringTable
    const found = read(table, start, start + length)
    if (!found) continue
    const kind = KINDS.get(number) ?? 'metadata'
    for (const text of found) if (!AUTOMATIC.test(text)) partSet.line(kind, text, {}, 'metadata', true)
    rest.fill(0, start, start + length)
  }
}

/** Strings one after the other, each with its number of units before it. */
function strings(table: Buffer, start: number, end: number): string[] {
  const found: string[] = []
  for (let at = start; at + 2 <= end;) {
    const length = 2 * table.readUInt16LE(at)
    found.push(table.subarray(at + 2, Math.min(end, at + 2 + length)).toString('utf16le'))
    at += 2 + length
  }
  return found
}

/**
 * A table of strings of 16-bit units with extra data of one size; undefined where the bytes do not make one to their
 * end.
 */
function stringTable(table: Buffer, start: number, end: number): string[] | undefined {
  if (start + 6 > end || table.readUInt16LE(start) !== 0xffff) return undefined
  const count = table.readUInt16LE(start + 2)
  const extra = table.readUInt16LE(start + 4)
  const found: string[] = []
  let at = start + 6
  for (let row = 0; row < count; row++) {
    if (at + 2 > end) return undefined
    const length = 2 * table.readUInt16LE(at)
    if (at + 2 + length + extra > end) return undefined
    found.push(table.subarray(at + 2, at + 2 + length).toString('utf16le').replace(/\0/g, ' '))
    at += 2 + length + extra
  }
  return found
}
