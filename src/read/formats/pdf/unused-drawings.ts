import { setImmediate } from 'node:timers/promises'
import { numberedPiece, type Gap, type Part } from '../../../model/index.js'
import { mayHoldText } from '../../page/drawing.js'
import { StyleTable } from '../../page/style-table.js'
import { writeLines } from '../../page/write-lines.js'
import { PartBuilder } from '../../parts/part-builder.js'
import { ReadoutBuilder } from '../../parts/readout-builder.js'
import type { Intake, Readout } from '../../reader.js'
import { writeDrawings } from './drawings-file.js'
import type { ObjectTable } from './object-table.js'
import { openPdf, type Opened } from './open.js'
import { DrawingPages, type DrawingPage } from './page-of-drawing.js'
import { readPage, type ReadPage } from './read-page.js'
import type { ListedStream } from './stream-inventory.js'
import type { FoundPages } from './structure-check.js'

/**
 * Reads the drawings that no page uses: contents of earlier revisions and of pages that were taken out, forms that
 * nothing draws, appearances that show under the mouse or in another state. Each becomes a page of a new file, with the
 * resources that it has or had, and is read as pages are. A drawing whose lines are all among `reported` gives no text;
 * of the others such lines are echoes. Gaps: drawings without fonts, damaged ones, unknown glyphs, pictures in them.
 */
export async function readUnusedDrawings(
  drawings: readonly ListedStream[], table: () => ObjectTable, found: FoundPages | undefined,
  reported: ReadonlySet<string>, intake: Intake,
): Promise<Readout> {
  const readout = new ReadoutBuilder()
  if (drawings.length === 0) return readout.build()
  const objects = table()
  const { pages, gaps } = pagesFor(drawings, objects)
  readout.add({ gaps })
  if (pages.length === 0) return readout.build()
  const bytes = writeDrawings(pages, objects)
  const source = await Promise.allSettled([openPdf(bytes.slice(), true), openPdf(bytes, false)])
  const [strict, lenient] = source.map((each) => (each.status === 'fulfilled' ? each.value : undefined))
  try {
    for (const [i, page] of pages.entries()) {
      intake.signal?.throwIfAborted()
      if (!intake.budget.takePage('')) break
      readout.add(await readDrawing(page, i + 1, [strict, lenient], found, reported, intake))
      await setImmediate() // see readPages
    }
  } finally {
    await strict?.close()
    await lenient?.close()
  }
  return readout.build()
}

function pagesFor(
  drawings: readonly ListedStream[], table: ObjectTable,
): { readonly pages: readonly DrawingPage[]; readonly gaps: readonly Gap[] } {
  const finder = new DrawingPages(table)
  const gaps: Gap[] = []
  const pages = drawings.flatMap((stream) => {
    const { pages: own, complete } = finder.of(stream)
    if (!complete) gaps.push({ piece: numberedPiece('object', stream.number), reason: 'part-not-supported' })
    return own
  })
  return { pages, gaps }
}

async function readDrawing(
  { stream, page }: DrawingPage, number: number, [strict, lenient]: readonly (Opened | undefined)[],
  found: FoundPages | undefined, reported: ReadonlySet<string>, { budget }: Intake,
): Promise<Partial<Readout>> {
  const piece = numberedPiece('object', stream.number)
  const whole = await readWith(strict, number)
  const read = whole ?? await readWith(lenient, number)
  const damaged: Gap[] = whole ? [] : [{ piece, reason: 'damaged' }]
  if (!read) return { gaps: damaged }
  const { runs, unreadable, pictures } = read.drawing
  const count = pictures.filter(mayHoldText).length
  const gaps: Gap[] = [
    ...damaged,
    ...(unreadable > 0 ? [{ piece, reason: 'partly-unreadable', args: { count: unreadable } } as const] : []),
    ...(count > 0 ? [{ piece, reason: 'image-not-read', args: { count } } as const] : []),
  ]
  const shown = page === undefined ? undefined : found?.get(page)?.page
  const visibility = stream.mayShow ? 'visible' : 'deleted'
  const lines = new PartBuilder(stream.mayShow ? 'body' : 'revision', piece)
  const classified = runs.map((run) => ({ run, visibility } as const))
  writeLines(classified, shown === undefined ? {} : { page: shown }, lines, new StyleTable())
  const part = withoutReported(lines, reported)
  return { gaps, parts: part && budget.takeText(piece, part.text.length) ? [part] : [] }
}

function readWith(opened: Opened | undefined, number: number): Promise<ReadPage | undefined> {
  return opened ? readPage(opened, number, () => true).catch(() => undefined) : Promise.resolve(undefined)
}

/** Undefined where everything is reported already. */
function withoutReported(lines: PartBuilder, reported: ReadonlySet<string>): Part | undefined {
  const part = lines.build()
  const blocks = part.blocks.map((block) =>
    (reported.has(part.text.slice(block.start, block.end).trim()) ? { ...block, echo: true } : block))
  return blocks.every(({ echo }) => echo) ? undefined : { ...part, blocks }
}
