/** One frame of an animated picture, as a picture file of its own, and how it is put on the ones before. */
export interface Frame {
  readonly file: Buffer
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** What becomes of its area before the next frame. */
  readonly disposal: 'keep' | 'clear' | 'restore'
  /** It replaces its area, also where it is transparent. */
  readonly replaces: boolean
}
