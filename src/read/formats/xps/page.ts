import type { Place } from '../../../model/index.js'
import { numberedPiece } from '../../../model/index.js'
import type { Budget } from '../../budget.js'
import { looksMeaningful } from '../../markup/xml/harvest.js'
import { walkXml, type XmlElement, type XmlHandler, type XmlSource } from '../../markup/xml/walk.js'
import type { Paint, Run } from '../../page/drawing.js'
import { figures } from '../../page/figures.js'
import { IDENTITY, multiply, type Box, type Matrix } from '../../page/geometry.js'
import type { StyleTable } from '../../page/style-table.js'
import { classifyRuns } from '../../page/visibility.js'
import { writeLines } from '../../page/write-lines.js'
import { PartSet } from '../../parts/part-set.js'
import { ReadoutBuilder } from '../../parts/readout-builder.js'
import type { Readout } from '../../reader.js'
import { glyphRuns, wordsOf } from './glyphs.js'
import { drawsFigure, isPathData, packedPath } from './path-data.js'

/** What was read of one page. */
export interface PageReadout {
  readonly readout: Readout
  /** Its paths that can be letters, as SVG. */
  readonly drawing?: string
}

/** Points for each unit. */
const POINTS = 72 / 96
/** Paths of one page that are looked at. */
const MOST_LETTERS = 20_000

/** Reads one page (ECMA-388, 10.3): its lines as they are drawn, links, names and other attribute values. */
export async function readPage(
  source: XmlSource, budget: Budget, styles: StyleTable, number: number | undefined,
): Promise<PageReadout> {
  const { handler, gaps } = await walkXml(source, budget, () => new PageHandler(source.piece, budget))
  const { runs, paints, letters, partSet, size } = handler
  const units = runs.reduce((sum, run) => sum + run.text.length, 0)
  const place: Place = number === undefined ? {} : { page: number }
  if (units > 0 && budget.takeText(source.piece, units)) {
    writeLines(classifyRuns(runs, paints, [], size), place, partSet.visible('body'), styles)
  }
  const readout = new ReadoutBuilder().part(...partSet.build()).add({ gaps })
  const piece = number === undefined ? source.piece : numberedPiece('page', number)
  if (handler.unreadable > 0) readout.gap(piece, 'partly-unreadable', { count: handler.unreadable })
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg">${letters.join('')}</svg>`
  return { readout: readout.build(), ...(letters.length > 0 && { drawing }) }
}

interface Frame {
  readonly element: XmlElement
  matrix: Matrix
  hidden: boolean
  colour: string | undefined
}

class PageHandler implements XmlHandler {
  readonly runs: Run[] = []
  readonly paints: Paint[] = []
  readonly letters: string[] = []
  readonly partSet: PartSet
  /** The page in points. */
  size: Box = [0, 0, 0, 0]
  /** Number of glyphs that no text stands for. */
  unreadable = 0
  readonly #frames: Frame[] = []

  constructor(piece: string, budget: Budget) {
    this.partSet = new PartSet(piece, budget)
  }

  open(element: XmlElement): void {
    const above = this.#frames.at(-1)
    const own = matrixOf(valueOf(element, 'RenderTransform'))
    const matrix = multiply(above?.matrix ?? [POINTS, 0, 0, POINTS, 0, 0], own)
    const hidden = (above?.hidden ?? false) || Number(valueOf(element, 'Opacity') ?? 1) === 0
    this.#frames.push({ element, matrix, hidden, colour: undefined })
    if (element.local === 'FixedPage') {
      const [width, height] = ['Width', 'Height'].map((side) => (Number(valueOf(element, side)) || 0) * POINTS)
      this.size = [0, 0, width!, height!]
    }
    this.#takeProperty(element)
    this.#writeAttributes(element)
  }

  /** Glyphs and paths are drawn when they close: elements in them can give their colour and place. */
  close(): void {
    const frame = this.#frames.pop()
    if (frame?.element.local === 'Glyphs') this.#drawGlyphs(frame)
    else if (frame?.element.local === 'Path') this.#drawPath(frame, valueOf(frame.element, 'Data'))
    else if (frame?.element.local === 'PathGeometry') this.#drawPath(frame, valueOf(frame.element, 'Figures'))
  }

  text(text: string): void {
    this.partSet.line('markup', text, {}, 'metadata', true)
  }

  onNonContent(text: string): void {
    this.partSet.line('markup', text, {}, 'hidden')
  }

  /** A property of the element two levels above: `<Glyphs.Fill><SolidColorBrush Color="…"/>`. */
  #takeProperty(element: XmlElement): void {
    const property = this.#frames.at(-2)?.element.local ?? ''
    const owner = this.#frames.at(-3)
    if (!owner) return
    if (element.local === 'MatrixTransform' && property.endsWith('.RenderTransform')) {
      owner.matrix = multiply(owner.matrix, matrixOf(valueOf(element, 'Matrix')))
    } else if (element.local === 'SolidColorBrush' && property.endsWith('.Fill')) {
      owner.colour = valueOf(element, 'Color')
    }
  }

  #drawGlyphs({ element, matrix, hidden, colour }: Frame): void {
    const setting = {
      text: wordsOf(element), indices: valueOf(element, 'Indices') ?? '',
      x: Number(valueOf(element, 'OriginX')) || 0, y: Number(valueOf(element, 'OriginY')) || 0,
      size: Number(valueOf(element, 'FontRenderingEmSize')) || 0,
      fromRight: Number(valueOf(element, 'BidiLevel') ?? 0) % 2 === 1,
    }
    const { runs, unreadable } = glyphRuns(setting, matrix)
    const { shown, transparent } = colourOf(colour ?? valueOf(element, 'Fill'))
    if (!hidden && !transparent) this.unreadable += unreadable
    for (const run of runs) {
      const isHidden = hidden || transparent || run.size < 1 || this.#isOffPage(run)
      this.runs.push({ ...run, order: this.#order(), hidden: isHidden, ...(shown !== undefined && { colour: shown }) })
    }
  }

  #isOffPage({ at, across, dx, dy, size }: Omit<Run, 'order' | 'hidden'>): boolean {
    const [, , width, height] = this.size
    const [x, y] = [at[0]! * dx - across * dy, at[0]! * dy + across * dx]
    return width > 0 && height > 0 && (x < -size || x > width + size || y < -size || y > height + 2 * size)
  }

  #drawPath({ element, matrix, hidden, colour }: Frame, data: string | undefined): void {
    if (data === undefined || hidden || !isPathData(data)) return
    const packed = packedPath(data)
    if (drawsFigure(data, packed) && this.letters.length < MOST_LETTERS) {
      this.letters.push(`<path transform="matrix(${matrix.join(' ')})" d="${data.replace(/F\s*[01]/g, '')}"/>`)
    }
    const fill = colour ?? valueOf(element, 'Fill')
    const { shown, transparent } = colourOf(fill)
    if (fill === undefined || transparent) return
    for (const { box, full } of figures(packed, matrix)) {
      if (!full) continue
      const opaque = /^#(ff)?[\da-f]{6}$/i.test(fill) && valueOf(element, 'Opacity') === undefined
      this.paints.push({ box, order: this.#order(), opaque, ...(shown !== undefined && { colour: shown }) })
    }
  }

  #writeAttributes(element: XmlElement): void {
    for (const { name, local, value } of element.attributes) {
      if (name.startsWith('xmlns') || local === 'UnicodeString') continue
      if (local === 'FixedPage.NavigateUri') this.partSet.line('link', value, {}, 'metadata', true)
      else if (local.startsWith('AutomationProperties.')) this.partSet.line('alt-text', value, {}, 'metadata', true)
      else if (!MEASURES.test(value) && looksMeaningful(value)) {
        this.partSet.line('markup', value, {}, 'metadata', true)
      }
    }
  }

  #order(): number {
    return this.runs.length + this.paints.length
  }
}

/** Numbers, path data and lists of glyphs. */
const MEASURES = /^[-+\d\s.,;:()eEFMLHVCQSZAmlhvcqsza]*$/

function valueOf(element: XmlElement, local: string): string | undefined {
  return element.attributes.find((one) => one.local === local)?.value
}

function matrixOf(value: string | undefined): Matrix {
  const numbers = (value ?? '').trim().split(/[\s,]+/).map(Number)
  return numbers.length === 6 && numbers.every((one) => Number.isFinite(one)) ? numbers as unknown as Matrix : IDENTITY
}

/** `#rrggbb` of a colour `#rrggbb` or `#aarrggbb`; undefined for other colour spaces, gradients and resources. */
function colourOf(value: string | undefined): { readonly shown?: string; readonly transparent: boolean } {
  const [, alpha = 'ff', shown] = /^#([\da-f]{2})?([\da-f]{6})$/i.exec(value?.trim() ?? '') ?? []
  return { transparent: alpha === '00', ...(shown !== undefined && { shown: `#${shown.toLowerCase()}` }) }
}
