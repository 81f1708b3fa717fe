import { createHash } from 'node:crypto'
import { ScreenError, type Gap } from '../../model/index.js'
import type { Budget } from '../budget.js'
import { decode } from './decode.js'
import { loadPaddle } from './paddle.js'
import type { OcrMode, PictureReader, Pixels, SeenLine } from './picture-reader.js'
import { isUniform } from './pixels.js'
import { see } from './see.js'
import { survey } from './survey.js'

/** How pictures are read in one run. Shared by all documents; made by `createOcr`. */
export interface Ocr {
  readonly mode: OcrMode
  /** The engine, loaded once, when the first picture must be read; undefined where none can be. */
  readonly reader: () => Promise<PictureReader | undefined>
  /** What was seen in pictures so far, by their hash. */
  readonly seen: Map<string, readonly SeenLine[]>
  /** Called before each picture that takes time. */
  readonly onPicture?: () => void
}

export interface OcrOptions {
  readonly mode?: OcrMode
  readonly onPicture?: () => void
  /** Another engine in the place of PP-OCR. */
  readonly load?: () => Promise<PictureReader | undefined>
}

/** @throws ScreenError `configuration` where `on` asks for what cannot be loaded */
export async function createOcr({ mode = 'auto', onPicture, load = loadPaddle }: OcrOptions = {}): Promise<Ocr> {
  let loading: Promise<PictureReader | undefined> | undefined
  const reader = (): Promise<PictureReader | undefined> => (loading ??= load())
  if (mode === 'on' && !(await reader())) {
    throw new ScreenError('configuration', 'pictures cannot be read here: the optional packages of OCR are not installed')
  }
  return { mode, reader, seen: new Map(), ...(onPicture && { onPicture }) }
}

/** What came of one picture. `gap`: something of it was not read; lines may have been all the same. */
export interface Sighting {
  readonly lines: readonly SeenLine[]
  readonly gap?: Pick<Gap, 'reason' | 'args'>
  /** Samples of the picture, where it was decoded. */
  readonly size?: { readonly width: number; readonly height: number }
}

/** A line read with less is not relied on: its text counts, and the gap stays. */
const DOUBTFUL = 0.6
/** No character is legible in fewer samples. */
const LEGIBLE = 10
const MOST_SEEN = 256

/** Reads the pictures of one document within its budget, each different picture once in a run. */
export class Pictures {
  constructor(
    readonly ocr: Ocr,
    readonly budget: Budget,
    readonly signal?: AbortSignal,
  ) {}

  /** False where looking is of no use: switched off, or nothing to look with. */
  async canRead(): Promise<boolean> {
    return this.ocr.mode !== 'off' && (await this.ocr.reader()) !== undefined
  }

  /** Why `canRead` is false, for the gap. */
  get whyNot(): { readonly feature: string } {
    return { feature: this.ocr.mode === 'off' ? 'ocr-off' : 'ocr-not-installed' }
  }

  /**
   * Reads a picture file. Pictures of one colour and those too small for a legible character say nothing and are no gaps.
   * @throws the signal's reason
   */
  async readFile(bytes: Uint8Array): Promise<Sighting> {
    if (!(await this.canRead())) return unread(this.whyNot)
    const head = survey(bytes)
    if (!head) return unread({ feature: 'picture-format' })
    const { pixels: most } = this.budget.limits
    if (head.width * head.height > most) {
      return { lines: [], gap: { reason: 'limit-exceeded', args: { limit: 'pixels', value: most } } }
    }
    const more = !head.whole ? { reason: 'damaged' } as const
      : head.more ? { reason: 'partly-unreadable', args: { feature: 'further-frames' } } as const : undefined
    const key = createHash('sha256').update(bytes).digest('hex')
    const sighting = await this.#see(key, () => decode(bytes))
    return more && !sighting.gap ? { ...sighting, gap: more } : sighting
  }

  /** Reads decoded samples, likewise. */
  readPixels(pixels: Pixels): Promise<Sighting> {
    const key = `${pixels.width} ${createHash('sha256').update(pixels.data).digest('hex')}`
    return this.#see(key, () => Promise.resolve(pixels))
  }

  async #see(key: string, decoded: () => Promise<Pixels | undefined>): Promise<Sighting> {
    const { ocr, budget, signal } = this
    const known = ocr.seen.get(key)
    if (known) return sightingOf(known)
    const reader = await ocr.reader()
    if (!reader) return unread(this.whyNot)
    // The refusal is a gap of the whole document, told once by the budget.
    if (!budget.takePicture()) return { lines: [] }
    const pixels = await decoded()
    if (!pixels) return unread({ feature: 'picture-damaged' })
    const size = { width: pixels.width, height: pixels.height }
    if (Math.min(size.width, size.height) < LEGIBLE || isUniform(pixels)) return { lines: [], size }
    ocr.onPicture?.()
    const lines = await see(reader, pixels, signal)
    if (ocr.seen.size >= MOST_SEEN) ocr.seen.delete(ocr.seen.keys().next().value!)
    ocr.seen.set(key, lines)
    return { ...sightingOf(lines), size }
  }
}

function unread(args: Gap['args'] & object): Sighting {
  return { lines: [], gap: { reason: 'image-not-read', args } }
}

function sightingOf(lines: readonly SeenLine[]): Sighting {
  const doubtful = lines.filter(({ confidence }) => confidence < DOUBTFUL).length
  if (doubtful === 0) return { lines }
  return { lines, gap: { reason: 'partly-unreadable', args: { feature: 'ocr-confidence', count: doubtful } } }
}
