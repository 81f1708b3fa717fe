import { isUniform } from '../../pictures/pixels.js'
import type { PictureReader } from '../../picture-reader.js'
import type { RecognisedLine } from '../../picture-reader.js'
import { mayHoldText, type Picture } from '../../page/drawing.js'
import type { Renderer } from './render.js'

/** What pictures of a page hold that the page does not show. */
export interface Under {
  readonly lines: readonly RecognisedLine[]
  /** All of them were read, none with doubt. */
  readonly whole: boolean
}

interface OnPage {
  readonly page: number
  readonly pictures: readonly Picture[]
}

/**
 * Reads the pictures of a page by themselves, without what cuts and covers them there, and gives the lines that are not
 * `shown`. Boxes are those of the picture. Undefined where not all can be had. One of a single colour is not
 * whole: it may have its shapes from a mask.
 * @throws the signal's reason
 */
export async function seeUnder(
  { page, pictures: placed }: OnPage, shown: readonly RecognisedLine[], renderer: Renderer, pictures: PictureReader,
  mostPixels: number,
): Promise<Under | undefined> {
  const samples = placed.reduce((sum, { width, height }) => sum + width * height, 0)
  if (samples > mostPixels) return undefined
  const own = (await renderer.pictures(page))?.filter(mayHoldText)
  if (!own || own.length < placed.length) return undefined
  const lines: RecognisedLine[] = []
  let whole = true
  for (const pixels of own) {
    const sighting = await pictures.readPixels(pixels)
    lines.push(...sighting.lines)
    if (sighting.gap || isUniform(pixels)) whole = false
  }
  const told = new Set(shown.map(({ text }) => text))
  return { lines: lines.filter(({ text }) => !told.has(text)), whole }
}
