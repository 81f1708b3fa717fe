import { createHash } from 'node:crypto'
import { ScreenError, type Gap } from '../../model/index.js'
import type { Budget } from '../budget.js'
import { renderScene } from './metafile/render-scene.js'
import { readMetafile, type Metafile } from './metafile/read.js'
import { decode } from './decoders/decode.js'
import { decodeJbig2, readJbig2Header } from './decoders/jbig2.js'
import { loadPaddle } from './ocr/paddle.js'
import type { OcrMode, PictureReader, PictureText, Pixels, RecognisedLine, Recogniser } from '../picture-reader.js'
import { isUniform } from './pixels.js'
import { correctLevels } from './ocr/correct-levels.js'
import { recognise } from './ocr/recognise.js'
import { readPictureHeader } from './decoders/picture-header.js'
import { decodeTiffPage, tiffPages, type TiffPage } from './decoders/tiff.js'
import { unpackPicture } from './decoders/unpack.js'

/** How pictures are read in one run. Shared by all documents; made by `createOcr`. */
export interface Ocr {
  readonly mode: OcrMode
  /** The engine, loaded once, when the first picture must be read; undefined where none can be. */
  readonly recogniser: () => Promise<Recogniser | undefined>
  /** What was seen in pictures so far, by their hash. */
  readonly cache: Map<string, readonly RecognisedLine[]>
  /** Called before each picture that takes time. */
  readonly onPicture?: () => void
}

export interface OcrOptions {
  readonly mode?: OcrMode
  readonly onPicture?: () => void
  /** Another engine in the place of PP-OCR. */
  readonly load?: () => Promise<Recogniser | undefined>
}

/** @throws ScreenError `configuration` where `on` asks for what cannot be loaded */
export async function createOcr({ mode = 'auto', onPicture, load = loadPaddle }: OcrOptions = {}): Promise<Ocr> {
  let loading: Promise<Recogniser | undefined> | undefined
  const reader = (): Promise<Recogniser | undefined> => (loading ??= load())
  if (mode === 'on' && !(await reader())) {
    throw new ScreenError('ocr-not-installed')
  }
  return { mode, recogniser: reader, cache: new Map(), ...(onPicture && { onPicture }) }
}

/** A line read with less is not relied on: its text counts, and the gap stays. */
const DOUBTFUL = 0.6
/** No character is legible in fewer samples; a line has a margin. */
const LEGIBLE = 10
const LEAST_LINE = 14
/** Longer side of a line of two characters, in its shorter one. */
const ROOM = 1.5
const MOST_SEEN = 256

/** Reads the pictures of one document within its budget, each different picture once in a run. */
export class OcrPictureReader implements PictureReader {
  constructor(
    readonly ocr: Ocr,
    readonly budget: Budget,
    readonly signal?: AbortSignal,
  ) {}

  async canRead(): Promise<boolean> {
    return this.ocr.mode !== 'off' && (await this.ocr.recogniser()) !== undefined
  }

  get whyNot(): { readonly feature: string } {
    return { feature: this.ocr.mode === 'off' ? 'ocr-off' : 'ocr-not-installed' }
  }

  async readFile(bytes: Uint8Array): Promise<PictureText> {
    const file = unpackPicture(bytes, this.budget)
    const metafile = readMetafile(file)
    if (metafile) return this.#readMetafile(metafile)
    if (!(await this.canRead())) return unread(this.whyNot)
    const tiff = tiffPages(Buffer.from(file.buffer, file.byteOffset, file.byteLength))
    if (tiff) return this.#readPages(file, tiff.pages, tiff.whole)
    const jbig2 = readJbig2Header(Buffer.from(file.buffer, file.byteOffset, file.byteLength))
    const head = jbig2 ? { ...jbig2, whole: true, more: false } : readPictureHeader(file)
    if (!head) return unread({ feature: 'picture-format' })
    if (this.#isTooLarge(head)) return this.#tooLarge()
    const more = !head.whole ? { reason: 'damaged' } as const
      : head.more ? { reason: 'partly-unreadable', args: { feature: 'further-frames' } } as const : undefined
    const key = createHash('sha256').update(file).digest('hex')
    const sighting = await this.#see(key, () => (jbig2 ? decodeJbig2(file) : decode(file)))
    return more && !sighting.gap ? { ...sighting, gap: more } : sighting
  }

  readPixels(pixels: Pixels): Promise<PictureText> {
    const key = `${pixels.width} ${createHash('sha256').update(pixels.data).digest('hex')}`
    return this.#see(key, () => Promise.resolve(pixels))
  }

  /** The text of its records is read without looking; bitmaps and outlines are looked at as they are drawn. */
  async #readMetafile({ lines, scenes }: Metafile): Promise<PictureText> {
    const unreadable = scenes.reduce((sum, each) => sum + each.unreadable, 0)
    const told: PictureText[] = [{
      lines,
      ...(unreadable > 0 && { gap: { reason: 'partly-unreadable', args: { count: unreadable } } as const }),
      ...(scenes.some(({ whole }) => !whole) && { gap: { reason: 'damaged' } as const }),
    }]
    for (const scene of scenes.filter(({ needsOcr: telling }) => telling)) {
      if (!(await this.canRead())) told.push(unread(this.whyNot))
      else {
        const painted = await renderScene(scene, this.budget.limits.pixels)
        told.push(painted ? await this.readPixels(painted.pixels) : unread({ feature: 'picture-damaged' }))
        if (painted && painted.missed > 0) told.push(unread({ feature: 'picture-damaged' }))
      }
    }
    return joinVertically(told)
  }

  async #readPages(file: Uint8Array, pages: readonly TiffPage[], whole: boolean): Promise<PictureText> {
    const told: PictureText[] = whole && pages.length > 0 ? [] : [{ lines: [], gap: { reason: 'damaged' } }]
    const key = createHash('sha256').update(file).digest('hex')
    for (const [number, page] of pages.entries()) {
      this.signal?.throwIfAborted()
      told.push(this.#isTooLarge(page) ? this.#tooLarge()
        : await this.#see(`${key} ${number}`, () => decodeTiffPage(file, page)))
    }
    return joinVertically(told)
  }

  #isTooLarge({ width, height }: { readonly width: number; readonly height: number }): boolean {
    return width * height > this.budget.limits.pixels
  }

  #tooLarge(): PictureText {
    return { lines: [], gap: { reason: 'limit-exceeded', args: { limit: 'pixels', value: this.budget.limits.pixels } } }
  }

  async #see(key: string, decoded: () => Promise<Pixels | undefined>): Promise<PictureText> {
    const { ocr, budget, signal } = this
    const known = ocr.cache.get(key)
    if (known) return textOf(known)
    const reader = await ocr.recogniser()
    if (!reader) return unread(this.whyNot)
    // The refusal is a gap of the whole document, told once by the budget.
    if (!budget.takePicture()) return { lines: [] }
    const pixels = await decoded()
    if (!pixels) return unread({ feature: 'picture-damaged' })
    const size = { width: pixels.width, height: pixels.height }
    if (Math.min(size.width, size.height) < LEGIBLE || isUniform(pixels)) return { lines: [], size }
    ocr.onPicture?.()
    const lines = (await recognise(reader, pixels, signal)).map((line) => ({ ...line, text: correctLevels(line.text) }))
    if (ocr.cache.size >= MOST_SEEN) ocr.cache.delete(ocr.cache.keys().next().value!)
    ocr.cache.set(key, lines)
    return { ...textOf(lines), size }
  }
}

function unread(args: Gap['args'] & object): PictureText {
  return { lines: [], gap: { reason: 'image-not-read', args } }
}

/** Sightings of one file, each under the one before; the gravest gap is the first that there is. */
function joinVertically(told: readonly PictureText[]): PictureText {
  const gap = told.find((each) => each.gap)?.gap
  let down = 0
  const lines = told.flatMap((each) => {
    const moved = each.lines.map(({ box: [l, t, r, b], ...line }): RecognisedLine =>
      ({ ...line, box: [l, t + down, r, b + down] }))
    down = moved.reduce((most, { box }) => Math.max(most, box[3]), down)
    return moved
  })
  return { lines, ...(gap && { gap }) }
}

/** Lines in doubt that a person could read. A lone one with no room for two characters is a sign or a logo. */
function countDoubtful(lines: readonly RecognisedLine[]): number {
  const doubtful = lines.filter(({ confidence, box: [l, t, r, b] }) =>
    confidence < DOUBTFUL && Math.min(r - l, b - t) >= LEAST_LINE)
  const [one] = doubtful
  if (doubtful.length !== 1 || !one) return doubtful.length
  const [l, t, r, b] = one.box
  return Math.max(r - l, b - t) < ROOM * Math.min(r - l, b - t) ? 0 : 1
}

function textOf(lines: readonly RecognisedLine[]): PictureText {
  const doubtful = countDoubtful(lines)
  if (doubtful === 0) return { lines }
  return { lines, gap: { reason: 'partly-unreadable', args: { feature: 'ocr-confidence', count: doubtful } } }
}
