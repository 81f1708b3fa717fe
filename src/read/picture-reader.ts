import type { UnplacedGap } from '../model/index.js'

/** Decoded samples, four bytes each (red, green, blue, ignored alpha), in rows from the top. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** A line of text that OCR recognised in a picture. */
export interface RecognisedLine {
  readonly text: string
  /** 0 to 1, the mean of its characters. */
  readonly confidence: number
  /** Left, top, right and bottom in samples. */
  readonly box: readonly [number, number, number, number]
}

/** An OCR program: returns the lines of a picture in reading order, none where it detects no text. */
export interface Recogniser {
  read(pixels: Pixels): Promise<readonly RecognisedLine[]>
}

/**
 * `auto`: pictures are read where the OCR packages are installed; `off`: never; `on`: the packages must be there.
 * @example
 * OCR_MODES.includes('auto') // true
 */
export const OCR_MODES = ['auto', 'off', 'on'] as const

/**
 * One of `OCR_MODES`.
 * @example
 * const mode: OcrMode = 'off'
 * const screener = await createScreener({ ocr: mode })
 */
export type OcrMode = (typeof OCR_MODES)[number]

/** The text of one picture. */
export interface PictureText {
  readonly lines: readonly RecognisedLine[]
  /** Set where the picture was not read, or only in part. */
  readonly gap?: UnplacedGap
  /** Size in samples, where the picture was decoded. */
  readonly size?: { readonly width: number; readonly height: number }
}

/** Reads the pictures of one document within its budget. Format readers get one in their `Intake`. */
export interface PictureReader {
  /** False where OCR is switched off or not installed. */
  canRead(): Promise<boolean>
  /** Why `canRead` is false, as the arguments of a gap. */
  readonly whyNot: { readonly feature: 'ocr-off' | 'ocr-not-installed' }
  /**
   * Reads a picture file. Pictures of one colour or too small for a legible character have no text and are no gaps.
   * @throws the signal's reason
   */
  readFile(bytes: Uint8Array): Promise<PictureText>
  /** Reads decoded samples in the same way. */
  readPixels(pixels: Pixels): Promise<PictureText>
}
