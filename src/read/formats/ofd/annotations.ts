import type { PartKind, Place, Visibility } from '../../../model/index.js'
import type { Budget } from '../../budget.js'
import { PartSet } from '../../parts/part-set.js'
import { classifyRuns } from '../../page/visibility.js'
import type { StyleTable } from '../../page/style-table.js'
import { writeLines } from '../../page/write-lines.js'
import { walkXml, type XmlElement, type XmlHandler, type XmlSource } from '../../markup/xml/walk.js'
import { PageGraphics } from './graphics.js'
import { reportAttributes } from './page.js'
import { isTrue, valueOf } from './values.js'
import type { Readout } from '../../reader.js'

/** No page is larger: an appearance is not judged by the edges of its page. */
const ANYWHERE = [-1e6, -1e6, 1e6, 1e6] as const

/**
 * Reads the annotations of one page (GB/T 33190, 15.2): what each draws, a watermark apart from the rest, its remark
 * and its parameters. One that is made not to show is hidden, with all that it says.
 */
export function readAnnotations(
  source: XmlSource, budget: Budget, styles: StyleTable, page: number | undefined,
): Readout {
  const place: Place = page === undefined ? {} : { page }
  const { handler, gaps } = walkXml(source, budget, () => new Annotations(source.piece, budget, styles, place))
  return { parts: handler.partSet.build(), gaps }
}

class Annotations implements XmlHandler {
  readonly partSet: PartSet
  readonly #names: string[] = []
  #drawn = new PageGraphics([0, 0, 0, 0])
  #kind: PartKind = 'annotation'
  #shown: Visibility = 'visible'
  #label = ''
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
    if (this.#appearance > 0) this.#drawn.open(element)
    if (element.local === 'Annot') {
      this.partSet.line('annotation', valueOf(element, 'Creator') ?? '', this.place, 'metadata', true)
    }
    reportAttributes(element, this.partSet)
  }

  close(element: XmlElement): void {
    this.#names.pop()
    if (this.#appearance > 0) this.#drawn.close()
    if (element.local === 'Appearance') this.#appearance--
    if (element.local === 'Annot') this.#end()
  }

  text(text: string): void {
    if (this.#appearance > 0 && this.#drawn.consumesText) this.#drawn.text(text)
    else if (this.#names.at(-1) === 'Parameter') {
      this.partSet.line('annotation', this.#label === '' ? text : `${this.#label}: ${text}`, this.place, 'metadata')
    } else this.partSet.line('annotation', text, this.place, this.#shown)
  }

  onNonContent(text: string): void {
    this.partSet.line('markup', text, {}, 'hidden')
  }

  #begin(element: XmlElement): void {
    this.#drawn = new PageGraphics([0, 0, 1e6, 1e6])
    this.#kind = /watermark/i.test(valueOf(element, 'Type') ?? '') ? 'watermark' : 'annotation'
    this.#shown = isTrue(element, 'Visible', true) ? 'visible' : 'hidden'
  }

  /** Text under a shape of the same appearance is told as covered; what lies under it on the page is not compared. */
  #end(): void {
    const { runs, paints } = this.#drawn
    const hidden = this.#shown === 'hidden'
    const units = runs.reduce((sum, run) => sum + run.text.length, 0)
    if (units === 0 || !this.budget.takeText(this.piece, units)) return
    const seen = classifyRuns(runs.map((run) => (hidden ? { ...run, hidden } : run)), paints, [], ANYWHERE)
    writeLines(seen, this.place, this.partSet.visible(this.#kind), this.styles)
  }
}
