import type { Gap } from '../../../model/index.js'
import { area, touches, union, type Box } from '../../page/geometry.js'
import type { PrintedText } from '../../page/printed-text.js'
import type { PictureReader, PictureText, RecognisedLine } from '../../picture-reader.js'
import { doubtGap } from '../../pictures/ocr/doubtful-lines.js'
import { crop, isUniform } from '../../pictures/pixels.js'
import type { Renderer } from './render.js'
import type { Doubt } from './show-text.js'

/** What OCR saw in regions of a page. Boxes are in points. */
export interface LookedAt extends PictureText {
  /** Number of unknown glyphs in longer runs in which OCR saw no line. */
  readonly unseen: number
}

const DPI = 200
/** Around a region, in points: OCR needs a margin. */
const MARGIN = 6
/** A row of regions this close, in points, is looked at as one. */
const NEAR = 24
/** Fewer glyphs without a line are bullets and symbols. */
const LEAST_TEXT = 3

/**
 * Renders the regions of a page whose text cannot be trusted or that paths draw, and recognises what they show. Regions
 * near each other are looked at together. Undefined where the page cannot be rendered.
 * @throws the signal's reason
 */
export async function recogniseRegions(
  { page, printed }: { readonly page: number; readonly printed?: PrintedText }, doubts: readonly Doubt[],
  renderer: Renderer, reader: PictureReader,
): Promise<LookedAt | undefined> {
  const rendered = await renderer.render(page, DPI)
  if (!rendered) return undefined
  const { pixels, scale } = rendered
  const lines: RecognisedLine[] = []
  let gap: PictureText['gap']
  for (const [left, top, right, bottom] of joined(doubts.map(({ box }) => grown(box)))) {
    const cropped = crop(pixels, [left * scale, top * scale, right * scale, bottom * scale])
    if (!cropped || isUniform(cropped)) continue
    const [dx, dy] = [Math.max(0, Math.floor(left * scale)), Math.max(0, Math.floor(top * scale))]
    const text = await reader.readPixels(cropped)
    const own = text.lines.map((seen) => ({ seen, line: { ...seen, box: toPoints(seen.box, dx, dy, scale) } }))
      .filter(({ line }) => doubts.some(({ box }) => touches(box, line.box)) && !printed?.says(line))
    const isDoubt = text.gap?.args?.feature === 'ocr-confidence'
    gap ??= isDoubt ? doubtGap(own.map(({ seen }) => seen), text.lines) : text.gap
    lines.push(...own.map(({ line }) => line))
  }
  const unseen = doubts.filter(({ box, unknown, unproven }) =>
    unknown + unproven >= LEAST_TEXT && !lines.some((line) => touches(line.box, box)))
  return { lines, unseen: unseen.reduce((sum, each) => sum + each.unknown + each.unproven, 0), ...(gap && { gap }) }
}

/** The gaps that remain after the look at the regions of one page. */
export function regionGaps(piece: string, { gap, unseen }: LookedAt): Gap[] {
  return [
    ...(unseen > 0 ? [{ piece, reason: 'partly-unreadable', args: { count: unseen } } as const] : []),
    ...(gap ? [{ piece, ...gap }] : []),
  ]
}

function grown([left, top, right, bottom]: Box): Box {
  return [left - MARGIN, top - MARGIN, right + MARGIN, bottom + MARGIN]
}

/** Joins boxes from the top to the bottom, as long as each is near the one before. */
function joined(boxes: readonly Box[]): Box[] {
  const found: Box[] = []
  for (const box of boxes.filter((each) => area(each) > 0).toSorted((one, other) => one[1] - other[1])) {
    const last = found.at(-1)
    if (last && box[1] <= last[3] + NEAR) found[found.length - 1] = union(last, box)
    else found.push(box)
  }
  return found
}

function toPoints([l, t, r, b]: RecognisedLine['box'], dx: number, dy: number, scale: number): Box {
  return [(l + dx) / scale, (t + dy) / scale, (r + dx) / scale, (b + dy) / scale]
}
