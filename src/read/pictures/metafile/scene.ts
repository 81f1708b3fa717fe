import type { Run } from '../../page/drawing.js'

/**
 * A figure of corners and curves, packed as `figures` takes them, on the drawing's plane: filled, or drawn as a line.
 */
export interface Shape {
  readonly path: readonly number[]
  /** `#rrggbb`; absent for a line. */
  readonly fill?: string
}

/**
 * A bitmap on the drawing's plane: a file of a kind that can be decoded, its corner and its size there (negative:
 * mirrored).
 */
export interface Bitmap {
  readonly file: Uint8Array
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** How many it has. */
  readonly samples: number
}

/** What a metafile draws. */
export interface Scene {
  readonly runs: readonly Run[]
  /** In the order in which they were drawn. */
  readonly marks: readonly (Shape | Bitmap)[]
  /** True where the marks may be more than boxes and a few lines: bitmaps, outlines of letters. */
  readonly needsOcr: boolean
  /** Glyphs without characters, and drawings in a way that is not followed. */
  readonly unreadable: number
  /** False where the records end before the file says so. */
  readonly whole: boolean
  /** Remarks of programs, which leave no mark. */
  readonly comments: readonly Buffer[]
  /** Metafiles within. */
  readonly metafiles: readonly Uint8Array[]
}
