import type { PartKind, Place, Visibility } from '../../../model/index.js'
import type { Budget } from '../../budget.js'
import { walkXml, type XmlElement, type XmlHandler, type XmlSource } from '../../markup/xml/walk.js'
import type { StyleTable } from '../../page/style-table.js'
import { classifyRuns } from '../../page/visibility.js'
import { writeLines } from '../../page/write-lines.js'
import { PartSet } from '../../parts/part-set.js'
import type { Readout } from '../../reader.js'
import { PageGraphics } from './graphics.js'
import { writeAttributes } from './page.js'
import { isTrue, valueOf } from './values.js'

/** Larger than any page: appearances are not clipped by the edges of their page. */
const ANYWHERE = [-1e6, -1e6, 1e6, 1e6] as const

/**
 * Reads the annotations of one page (GB/T 33190, 15.2): the text that each draws, its remark and its parameters.
 * Watermarks are a part of their own. All text of an invisible annotation is hidden.
 */
export async function readAnnotations(
  source: XmlSource, budget: Budget, styles: StyleTable, page: number | undefined,
): Promise<Readout> {
  const place: Place = page === undefined ? {} : { page }
  const { handler, gaps } = await walkXml(source, budget, () => new Annotations(source.piece, budget, styles, place))
  return { parts: handler.partSet.build(), gaps }
}

class Annotations implements XmlHandler {
  readonly partSet: PartSet
  readonly #names: string[] = []
  #graphics = new PageGraphics([0, 0, 0, 0])
  #kind: PartKind = 'annotation'
  #visibility: Visibility = 'visible'
  #label = ''
  /** Number of open `Appearance` elements. */
  #appearance = 0

  constructor(
    readonly piece: string,
    readonly budget: Budget,
    readonly styles: StyleTable,
    readonly place: Place,
  ) {
    this.partSet = new PartSet(piece, budget)
  }

  open(element: XmlElement): void {
    if (element.local === 'Annot') this.#begin(element)
    if (element.local === 'Appearance') this.#appearance++
    if (element.local === 'Parameter') this.#label = valueOf(element, 'Name') ?? ''
    this.#names.push(element.local)
    if (this.#appearance > 0) this.#graphics.open(element)
    if (element.local === 'Annot') {
      this.partSet.line('annotation', valueOf(element, 'Creator') ?? '', this.place, 'metadata', true)
    }
    writeAttributes(element, this.partSet)
  }

  close(element: XmlElement): void {
    this.#names.pop()
    if (this.#appearance > 0) this.#graphics.close()
    if (element.local === 'Appearance') this.#appearance--
    if (element.local === 'Annot') this.#end()
  }

  text(text: string): void {
    if (this.#appearance > 0 && this.#graphics.consumesText) this.#graphics.text(text)
    else if (this.#names.at(-1) === 'Parameter') {
      this.partSet.line('annotation', this.#label === '' ? text : `${this.#label}: ${text}`, this.place, 'metadata')
    } else this.partSet.line('annotation', text, this.place, this.#visibility)
  }

  onNonContent(text: string): void {
    this.partSet.line('markup', text, {}, 'hidden')
  }

  #begin(element: XmlElement): void {
    this.#graphics = new PageGraphics([0, 0, 1e6, 1e6])
    this.#kind = /watermark/i.test(valueOf(element, 'Type') ?? '') ? 'watermark' : 'annotation'
    this.#visibility = isTrue(element, 'Visible', true) ? 'visible' : 'hidden'
  }

  /** Text under a shape of the same appearance is covered. The content of the page is not compared. */
  #end(): void {
    const { runs, paints } = this.#graphics
    const hidden = this.#visibility === 'hidden'
    const units = runs.reduce((sum, run) => sum + run.text.length, 0)
    if (units === 0 || !this.budget.takeText(this.piece, units)) return
    const classified = classifyRuns(runs.map((run) => (hidden ? { ...run, hidden } : run)), paints, [], ANYWHERE)
    writeLines(classified, this.place, this.partSet.visible(this.#kind), this.styles)
  }
}
