import { numberedPiece, type Gap, type Place } from '../../../model/index.js'
import type { Budget } from '../../budget.js'
import { looksMeaningful } from '../../markup/xml/harvest.js'
import { walkXml, type XmlElement, type XmlHandler, type XmlSource } from '../../markup/xml/walk.js'
import type { Box } from '../../page/geometry.js'
import type { StyleTable } from '../../page/style-table.js'
import { classifyRuns } from '../../page/visibility.js'
import { writeLines } from '../../page/write-lines.js'
import { PartSet } from '../../parts/part-set.js'
import { ReadoutBuilder } from '../../parts/readout-builder.js'
import type { Readout } from '../../reader.js'
import { PageGraphics } from './graphics.js'
import { boxFrom } from './locations.js'

export interface PageOptions {
  readonly template: boolean
  /** Counts from 1; undefined for a page that the document does not list. */
  readonly number: number | undefined
  /** The page area of the document in millimetres, for pages that do not define their own. */
  readonly area: Box
}

/** What was read of one page. */
export interface PageReadout {
  readonly readout: Readout
  /** For a page of pictures without text: the gap that it is where the package contains no picture. */
  readonly picturesOnly?: Gap
  /** Its paths that can be letters, as SVG, for a page with text. */
  readonly drawing?: { readonly piece: string; readonly source: string }
}

/** Reads one page or template page (GB/T 33190, 7.7): its lines as they are drawn, links, comments and other text. */
export async function readPage(
  source: XmlSource, budget: Budget, styles: StyleTable, { template, number, area: documentArea }: PageOptions,
): Promise<PageReadout> {
  const area = ownArea(source.bytes) ?? documentArea
  const { handler, gaps } = await walkXml(source, budget, () => new PageHandler(source.piece, budget, area))
  const { graphics, partSet } = handler
  const { runs, paints, pictures, unreadable } = graphics
  const units = runs.reduce((sum, run) => sum + run.text.length, 0)
  const box: Box = [0, 0, (area[2] - area[0]) * 72 / 25.4, (area[3] - area[1]) * 72 / 25.4]
  const kept = units > 0 && budget.takeText(source.piece, units)
  const place: Place = number === undefined ? {} : { page: number }
  const builder = partSet.visible(template ? 'template' : 'body')
  const written = kept ? writeLines(classifyRuns(runs, paints, [], box), place, builder, styles) : 0
  const piece = number === undefined ? source.piece : numberedPiece('page', number)
  const gap: Gap = { piece, reason: 'page-without-text', args: { images: pictures } }
  const isWithoutText = units === 0 || (kept && written === 0)
  // Lines and frames have no text, and pictures are read as entries of their own.
  const drawsText = graphics.outlines || (graphics.draws && !template)
  const readout = new ReadoutBuilder().part(...partSet.build()).add({ gaps })
  if (isWithoutText && drawsText) readout.add({ gaps: [gap] })
  if (unreadable > 0) readout.gap(piece, 'partly-unreadable', { count: unreadable })
  const picturesOnly = isWithoutText && !drawsText && !template && pictures > 0
  const drawing = isWithoutText ? {} : drawingOf(piece, graphics)
  return { readout: readout.build(), ...(picturesOnly && { picturesOnly: gap }), ...drawing }
}

function drawingOf(piece: string, { letters }: PageGraphics): Pick<PageReadout, 'drawing'> {
  if (letters.length === 0) return {}
  return { drawing: { piece, source: `<svg xmlns="http://www.w3.org/2000/svg">${letters.join('')}</svg>` } }
}

/** The area that the page itself defines, before its content. */
function ownArea(bytes: Uint8Array | string): Box | undefined {
  const head = typeof bytes === 'string' ? bytes.slice(0, 4096) : new TextDecoder().decode(bytes.subarray(0, 4096))
  const text = /<(?:[^\s<>/:]+:)?PhysicalBox[^<>]*>([^<]*)</.exec(head)?.[1]
  return text === undefined ? undefined : boxFrom(text)
}

class PageHandler implements XmlHandler {
  readonly graphics: PageGraphics
  readonly partSet: PartSet

  constructor(piece: string, budget: Budget, area: Box) {
    this.graphics = new PageGraphics(area)
    this.partSet = new PartSet(piece, budget)
  }

  open(element: XmlElement): void {
    this.graphics.open(element)
    writeAttributes(element, this.partSet)
  }

  close(): void {
    this.graphics.close()
  }

  text(text: string): void {
    if (this.graphics.consumesText) this.graphics.text(text)
    else this.partSet.line('markup', text, {}, 'metadata', true)
  }

  onNonContent(text: string): void {
    this.partSet.line('markup', text, {}, 'hidden')
  }
}

/** Writes links, meaningful attribute values and foreign element names. */
export function writeAttributes(element: XmlElement, partSet: PartSet): void {
  if (/[^\0-\x7f]/.test(element.local)) partSet.line('markup', element.local, {}, 'metadata', true)
  for (const { name, local, value } of element.attributes) {
    if (name.startsWith('xmlns') || /^[-+\d\s.,eg#]*$/.test(value)) {
      if (/^\d{11,18}$/.test(value)) partSet.line('markup', value, {}, 'metadata', true)
    } else if (local === 'URI') partSet.line('link', value, {}, 'metadata', true)
    else if (looksMeaningful(value)) partSet.line('markup', value, {}, 'metadata', true)
  }
}
