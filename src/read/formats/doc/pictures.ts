import type { Budget } from '../../budget.js'
import { readDrawings } from '../../containers/compound/office-art.js'
import { isWmf } from '../../pictures/metafile/wmf.js'
import { holdsFile } from '../../sniff/within.js'
import { changesLength } from './changes.js'

/** What the data stream of a document holds. */
export interface DataPictures {
  /** Files of pictures. */
  readonly files: readonly Buffer[]
  /** False where something in it is a picture of another kind, or of none that is known. */
  readonly whole: boolean
}

/** Head of a picture ([MS-DOC] 2.9.190 PICF), whose own length stands in it. */
const HEAD = 68

/** Kinds of picture by the number of their mapping mode: a shape, a shape with the name of a file before it. */
const SHAPE = 0x64
const SHAPE_FILE = 0x66

/** Programs leave identifiers of a few bytes behind the last picture. */
const LITTLE = 1024

/**
 * Reads the pictures that stand in lines of text: one after the other, each with its length. What stands behind links
 * and form fields has the same head and no picture. Lists of properties that were too long for their own place
 * (2.9.228 PrcData) stand between them. Cost: linear.
 */
export function readDataPictures(data: Buffer, budget: Budget): DataPictures {
  const files: Buffer[] = []
  let at = 0
  let whole = true
  while (whole && at + 2 <= data.length) {
    const length = pictureLength(data, at)
    if (length === 0) {
      const properties = changesLength(data, at)
      if (properties === 0) break
      whole = !holdsFile(data.subarray(at, at + properties))
      at += properties
      continue
    }
    const mode = data.readUInt16LE(at + 6)
    if (mode === SHAPE || mode === SHAPE_FILE) {
      const name = mode === SHAPE_FILE ? 1 + (data[at + HEAD] ?? 0) : 0
      const found = readDrawings(data.subarray(at + HEAD + name, at + length), { budget })
      files.push(...found.files)
      if (found.pictures > 0 || found.files.length === 0) whole = false
    } else if (mode !== 0) {
      const file = data.subarray(at + HEAD, at + length)
      if (isWmf(file)) files.push(file)
      else whole = false
    }
    at += length
  }
  const rest = data.subarray(at)
  if (holdsFile(rest) || (rest.length > LITTLE && rest.some((byte) => byte !== 0))) whole = false
  return { files, whole }
}

/** The bytes of the picture that begins here; 0 where none does. */
function pictureLength(data: Buffer, at: number): number {
  if (at + HEAD > data.length || data.readUInt16LE(at + 4) !== HEAD) return 0
  const length = data.readUInt32LE(at)
  return length >= HEAD && at + length <= data.length ? length : 0
}
