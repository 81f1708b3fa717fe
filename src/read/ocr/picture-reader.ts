/** Decoded samples: four bytes each, red, green, blue and an alpha that is not looked at; rows from the top. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** A line of text that was seen in a picture. */
export interface SeenLine {
  readonly text: string
  /** 0 to 1: the mean over its characters. */
  readonly confidence: number
  /** Left, top, right, bottom in samples. */
  readonly box: readonly [number, number, number, number]
}

/** The port behind which an engine reads pictures: lines in reading order; none where it sees no text. */
export interface PictureReader {
  read(pixels: Pixels): Promise<readonly SeenLine[]>
}

/** `auto`: pictures are read where the packages for it are installed; `off`: never; `on`: they must be installed. */
export const OCR_MODES = ['auto', 'off', 'on'] as const
export type OcrMode = (typeof OCR_MODES)[number]
