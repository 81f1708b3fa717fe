import type { PartKind } from '../../../model/index.js'

/** The file information block of a Word document ([MS-DOC] 2.5), as far as it is needed. */
export interface DocHeader {
  /** Version of the format: 193 and above is Word 97 and later. */
  readonly version: number
  readonly encrypted: boolean
  /** Length of the encryption header at the beginning of the table stream, where the document is encrypted. */
  readonly keyLength: number
  readonly table: '0Table' | '1Table'
  /** Units of the stories, in the order they follow each other. */
  readonly stories: readonly (readonly [kind: PartKind | 'margin', units: number])[]
  /** Position and length of a piece of the table stream, by its number in FibRgFcLcb97. */
  piece(number: number): { readonly start: number; readonly length: number }
  /** How many such pieces there are. */
  readonly pieces: number
}

/** Numbers of pieces in FibRgFcLcb97 (2.5.6). */
export const PIECE = {
  styles: 1, commentReferences: 4, margins: 11, characterPages: 12, paragraphPages: 13, fonts: 15, bookmarks: 21,
  text: 33, commentAuthors: 36, drawings: 50, revisionAuthors: 51,
} as const

const STORIES: readonly (PartKind | 'margin')[] = [
  'body', 'footnote', 'margin', 'field', 'comment', 'endnote', 'textbox', 'textbox',
]

/** Undefined: the stream begins with none. */
export function readHeader(stream: Buffer): DocHeader | undefined {
  if (stream.length < 0x9a + 8 * 34 || (stream.readUInt16LE(0) & 0xff00) !== 0xa500) return undefined
  const flags = stream.readUInt16LE(0x0a)
  const pieces = Math.min(stream.readUInt16LE(0x98), 200)
  return {
    version: stream.readUInt16LE(2),
    encrypted: (flags & 0x8100) !== 0,
    keyLength: stream.readUInt32LE(0x0e),
    table: (flags & 0x200) === 0 ? '0Table' : '1Table',
    stories: STORIES.map((kind, at) => [kind, Math.max(0, stream.readInt32LE(0x4c + 4 * at))] as const),
    pieces,
    piece: (number) => {
      const at = 0x9a + 8 * number
      return number < pieces && at + 8 <= stream.length
        ? { start: stream.readUInt32LE(at), length: stream.readUInt32LE(at + 4) } : { start: 0, length: 0 }
    },
  }
}
