import type { Gap, Place } from '../../../model/index.js'
import type { Budget } from '../../budget.js'
import { PartSet } from '../../parts/part-set.js'
import { looksMeaningful } from '../../markup/xml/harvest.js'
import { classifyRuns } from '../../page/visibility.js'
import type { Box } from '../../page/geometry.js'
import type { StyleTable } from '../../page/style-table.js'
import { writeLines } from '../../page/write-lines.js'
import { walkXml, type XmlElement, type XmlHandler, type XmlSource } from '../../markup/xml/walk.js'
import { PageGraphics } from './graphics.js'
import { boxFrom } from './locations.js'
import type { Readout } from '../../reader.js'

export interface PageOptions {
  readonly template: boolean
  /** Counts from 1; unknown for a page that the document does not list. */
  readonly number: number | undefined
  /** The document's page area, for a page without its own. In millimetres. */
  readonly area: Box
}

/** What was read of a page. */
export interface PageReadout extends Readout {
  /** A page of pictures alone: the gap it is where the package has none. */
  readonly picturesOnly?: Gap
}

/**
 * Reads one page or template page (GB/T 33190, 7.7): its lines as they are drawn, addresses and comments beside them.
 */
export function readPage(source: XmlSource, budget: Budget, styles: StyleTable, options: PageOptions): PageReadout {
  const area = ownArea(source.bytes) ?? options.area
  const { handler, gaps } = walkXml(source, budget, () => new PageHandler(source.piece, budget, area))
  const { drawn, partSet } = handler
  const place: Place = options.number === undefined ? {} : { page: options.number }
  const units = drawn.runs.reduce((sum, run) => sum + run.text.length, 0)
  const box: Box = [0, 0, (area[2] - area[0]) * 72 / 25.4, (area[3] - area[1]) * 72 / 25.4]
  const kept = units > 0 && budget.takeText(source.piece, units)
  const kind = options.template ? 'template' : 'body'
  const runs = kept ? classifyRuns(drawn.runs, drawn.paints, [], box) : []
  const written = kept ? writeLines(runs, place, partSet.visible(kind), styles) : 0
  const part = options.number === undefined ? source.piece : `page ${options.number}`
  const gap: Gap = { piece: part, reason: 'page-without-text', args: { images: drawn.pictures } }
  // Rules and frames say nothing; pictures are read by themselves.
  const silent = units === 0 || (kept && written === 0)
  const draws = drawn.outlines || (drawn.draws && !options.template)
  return {
    parts: partSet.build(),
    gaps: [
      ...gaps,
      ...(silent && draws ? [gap] : []),
      ...(drawn.unreadable > 0
        ? [{ piece: part, reason: 'partly-unreadable', args: { count: drawn.unreadable } } as const]
        : []),
    ],
    ...(silent && !draws && !options.template && drawn.pictures > 0 && { picturesOnly: gap }),
  }
}

/** The page's own area stands before what is drawn on it. */
function ownArea(bytes: Uint8Array | string): Box | undefined {
  const head = typeof bytes === 'string' ? bytes.slice(0, 4096) : new TextDecoder().decode(bytes.subarray(0, 4096))
  const text = /<(?:[^\s<>/:]+:)?PhysicalBox[^<>]*>([^<]*)</.exec(head)?.[1]
  return text === undefined ? undefined : boxFrom(text)
}

class PageHandler implements XmlHandler {
  readonly drawn: PageGraphics
  readonly partSet: PartSet

  constructor(piece: string, budget: Budget, area: Box) {
    this.drawn = new PageGraphics(area)
    this.partSet = new PartSet(piece, budget)
  }

  open(element: XmlElement): void {
    this.drawn.open(element)
    reportAttributes(element, this.partSet)
  }

  close(): void {
    this.drawn.close()
  }

  text(text: string): void {
    if (this.drawn.consumesText) this.drawn.text(text)
    else this.partSet.line('markup', text, {}, 'metadata', true)
  }

  onNonContent(text: string): void {
    this.partSet.line('markup', text, {}, 'hidden')
  }
}

/** Addresses that the page leads to, and whatever else attributes and names say. */
export function reportAttributes(element: XmlElement, partSet: PartSet): void {
  if (/[^\0-\x7f]/.test(element.local)) partSet.line('markup', element.local, {}, 'metadata', true)
  for (const { name, local, value } of element.attributes) {
    if (name.startsWith('xmlns') || /^[-+\d\s.,eg#]*$/.test(value)) {
      if (/^\d{11,18}$/.test(value)) partSet.line('markup', value, {}, 'metadata', true)
    } else if (local === 'URI') partSet.line('link', value, {}, 'metadata', true)
    else if (looksMeaningful(value)) partSet.line('markup', value, {}, 'metadata', true)
  }
}
