import { setImmediate } from 'node:timers/promises'
import { numberedPiece, type Gap } from '../../../model/index.js'
import { PartBuilder } from '../../parts/part-builder.js'
import type { TextRange } from '../../parts/rearranged.js'
import type { Intake } from '../../reader.js'
import { writeAnnotations, type AnnotationParts } from './annotations.js'
import { classifyRuns, type ClassifiedRun } from '../../page/visibility.js'
import { mayHoldText, runBox, type Drawing, type Picture } from '../../page/drawing.js'
import { area, intersect, touches, type Box } from '../../page/geometry.js'
import { PrintedText } from '../../page/printed-text.js'
import type { UnreadPage } from './recognise-pages.js'
import type { Opened } from './open.js'
import type { PdfDrawing } from './interpret.js'
import { annotationBox, layerVisibility, readPage, type ReadPage } from './read-page.js'
import type { FoundPages } from './structure-check.js'
import type { Doubt } from './show-text.js'
import { StyleTable } from '../../page/style-table.js'
import { wrappedCells, type WrittenRun } from '../../page/wrapped-cells.js'
import { writeLines } from '../../page/write-lines.js'

/** What was read of the pages of one document. */
export interface PagesReadout {
  readonly text: PartBuilder
  /** Cells of tables whose text wraps, as ranges of the text. */
  readonly wrapped: readonly (readonly TextRange[])[]
  readonly annotations: AnnotationParts
  readonly gaps: readonly Gap[]
  /** Pages with more content than was read. The gap of each is among `gaps`. */
  readonly unread: readonly UnreadPage[]
  /** Absent where not all pages were read. */
  readonly found?: FoundPages
}

/** Fonts are kept for this many pages, so that memory stays level on long documents. */
const PAGES_BETWEEN_CLEANUPS = 100

/**
 * Reads the pages that the budget allows. A page that strict parsing rejects is read again from `lenient`, which skips
 * what it cannot parse; such a page is a gap in any case.
 */
export async function readPages(
  strict: Opened,
  lenient: () => Promise<Opened | undefined>,
  intake: Intake,
  annotations: AnnotationParts,
): Promise<PagesReadout> {
  const text = new PartBuilder('body')
  const styles = new StyleTable()
  const wrapped: TextRange[][] = []
  const gaps: Gap[] = []
  const unread: UnreadPage[] = []
  const layerShows = await layerVisibility(strict)
  const last = strict.pdf.numPages
  const found = new Map<number, { readonly page: number; readonly draws: boolean }>()
  let all = true
  for (let number = 1; number <= last; number++) {
    if (intake.signal?.aborted) {
      gaps.push({ piece: numberedPiece('page', number), reason: 'cancelled', args: { from: number, to: last } })
      all = false
      break
    }
    if (!intake.budget.takePage('')) {
      all = false
      break
    }
    const page = await readPage(strict, number, layerShows).catch(async () => {
      gaps.push({ piece: numberedPiece('page', number), reason: 'damaged' })
      const other = await lenient()
      return other && readPage(other, number, layerShows).catch(() => undefined)
    })
    if (page?.number !== undefined) found.set(page.number, { page: number, draws: page.drawing.draws })
    if (page) gaps.push(...writePage(page, number, text, wrapped, annotations, styles, intake, unread))
    if (number % PAGES_BETWEEN_CLEANUPS === 0) await strict.pdf.cleanup().catch(() => undefined)
    // pdf.js runs in microtasks only: without this no timer and no abort event would ever fire.
    await setImmediate()
  }
  return { text, wrapped, annotations, gaps, unread, ...(all && { found }) }
}

/** Writes the text of one page, adds its unread content to `unread`, and returns its gaps. */
function writePage(
  page: ReadPage,
  number: number,
  text: PartBuilder,
  wrapped: TextRange[][],
  annotations: AnnotationParts,
  styles: StyleTable,
  { budget }: Intake,
  unread: UnreadPage[],
): Gap[] {
  const { drawing, view, box } = page
  const units = drawing.runs.reduce((sum, run) => sum + run.text.length, 0)
  if (!budget.takeText(numberedPiece('page', number), units)) return []
  const redactions = page.annotations
    .filter(({ subtype }) => subtype === 'Redact')
    .map((each) => annotationBox(each, view))
  const own = drawing.runs.filter((run) => run.owner === undefined)
  text.separate('\f')
  const runs: WrittenRun[] = []
  const classified = classifyRuns(own, drawing.paints, redactions, box)
  const written = writeLines(classified, { page: number }, text, styles, runs)
  for (const cell of wrappedCells(runs)) wrapped.push(cell)
  writeAnnotations(page, number, annotations, styles)
  const content = unreadContentOf(drawing, written > 0, number, classified)
  if (content) unread.push(content)
  const doubted = content?.whole ? undefined : doubtedContentOf(drawing, number, classified)
  if (doubted) unread.push(doubted)
  const known = doubted?.regions?.reduce((sum, { unknown }) => sum + unknown, 0) ?? 0
  const unreadable = drawing.unreadable - known
  const piece = numberedPiece('page', number)
  return [
    ...(content ? [content.gap] : []),
    ...(doubted ? [doubted.gap] : []),
    ...(unreadable > 0 ? [{ piece, reason: 'partly-unreadable', args: { count: unreadable } } as const] : []),
  ]
}

/**
 * What a page shows that its text may not say: glyphs without a character, glyphs that nothing proves, and paths and
 * patterns that could be letters.
 */
function doubtedContentOf(
  { doubts, letters }: PdfDrawing, page: number, classified: readonly ClassifiedRun[],
): UnreadPage | undefined {
  const regions = [...doubts, ...letters.map((box): Doubt => ({ box, unknown: 0, unproven: 0 }))]
  if (regions.length === 0) return undefined
  const piece = numberedPiece('page', page)
  const unknown = doubts.reduce((sum, each) => sum + each.unknown, 0)
  const gap: Gap = unknown > 0 ? { piece, reason: 'partly-unreadable', args: { count: unknown } }
    : { piece, reason: 'image-not-read' }
  const printed = letters.length > 0 ? printedText(letters, doubts, classified) : undefined
  return { gap, page, whole: false, clipped: 0, covered: 0, pictures: [], regions, ...(printed && { printed }) }
}

/** The visible text in and around the regions that nothing casts doubt on. */
function printedText(
  regions: readonly Box[], doubts: readonly Doubt[], classified: readonly ClassifiedRun[],
): PrintedText | undefined {
  if (regions.length * classified.length > MAX_PAIRS) return undefined
  const around = regions.map(([l, t, r, b]): Box => [l - NEAR, t - NEAR, r + NEAR, b + NEAR])
  return new PrintedText(classified.filter(({ run, visibility }) => {
    if (visibility !== 'visible') return false
    const box = runBox(run)
    return around.some((each) => touches(each, box)) && !doubts.some((doubt) => touches(doubt.box, box))
  }).map(({ run }) => run))
}

/** OCR sees lines that reach out of a region, in points. */
const NEAR = 24

/** The content of a page that its text does not contain: its pictures, or everything on a page without text. */
function unreadContentOf(
  drawing: PdfDrawing, hasText: boolean, page: number, classified: readonly ClassifiedRun[],
): UnreadPage | undefined {
  const piece = numberedPiece('page', page)
  const byPlace = new Map(drawing.pictures.filter(mayHoldText).map((picture) =>
    [`${picture.width} ${picture.height} ${picture.box.join(' ')}`, picture]))
  const pictures = [...byPlace.values()]
  const whole = drawing.draws && !hasText
  if (!whole && pictures.length === 0) return undefined
  const gap: Gap = whole
    ? { piece, reason: 'page-without-text', args: { images: pictures.length } }
    : { piece, reason: 'image-not-read', args: { count: pictures.length } }
  const clipped = pictures.filter((picture) => !picture.whole).length
  const covered = countCovered(pictures.filter((picture) => picture.whole), drawing)
  const printed = whole ? undefined : printedText(pictures.map(({ box }) => box), drawing.doubts, classified)
  return { gap, page, whole, clipped, covered, pictures, ...(printed && { printed }) }
}

/**
 * Counts the pictures of which a shape covers a tenth, or another picture a half. With too many pairs to compare, all
 * pictures count.
 */
function countCovered(pictures: readonly Picture[], { paints }: Drawing): number {
  const covers = paints.filter(({ opaque }) => opaque)
  if (covers.length * pictures.length > MAX_PAIRS) return pictures.length
  return pictures.filter(({ order, box }) => covers.some((cover) =>
    cover.order > order
    && area(intersect(cover.box, box)) > area(box) * (cover.colour === undefined ? 0.5 : 0.1))).length
}

const MAX_PAIRS = 1_000_000
