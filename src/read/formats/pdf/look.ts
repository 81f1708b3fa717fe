import type { Gap, Part, Place } from '../../../model/index.js'
import { crop, isUniform } from '../../pictures/pixels.js'
import type { PictureReader, PictureText } from '../../picture-reader.js'
import type { RecognisedLine } from '../../picture-reader.js'
import { imagePartOf } from '../../pictures/image-part.js'
import type { Intake } from '../../reader.js'
import type { Picture } from '../../page/drawing.js'
import { area, NOWHERE, touches, union, type Box } from '../../page/geometry.js'
import { openRenderer, type Rendered, type Renderer } from './render.js'
import { seeUnder, type Under } from './see-under.js'

/** A page that shows more than its text says, and the gap for that. */
export interface Look {
  readonly gap: Gap
  readonly page: number
  readonly pictures: readonly Picture[]
  /** True where the page has no text, so that all of it must be looked at. */
  readonly all: boolean
  /** Pictures of which the page's operators let only a part show; looking at the page does not read the rest. */
  readonly cut: number
  /** Pictures of which something painted later hides a part. */
  readonly covered: number
}

/** What looking has brought: the text, and for each gap looked at what is left of it. */
export interface Looked {
  readonly parts: readonly Part[]
  readonly left: ReadonlyMap<Gap, readonly Gap[]>
}

/**
 * Draws the pages and reads what they show: all of a page without text, the area of its pictures on others. Places have
 * the page and a box in points. Of pictures that are cut, covered or came out as one colour, what does not show is read
 * from the pictures themselves; where they cannot all be had, that stays a gap, unless one is of one colour by itself.
 * @throws the signal's reason
 */
export async function lookAt(looks: readonly Look[], intake: Intake): Promise<Looked> {
  const { pictures, document, budget } = intake
  const left = new Map<Gap, readonly Gap[]>()
  const parts: Part[] = []
  if (!pictures || looks.length === 0) return { parts, left }
  if (!(await pictures.canRead())) {
    for (const { gap } of looks) left.set(gap, [{ ...gap, args: { ...gap.args, ...pictures.whyNot } }])
    return { parts, left }
  }
  const renderer = await openRenderer(document.bytes, Math.min(MOST_PIXELS, budget.limits.pixels))
  if (!renderer) return { parts, left }
  try {
    for (const look of looks) {
      intake.signal?.throwIfAborted()
      const seen = await seePage(look, renderer, pictures, budget.limits.pixels)
      if (!seen) continue
      left.set(look.gap, gapsLeft(look, seen))
      const placeOf = ({ box }: RecognisedLine): Place => ({ page: look.page, box: rounded(box) })
      const part = imagePartOf(look.gap.piece, seen.lines, budget, placeOf)
      const visibility = look.cut > 0 && look.covered === 0 ? 'hidden' : 'covered'
      const place = (): Place => ({ page: look.page })
      const under = imagePartOf(`${look.gap.piece} under`, seen.under?.lines ?? [], budget, place, visibility)
      parts.push(...[part, under].filter((each) => each !== undefined))
    }
  } finally {
    renderer.close()
  }
  return { parts, left }
}

/** Dots per inch: 16-point type is 44 samples high at 200; finer scans keep what they have up to 400. */
const LEAST_DPI = 200
const MOST_DPI = 400
const MOST_PIXELS = 20_000_000

interface SeenPage extends PictureText {
  /** How many pictures came out as one colour. */
  readonly blank: number
  /** What its pictures hold that does not show. */
  readonly under?: Under
}

/** Boxes of the lines are in points. Undefined: the page could not be drawn. */
async function seePage(
  look: Look, renderer: Renderer, pictures: PictureReader, mostPixels: number,
): Promise<SeenPage | undefined> {
  const placed = look.pictures.filter(({ box }) => area(box) > 0)
  const rendered = await renderer.render(look.page, dpiFor(placed))
  if (!rendered) return undefined
  const { pixels, scale } = rendered
  const regions = placed.map(({ box }) => scaled(box, scale))
  const blank = await countBlank(look, regions.filter((each) => isBlank(rendered, each)).length, renderer, mostPixels)
  const region = look.all ? ([0, 0, pixels.width, pixels.height] as const) : regions.reduce(union, NOWHERE)
  const piece = crop(pixels, region)
  const isEmpty = !piece || (look.all && isUniform(piece))
  const sighting: PictureText = isEmpty ? { lines: [] } : await pictures.readPixels(piece)
  const [dx, dy] = [Math.max(0, Math.floor(region[0])), Math.max(0, Math.floor(region[1]))]
  const lines = sighting.lines
    .map((line): RecognisedLine => ({ ...line, box: scaled(moved(line.box, dx, dy), 1 / scale) }))
    .filter(({ box }) => look.all || placed.some((picture) => touches(picture.box, box)))
  const seen = { ...sighting, lines, blank: isEmpty && look.pictures.length === 0 ? 1 : blank }
  if (look.cut + look.covered + blank === 0 || look.pictures.length === 0) return seen
  const under = await seeUnder(look, lines, renderer, pictures, mostPixels)
  return under ? { ...seen, under } : seen
}

/** How many pictures came out as one colour, and are not known to be of one colour by themselves. */
async function countBlank(
  { page, pictures: shown }: Look, blank: number, renderer: Renderer, mostPixels: number,
): Promise<number> {
  const samples = shown.reduce((sum, { width, height }) => sum + width * height, 0)
  if (blank === 0 || samples > mostPixels) return blank
  const own = await renderer.pictures(page)
  const plain = own?.filter((each) => isUniform(each)).length ?? 0
  return own && own.length >= shown.length && plain >= blank ? 0 : blank
}

function dpiFor(pictures: readonly Picture[]): number {
  const finest = pictures.reduce((most, { width, box: [left, , right] }) =>
    Math.max(most, (72 * width) / Math.max(1, right - left)), 0)
  return Math.min(MOST_DPI, Math.max(LEAST_DPI, Math.round(finest)))
}

function isBlank({ pixels }: Rendered, region: Box): boolean {
  const piece = crop(pixels, region)
  return !piece || isUniform(piece)
}

function gapsLeft({ gap, cut, covered }: Look, { gap: doubt, blank, under }: SeenPage): Gap[] {
  const gaps: Gap[] = []
  const count = cut + covered
  if (blank > 0 && !under?.whole) gaps.push({ ...gap, args: { ...gap.args, feature: 'picture-blank' } })
  else if (count > 0 && !under?.whole) {
    gaps.push({ piece: gap.piece, reason: 'image-not-read', args: { count, feature: 'picture-covered' } })
  }
  if (doubt) gaps.push({ piece: gap.piece, ...doubt })
  return gaps
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
