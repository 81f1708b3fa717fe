import type { Run } from '../../page/drawing.js'

/** A filled figure or a line. */
export interface Shape {
  /** Corners and curves in the packed form that `figures` reads, in the coordinates of the drawing. */
  readonly path: readonly number[]
  /** `#rrggbb`; absent for a line. */
  readonly fill?: string
}

/** A bitmap in the coordinates of the drawing. A negative width or height mirrors it. */
export interface Bitmap {
  /** A picture file of a format that can be decoded. */
  readonly file: Uint8Array
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** How many samples it has. */
  readonly samples: number
}

/** Everything that a metafile draws. */
export interface MetafileScene {
  readonly runs: readonly Run[]
  /** In drawing order. */
  readonly paints: readonly (Shape | Bitmap)[]
  /** True where the paints can show text: bitmaps, outlines of letters. False for boxes and a few lines. */
  readonly needsOcr: boolean
  /** Number of glyphs without known characters and of drawings that are not supported. */
  readonly unreadable: number
  /** False where the file ends without an end record. */
  readonly whole: boolean
  /** Comments and private data of programs, which draw nothing. */
  readonly comments: readonly Buffer[]
  /** Metafiles inside this one. */
  readonly metafiles: readonly Uint8Array[]
}
