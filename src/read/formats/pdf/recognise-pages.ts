import { createGap, type Gap, type GapArgs, type GapFeature, type Part, type Place } from '../../../model/index.js'
import type { Picture } from '../../page/drawing.js'
import { area, NOWHERE, touches, union, type Box } from '../../page/geometry.js'
import type { PrintedText } from '../../page/printed-text.js'
import type { PictureReader, PictureText } from '../../picture-reader.js'
import { imagePartOf } from '../../pictures/image-part.js'
import { doubtGap } from '../../pictures/ocr/doubtful-lines.js'
import { crop, isUniform } from '../../pictures/pixels.js'
import type { Intake } from '../../reader.js'
import { recogniseRegions, regionGaps } from './recognise-regions.js'
import { recognisePictures, type HiddenLines } from './recognise-pictures.js'
import type { Doubt } from './show-text.js'
import { openRenderer, type Rendered, type Renderer } from './render.js'

/** A page that shows more than its text, and the gap for the rest. */
export interface UnreadPage {
  readonly gap: Gap
  readonly page: number
  readonly pictures: readonly Picture[]
  /** True for a page without text, which is recognised as a whole. */
  readonly whole: boolean
  /** Number of pictures that are clipped, so that the rendered page does not show all of them. */
  readonly clipped: number
  /** Number of pictures that something painted later covers in part. */
  readonly covered: number
  /** Where the page may show something else than its text; then there are no pictures. */
  readonly regions?: readonly Doubt[]
  /** Text that shows as it is, which need not be read once more. */
  readonly printed?: PrintedText
}

/** The recognised text, and for each gap of a recognised page the gaps that remain. */
export interface RecognisedPages {
  readonly parts: readonly Part[]
  readonly remaining: ReadonlyMap<Gap, readonly Gap[]>
}

/**
 * Renders pages and recognises what they show: all of a page without text, otherwise the area of its pictures. Places
 * have the page and a box in points. What does not show of clipped, covered and uniform pictures is recognised from the
 * pictures themselves. Where that is not possible it remains a gap, except for pictures that are uniform in themselves.
 * @throws the signal's reason
 */
export async function recognisePages(
  pages: readonly UnreadPage[], intake: Intake, password: string,
): Promise<RecognisedPages> {
  const { pictures, document, budget } = intake
  const remaining = new Map<Gap, readonly Gap[]>()
  const parts: Part[] = []
  if (!pictures || pages.length === 0) return { parts, remaining }
  if (!(await pictures.canRead())) {
    for (const { gap } of pages) {
      if (gap.reason !== 'partly-unreadable') remaining.set(gap, [withFeature(gap, pictures.whyNot.feature)])
    }
    return { parts, remaining }
  }
  const renderer = await openRenderer(document.bytes, Math.min(MAX_PIXELS, budget.limits.pixels), password)
  if (!renderer) return { parts, remaining }
  try {
    for (const unread of pages) {
      intake.signal?.throwIfAborted()
      if (unread.regions) {
        const looked = await recogniseRegions(unread, unread.regions, renderer, pictures)
        if (looked) remaining.set(unread.gap, regionGaps(unread.gap.piece, looked))
        if (looked) parts.push(...partsOf(unread, { ...looked, blank: 0 }, intake))
        continue
      }
      const recognised = await recognisePage(unread, renderer, pictures, budget.limits.pixels)
      if (!recognised) continue
      remaining.set(unread.gap, remainingGaps(unread, recognised))
      parts.push(...partsOf(unread, recognised, intake))
    }
  } finally {
    renderer.close()
  }
  return { parts, remaining }
}

/** The text that the page shows, and the text of its pictures that it does not show. */
function partsOf({ gap, page, clipped, covered }: UnreadPage, recognised: RecognisedPage, { budget }: Intake): Part[] {
  const shown = imagePartOf(gap.piece, recognised.lines, budget, ({ box }) => ({ page, box: rounded(box) }))
  const visibility = clipped > 0 && covered === 0 ? 'hidden' : 'covered'
  const lines = recognised.hidden?.lines ?? []
  const hidden = imagePartOf(`${gap.piece} under`, lines, budget, (): Place => ({ page }), visibility)
  return [shown, hidden].filter((part) => part !== undefined)
}

/** 16-point type is 44 samples high at 200 dpi. Finer scans keep their resolution up to 400 dpi. */
const MIN_DPI = 200
const MAX_DPI = 400
const MAX_PIXELS = 20_000_000

/** The text that a page shows. Boxes are in points. */
interface RecognisedPage extends PictureText {
  /** Number of pictures that were rendered in one colour. */
  readonly blank: number
  /** The text of its pictures that the page does not show. */
  readonly hidden?: HiddenLines
}

/** Undefined where the page cannot be rendered. */
async function recognisePage(
  unread: UnreadPage, renderer: Renderer, reader: PictureReader, maxPixels: number,
): Promise<RecognisedPage | undefined> {
  const placed = unread.pictures.filter(({ box }) => area(box) > 0)
  const rendered = await renderer.render(unread.page, dpiFor(placed))
  if (!rendered) return undefined
  const { pixels, scale } = rendered
  const regions = placed.map(({ box }) => scaled(box, scale))
  const blank = await countBlank(unread, regions.filter((each) => isBlank(rendered, each)).length, renderer, maxPixels)
  const region = unread.whole ? ([0, 0, pixels.width, pixels.height] as const) : regions.reduce(union, NOWHERE)
  const cropped = crop(pixels, region)
  const isEmpty = !cropped || (unread.whole && isUniform(cropped))
  const text: PictureText = isEmpty ? { lines: [] } : await reader.readPixels(cropped)
  const [dx, dy] = [Math.max(0, Math.floor(region[0])), Math.max(0, Math.floor(region[1]))]
  const own = text.lines.map((seen) => ({ seen, line: { ...seen, box: scaled(moved(seen.box, dx, dy), 1 / scale) } }))
    .filter(({ line }) => unread.whole || placed.some((picture) => touches(picture.box, line.box)))
    .filter(({ line }) => !unread.printed?.says(line))
  const lines = own.map(({ line }) => line)
  const isDoubt = text.gap?.args?.feature === 'ocr-confidence'
  const gap = isDoubt ? doubtGap(own.map(({ seen }) => seen), text.lines) : text.gap
  const recognised: RecognisedPage = {
    lines, blank: isEmpty && unread.pictures.length === 0 ? 1 : blank, ...(gap && { gap }),
  }
  if (unread.clipped + unread.covered + blank === 0 || unread.pictures.length === 0) return recognised
  const hidden = await recognisePictures(unread, lines, renderer, reader, maxPixels)
  return hidden ? { ...recognised, hidden } : recognised
}

/** Number of the pictures rendered in one colour that are not known to be uniform in themselves. */
async function countBlank(
  { page, pictures }: UnreadPage, blank: number, renderer: Renderer, maxPixels: number,
): Promise<number> {
  const samples = pictures.reduce((sum, { width, height }) => sum + width * height, 0)
  if (blank === 0 || samples > maxPixels) return blank
  const originals = await renderer.pictures(page)
  const uniform = originals?.filter((each) => isUniform(each)).length ?? 0
  return originals && originals.length >= pictures.length && uniform >= blank ? 0 : blank
}

function dpiFor(pictures: readonly Picture[]): number {
  const finest = pictures.reduce((most, { width, box: [left, , right] }) =>
    Math.max(most, (72 * width) / Math.max(1, right - left)), 0)
  return Math.min(MAX_DPI, Math.max(MIN_DPI, Math.round(finest)))
}

function isBlank({ pixels }: Rendered, region: Box): boolean {
  const cropped = crop(pixels, region)
  return !cropped || isUniform(cropped)
}

function remainingGaps({ gap, clipped, covered }: UnreadPage, recognised: RecognisedPage): Gap[] {
  const { gap: uncertain, blank, hidden } = recognised
  const gaps: Gap[] = []
  const count = clipped + covered
  if (blank > 0 && !hidden?.complete) gaps.push(withFeature(gap, 'picture-blank'))
  else if (count > 0 && !hidden?.complete) {
    gaps.push({ piece: gap.piece, reason: 'image-not-read', args: { count, feature: 'picture-covered' } })
  }
  if (uncertain) gaps.push({ piece: gap.piece, ...uncertain })
  return gaps
}

/** The gap of a page, with why its pictures were not read. */
function withFeature({ piece, reason, args }: Gap, feature: GapFeature<'page-without-text'>): Gap {
  return createGap(piece, reason, { ...args, feature } as GapArgs)
}

function scaled([l, t, r, b]: Box, by: number): Box {
  return [l * by, t * by, r * by, b * by]
}

function moved([l, t, r, b]: Box, dx: number, dy: number): Box {
  return [l + dx, t + dy, r + dx, b + dy]
}

function rounded([l, t, r, b]: Box): Box {
  const round = (value: number): number => Math.round(value * 100) / 100
  return [round(l), round(t), round(r), round(b)]
}
