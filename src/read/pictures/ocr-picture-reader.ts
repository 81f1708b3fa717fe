/**
 * Reads pictures: the text of their records where they have any (metafiles), and the text that OCR recognises.
 *
 *     a file → unpack (.emz, .wmz, .svgz) → one of
 *       WMF, EMF    metafile/   the text of the records; bitmaps and outlines are drawn and recognised
 *       TIFF        decoders/   page by page
 *       HEIC, AVIF  decoders/   each picture
 *       JBIG2, JPEG 2000, PNG, JPEG, GIF, BMP, WebP   decoders/
 *       animated GIF, PNG and WebP   decoders/frames   each frame on the ones before, up to a bound
 *     samples → ocr/recognise (rotations, tiles) → ocr/second-look → ocr/correct-levels → lines with boxes
 *             → ocr/under-stamps, ocr/pale-print   what colours and paleness hide
 *             → codes/            QR codes, bar codes and the like
 *
 * Colours under transparent samples of a PNG are recognised as a second picture.
 *
 * Sizes are read from the headers and checked against the limits before anything is decoded. Each different picture is
 * recognised once in a run. Pictures of one colour or too small for a legible character have no text and are no gaps.
 * Gaps: other formats, damaged and truncated files, frames over the bound, pictures over the limits, lines recognised
 * with low confidence, and every picture where OCR is off or not installed.
 */
import { createHash } from 'node:crypto'
import { ScreenError, type GapArgs } from '../../model/index.js'
import type { Budget } from '../budget.js'
import type { OcrMode, PictureReader, PictureText, Pixels, RecognisedLine, Recogniser } from '../picture-reader.js'
import { loadCodeReader, type CodeReader } from './codes/code-reader.js'
import { decodeAvif, decodeHeic, readHeifHeader, type HeifHeader } from './decoders/heif.js'
import { colorsUnderAlpha } from './decoders/opaque-png.js'
import type { PictureHeader } from './decoders/picture-header.js'
import { singlePicture } from './decoders/single.js'
import { decodeTiffPage, tiffPages, type TiffPage } from './decoders/tiff.js'
import { unpackPicture } from './decoders/unpack.js'
import { framesOf } from './decoders/frames/animation.js'
import { composedFrames } from './decoders/frames/compose.js'
import { readMetafile, type Metafile } from './metafile/read.js'
import { renderScene } from './metafile/render-scene.js'
import { correctLevels } from './ocr/correct-levels.js'
import { doubtGap } from './ocr/doubtful-lines.js'
import { loadPaddle } from './ocr/paddle.js'
import { recognisePalePrint } from './ocr/pale-print.js'
import { recognise } from './ocr/recognise.js'
import { lookAgain } from './ocr/second-look.js'
import { recogniseUnderStamps } from './ocr/under-stamps.js'
import { isUniform, type Region } from './pixels.js'

/** How pictures are read in one run. Made by `createOcr` and shared by all documents. */
export interface Ocr {
  readonly mode: OcrMode
  /** Loads the recogniser when the first picture needs it. Undefined where none is installed. */
  readonly recogniser: () => Promise<Recogniser | undefined>
  /** Loads the reader of codes; undefined where none is installed. */
  readonly codeReader: () => Promise<CodeReader | undefined>
  /** What was recognised, by the hash of the picture. */
  readonly cache: Map<string, Recognised>
  /** Called before each picture that takes time. */
  readonly onPicture?: () => void
}

/** What a picture says. */
interface Recognised {
  readonly lines: readonly RecognisedLine[]
  /** Texts of codes. */
  readonly codes: readonly string[]
}

export interface OcrOptions {
  readonly mode?: OcrMode
  readonly onPicture?: () => void
  /** Loads another recogniser instead of PP-OCR. */
  readonly load?: () => Promise<Recogniser | undefined>
}

/** @throws ScreenError `ocr-not-installed` where the mode is `on` and the recogniser cannot be loaded */
export async function createOcr({ mode = 'auto', onPicture, load = loadPaddle }: OcrOptions = {}): Promise<Ocr> {
  let loading: Promise<Recogniser | undefined> | undefined
  let loadingCodes: Promise<CodeReader | undefined> | undefined
  const recogniser = (): Promise<Recogniser | undefined> => (loading ??= load())
  const codeReader = (): Promise<CodeReader | undefined> => (loadingCodes ??= loadCodeReader())
  if (mode === 'on' && !(await recogniser())) throw new ScreenError('ocr-not-installed')
  return { mode, recogniser, codeReader, cache: new Map(), ...(onPicture && { onPicture }) }
}

/** A smaller picture, in samples, has no legible character. */
const LEGIBLE = 10
const MAX_CACHED = 256

/** Reads the pictures of one document within its budget. */
export class OcrPictureReader implements PictureReader {
  readonly #codes = new Set<string>()

  constructor(
    readonly ocr: Ocr,
    readonly budget: Budget,
    readonly signal?: AbortSignal,
  ) {}

  /** The texts of all codes in the pictures read so far, each once. */
  get codes(): Iterable<string> {
    return this.#codes
  }

  async canRead(): Promise<boolean> {
    return this.ocr.mode !== 'off' && (await this.ocr.recogniser()) !== undefined
  }

  get whyNot(): PictureReader['whyNot'] {
    return { feature: this.ocr.mode === 'off' ? 'ocr-off' : 'ocr-not-installed' }
  }

  async readFile(bytes: Uint8Array): Promise<PictureText> {
    const file = unpackPicture(bytes, this.budget)
    const metafile = readMetafile(file)
    if (metafile) return this.#readMetafile(metafile)
    if (!(await this.canRead())) return unread(this.whyNot)
    const tiff = tiffPages(Buffer.from(file.buffer, file.byteOffset, file.byteLength))
    if (tiff) return this.#readPages(file, tiff.pages, tiff.whole)
    const heif = readHeifHeader(Buffer.from(file.buffer, file.byteOffset, file.byteLength))
    if (heif) return this.#readHeif(file, heif)
    const picture = singlePicture(file)
    if (!picture) return unread({ feature: 'picture-format' })
    if (this.#isTooLarge(picture.header)) return this.#tooLarge()
    const animation = picture.header.more ? framesOf(file) : undefined
    if (animation) return this.#readFrames(animation, picture.header)
    const key = createHash('sha256').update(file).digest('hex')
    const text = await this.#recognise(key, picture.decode)
    const under = colorsUnderAlpha(file)
    const all = under ? joinVertically([text, withoutLinesOf(text, await this.readPixels(under))]) : text
    return withRest(all, picture.header)
  }

  readPixels(pixels: Pixels): Promise<PictureText> {
    const key = `${pixels.width} ${createHash('sha256').update(pixels.data).digest('hex')}`
    return this.#recognise(key, () => Promise.resolve(pixels))
  }

  /** The text of the records needs no OCR; bitmaps and outlines are drawn and recognised. */
  async #readMetafile({ lines, scenes }: Metafile): Promise<PictureText> {
    const unreadable = scenes.reduce((sum, each) => sum + each.unreadable, 0)
    const texts: PictureText[] = [{
      lines,
      ...(unreadable > 0 && { gap: { reason: 'partly-unreadable', args: { count: unreadable } } as const }),
      ...(scenes.some(({ whole }) => !whole) && { gap: { reason: 'damaged' } as const }),
    }]
    for (const scene of scenes.filter(({ needsOcr }) => needsOcr)) {
      if (!(await this.canRead())) texts.push(unread(this.whyNot))
      else {
        const rendered = await renderScene(scene, this.budget.limits.pixels)
        texts.push(rendered ? await this.readPixels(rendered.pixels) : unread({ feature: 'picture-damaged' }))
        if (rendered && rendered.missed > 0) texts.push(unread({ feature: 'picture-damaged' }))
      }
    }
    return joinVertically(texts)
  }

  async #readHeif(file: Uint8Array, header: HeifHeader): Promise<PictureText> {
    if (this.#isTooLarge(header)) return this.#tooLarge()
    const decoded = header.isAvif ? await decodeAvif(file) : await decodeHeic(file)
    if (!decoded) return unread({ feature: 'picture-format' })
    if (decoded.length === 0) return unread({ feature: 'picture-damaged' })
    const texts: PictureText[] = []
    for (const pixels of decoded) texts.push(await this.readPixels(pixels))
    return withRest(joinVertically(texts), header)
  }

  /** Frames that look alike are recognised once, and their lines are reported once. */
  async #readFrames(
    { frames, whole }: NonNullable<ReturnType<typeof framesOf>>, header: PictureHeader,
  ): Promise<PictureText> {
    const texts: PictureText[] = []
    const seen = new Set<string>()
    for await (const pixels of composedFrames(frames, header)) {
      this.signal?.throwIfAborted()
      const text = pixels ? await this.readPixels(pixels) : unread({ feature: 'picture-damaged' })
      const isNew = ({ text: words }: RecognisedLine): boolean => !seen.has(words)
      texts.push({ ...text, lines: text.lines.filter(isNew) })
      for (const { text: words } of text.lines) seen.add(words)
    }
    return withRest(joinVertically(texts), { whole: header.whole, more: !whole })
  }

  async #readPages(file: Uint8Array, pages: readonly TiffPage[], whole: boolean): Promise<PictureText> {
    const texts: PictureText[] = whole && pages.length > 0 ? [] : [{ lines: [], gap: { reason: 'damaged' } }]
    const key = createHash('sha256').update(file).digest('hex')
    for (const [number, page] of pages.entries()) {
      this.signal?.throwIfAborted()
      texts.push(this.#isTooLarge(page) ? this.#tooLarge()
        : await this.#recognise(`${key} ${number}`, () => decodeTiffPage(file, page)))
    }
    return joinVertically(texts)
  }

  #isTooLarge({ width, height }: { readonly width: number; readonly height: number }): boolean {
    return width * height > this.budget.limits.pixels
  }

  #tooLarge(): PictureText {
    return { lines: [], gap: { reason: 'limit-exceeded', args: { limit: 'pixels', value: this.budget.limits.pixels } } }
  }

  /** `key` identifies the picture in the cache; it is decoded only where the cache does not have it. */
  async #recognise(key: string, decodePixels: () => Promise<Pixels | undefined>): Promise<PictureText> {
    const { ocr, budget, signal } = this
    const cached = ocr.cache.get(key)
    if (cached) return this.#textOf(cached)
    const recogniser = await ocr.recogniser()
    if (!recogniser) return unread(this.whyNot)
    // The budget itself reports the refusal, once for the whole document.
    if (!budget.takePicture()) return { lines: [] }
    const pixels = await decodePixels()
    if (!pixels) return unread({ feature: 'picture-damaged' })
    const size = { width: pixels.width, height: pixels.height }
    if (Math.min(size.width, size.height) < LEGIBLE || isUniform(pixels)) return { lines: [], size }
    ocr.onPicture?.()
    const codes = await (await ocr.codeReader())?.(pixels) ?? []
    const seen = await lookAgain(recogniser, pixels, await recognise(recogniser, pixels, signal), signal)
    const under = await recogniseUnderStamps(recogniser, pixels, seen, signal)
    const lines = [...seen, ...under, ...await recognisePalePrint(recogniser, pixels, seen, signal)]
      .filter(({ box }) => !codes.some((code) => isInside(box, code.box)))
      .map((line) => ({ ...line, text: correctLevels(line.text) }))
    if (ocr.cache.size >= MAX_CACHED) ocr.cache.delete(ocr.cache.keys().next().value!)
    const recognised: Recognised = { lines, codes: codes.map(({ text }) => text) }
    ocr.cache.set(key, recognised)
    return { ...this.#textOf(recognised), size }
  }

  #textOf({ lines, codes }: Recognised): PictureText {
    for (const code of codes) this.#codes.add(code)
    const gap = doubtGap(lines)
    return { lines, ...(gap && { gap }) }
  }
}

/** The modules of a code look like letters; a line whose centre is in one is no text. */
function isInside([l, t, r, b]: Region, [left, top, right, bottom]: Region): boolean {
  const [x, y] = [(l + r) / 2, (t + b) / 2]
  return x > left && x < right && y > top && y < bottom
}

/** What is seen through transparent samples is there in the opaque picture too. */
function withoutLinesOf(seen: PictureText, under: PictureText): PictureText {
  const known = new Set(seen.lines.map(({ text }) => text))
  return { ...under, lines: under.lines.filter(({ text }) => !known.has(text)) }
}

/** What of a file was not seen, where that is no smaller matter than what is known already. */
function withRest(text: PictureText, { whole, more }: Pick<PictureHeader, 'whole' | 'more'>): PictureText {
  if (text.gap || (whole && !more)) return text
  if (!whole) return { ...text, gap: { reason: 'damaged' } }
  return { ...text, gap: { reason: 'partly-unreadable', args: { feature: 'further-frames' } } }
}

function unread(args: GapArgs<'image-not-read'>): PictureText {
  return { lines: [], gap: { reason: 'image-not-read', args } }
}

/** Joins the texts of one file, each below the one before. The first gap stands for all. */
function joinVertically(texts: readonly PictureText[]): PictureText {
  const gap = texts.find((each) => each.gap)?.gap
  let offset = 0
  const lines = texts.flatMap((each) => {
    const moved = each.lines.map(({ box: [l, t, r, b], ...line }): RecognisedLine =>
      ({ ...line, box: [l, t + offset, r, b + offset] }))
    offset = moved.reduce((most, { box }) => Math.max(most, box[3]), offset)
    return moved
  })
  return { lines, ...(gap && { gap }) }
}
