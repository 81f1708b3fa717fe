import { setImmediate } from 'node:timers/promises'
import type { Gap } from '../../../model/index.js'
import { PartBuilder } from '../../parts/part-builder.js'
import type { Intake } from '../../reader.js'
import { writeAnnotations, type AnnotationParts } from './annotations.js'
import { classifyRuns } from '../../page/visibility.js'
import { mayHoldText, type Drawing, type Picture } from '../../page/drawing.js'
import { area, intersect } from '../../page/geometry.js'
import type { Look } from './look.js'
import type { Opened } from './open.js'
import { annotationBox, layers, readPage, type ReadPage } from './read-page.js'
import type { SeenPages } from './structure.js'
import { StyleTable } from '../../page/style-table.js'
import { writeLines } from '../../page/write-lines.js'

/** Pages of one document, read one after another. */
export interface Body {
  readonly text: PartBuilder
  readonly annotations: AnnotationParts
  readonly gaps: readonly Gap[]
  /** Those of the gaps that looking at the page may settle. */
  readonly looks: readonly Look[]
  /** Absent where not all pages were asked for. */
  readonly seen?: SeenPages
}

/** Fonts are kept for this many pages, so that memory stays level on long documents. */
const PAGES_BETWEEN_CLEANUPS = 100

/**
 * Reads all pages that the budget allows. A page that the strict reading refuses is read again from `lenient`, which
 * leaves out what it cannot understand, and is a gap whatever that yields.
 */
export async function readBody(
  strict: Opened,
  lenient: () => Promise<Opened | undefined>,
  intake: Intake,
  annotations: AnnotationParts,
): Promise<Body> {
  const text = new PartBuilder('body')
  const styles = new StyleTable()
  const gaps: Gap[] = []
  const looks: Look[] = []
  const layerShows = await layers(strict)
  const last = strict.pdf.numPages
  const seen = new Map<number, { readonly page: number; readonly draws: boolean }>()
  let all = true
  for (let number = 1; number <= last; number++) {
    if (intake.signal?.aborted) {
      gaps.push({ piece: `page ${number}`, reason: 'cancelled', args: { from: number, to: last } })
      all = false
      break
    }
    if (!intake.budget.takePage('')) {
      all = false
      break
    }
    const page = await readPage(strict, number, layerShows).catch(async () => {
      gaps.push({ piece: `page ${number}`, reason: 'damaged' })
      const other = await lenient()
      return other && readPage(other, number, layerShows).catch(() => undefined)
    })
    if (page?.number !== undefined) seen.set(page.number, { page: number, draws: page.drawing.draws })
    if (page) gaps.push(...writePage(page, number, text, annotations, styles, intake, looks))
    if (number % PAGES_BETWEEN_CLEANUPS === 0) await strict.pdf.cleanup().catch(() => undefined)
    // pdf.js runs in microtasks alone: without this no timer and no abort would ever be heard.
    await setImmediate()
  }
  return { text, annotations, gaps, looks, ...(all && { seen }) }
}

function writePage(
  page: ReadPage,
  number: number,
  text: PartBuilder,
  annotations: AnnotationParts,
  styles: StyleTable,
  { budget }: Intake,
  looks: Look[],
): Gap[] {
  const { drawing, view, box } = page
  const units = drawing.runs.reduce((sum, run) => sum + run.text.length, 0)
  if (!budget.takeText(`page ${number}`, units)) return []
  const redactions = page.annotations
    .filter(({ subtype }) => subtype === 'Redact')
    .map((each) => annotationBox(each, view))
  const own = drawing.runs.filter((run) => run.owner === undefined)
  text.separate('\f')
  const written = writeLines(classifyRuns(own, drawing.paints, redactions, box), { page: number }, text, styles)
  writeAnnotations(page, number, annotations, styles)
  const look = lookOf(drawing, written > 0, number)
  if (look) looks.push(look)
  const { unreadable } = drawing
  const part = `page ${number}`
  return [
    ...(look ? [look.gap] : []),
    ...(unreadable > 0 ? [{ piece: part, reason: 'partly-unreadable', args: { count: unreadable } } as const] : []),
  ]
}

/** What its text does not tell of a page, if there is such. */
function lookOf(drawing: Drawing, hasText: boolean, page: number): Look | undefined {
  const part = `page ${page}`
  const byPlace = new Map(drawing.pictures.filter(mayHoldText).map((picture) =>
    [`${picture.width} ${picture.height} ${picture.box.join(' ')}`, picture]))
  const pictures = [...byPlace.values()]
  const all = drawing.draws && !hasText
  if (!all && pictures.length === 0) return undefined
  const gap: Gap = all
    ? { piece: part, reason: 'page-without-text', args: { images: pictures.length } }
    : { piece: part, reason: 'image-not-read', args: { count: pictures.length } }
  const cut = pictures.filter(({ whole }) => !whole).length
  const covered = countCovered(pictures.filter(({ whole }) => whole), drawing)
  return { gap, page, all, cut, covered, pictures }
}

/** Pictures of which a shape covers a tenth or another picture a half. Where that is too much to tell, all. */
function countCovered(pictures: readonly Picture[], { paints }: Drawing): number {
  const lids = paints.filter(({ opaque }) => opaque)
  if (lids.length * pictures.length > MOST_PAIRS) return pictures.length
  return pictures.filter(({ order, box }) => lids.some((lid) =>
    lid.order > order && area(intersect(lid.box, box)) > area(box) * (lid.colour === undefined ? 0.5 : 0.1))).length
}

const MOST_PAIRS = 1_000_000
