import type { Gap } from '../../../model/index.js'
import type { Budget } from '../../budget.js'
import { mayHoldText } from '../../page/drawing.js'
import { ReadoutBuilder } from '../../parts/readout-builder.js'
import type { PictureReader, PictureText } from '../../picture-reader.js'
import { imagePartOf } from '../../pictures/image-part.js'
import { isUniform } from '../../pictures/pixels.js'
import type { Intake, Readout } from '../../reader.js'
import { decodeStream } from './decode-stream.js'
import { writePictures } from './drawings-file.js'
import type { ObjectTable } from './object-table.js'
import { directNumber } from './objects.js'
import { openRenderer, type Rendered, type Renderer } from './render.js'
import type { ListedStream } from './stream-inventory.js'
import { latin1 } from './syntax.js'

/** Points of a page are samples of its picture at this resolution. */
const DPI = 72

/**
 * Reads the pictures that no page uses: thumbnails, and what earlier revisions have left. JPEG and JPEG 2000 are files
 * of their own; pictures in other filters become pages of a new file, which is rendered. A picture that was not looked
 * at is a gap.
 */
export async function readUnusedPictures(
  streams: readonly ListedStream[], table: () => ObjectTable, intake: Intake,
): Promise<Readout> {
  const readout = new ReadoutBuilder()
  const large = streams.filter(isLarge)
  const samples = large.filter((stream) => !isFile(stream))
  const { pictures } = intake
  const renderer = pictures && samples.length > 0 && await pictures.canRead()
    ? await openRenderer(writePictures(samples, table()), intake.budget.limits.pixels, '') : undefined
  try {
    for (const stream of large) {
      intake.signal?.throwIfAborted()
      readout.add(await readPicture(stream, samples.indexOf(stream) + 1, renderer, intake))
    }
  } finally {
    renderer?.close()
  }
  return readout.build()
}

/** `page` is that of the picture in the new file, 0 where it is a file of its own. */
async function readPicture(
  stream: ListedStream, page: number, renderer: Renderer | undefined, { pictures, budget }: Intake,
): Promise<Partial<Readout>> {
  const piece = `object ${stream.number}`
  const gap: Gap = { piece, reason: 'image-not-read' }
  if (!pictures) return { gaps: [gap] }
  const text = page === 0 ? await pictures.readFile(stream.bytes)
    : await readSamples(stream, await renderer?.render(page, DPI), pictures, budget)
  if (!text) return { gaps: [gap] }
  const part = imagePartOf(piece, text.lines, budget, undefined, 'deleted')
  return { parts: part ? [part] : [], gaps: text.gap ? [{ piece, ...text.gap }] : [] }
}

/** Undefined where the picture was not drawn: it is of one colour on its page, and not in its samples. */
async function readSamples(
  { dictionary, bytes }: ListedStream, rendered: Rendered | undefined, pictures: PictureReader, budget: Budget,
): Promise<PictureText | undefined> {
  if (!rendered) return undefined
  if (!isUniform(rendered.pixels)) return pictures.readPixels(rendered.pixels)
  const samples = decodeStream(dictionary, bytes, budget.inflatable(bytes.length))?.bytes
  return samples?.every((sample) => sample === samples[0]) ? { lines: [] } : undefined
}

/** False for a picture that is known to be too small for text. */
function isLarge({ dictionary }: ListedStream): boolean {
  const [width, height] = [directNumber(dictionary, 'Width') ?? 0, directNumber(dictionary, 'Height') ?? 0]
  return width <= 0 || height <= 0 || mayHoldText({ width, height })
}

function isFile({ bytes }: ListedStream): boolean {
  return /^(?:\xff\xd8\xff|\0\0\0\x0cjP)/.test(latin1(bytes, 0, 6))
}
