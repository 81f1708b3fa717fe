import type { Budget } from '../../budget.js'
import { readDrawings } from '../../containers/compound/office-art.js'
import { isWmf } from '../../pictures/metafile/wmf.js'

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

/**
 * Reads the pictures that stand in lines of text: one after the other, each with its length. What stands behind links
 * and form fields has the same head and no picture. Cost: linear.
 */
export function readDataPictures(data: Buffer, budget: Budget): DataPictures {
  const files: Buffer[] = []
  let at = 0
  let whole = true
  while (whole && at + HEAD <= data.length) {
    const length = data.readUInt32LE(at)
    if (length < HEAD || at + length > data.length || data.readUInt16LE(at + 4) !== HEAD) break
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
  for (const byte of data.subarray(at)) if (byte !== 0) whole = false
  return { files, whole }
}
