import { mayHoldText, type Picture } from '../../page/drawing.js'
import type { PictureReader, RecognisedLine } from '../../picture-reader.js'
import { isUniform } from '../../pictures/pixels.js'
import type { Renderer } from './render.js'

/** Text in the pictures of a page that the page does not show. Boxes refer to the pictures. */
export interface HiddenLines {
  readonly lines: readonly RecognisedLine[]
  /** True where all pictures were read with confidence. */
  readonly complete: boolean
}

interface PagePictures {
  readonly page: number
  readonly pictures: readonly Picture[]
}

/**
 * Recognises the pictures of a page by themselves, without what clips and covers them on the page, and returns the
 * lines that are not among `shown`. Undefined where not all pictures can be extracted. A uniform picture makes the
 * result incomplete, since a mask may give it shapes.
 * @throws the signal's reason
 */
export async function recognisePictures(
  { page, pictures }: PagePictures, shown: readonly RecognisedLine[], renderer: Renderer, reader: PictureReader,
  maxPixels: number,
): Promise<HiddenLines | undefined> {
  const samples = pictures.reduce((sum, { width, height }) => sum + width * height, 0)
  if (samples > maxPixels) return undefined
  const originals = (await renderer.pictures(page))?.filter(mayHoldText)
  if (!originals || originals.length < pictures.length) return undefined
  const lines: RecognisedLine[] = []
  let complete = true
  for (const pixels of originals) {
    const text = await reader.readPixels(pixels)
    lines.push(...text.lines)
    if (text.gap || isUniform(pixels)) complete = false
  }
  const known = new Set(shown.map(({ text }) => text))
  return { lines: lines.filter(({ text }) => !known.has(text)), complete }
}
