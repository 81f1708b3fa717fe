import type { Gap, Part } from '../../../model/index.js'
import type { Budget } from '../../budget.js'
import { looksMeaningful } from '../../markup/xml/harvest.js'
import type { Relation } from '../../containers/packages/relations.js'
import { PartBuilder } from '../../parts/part-builder.js'
import { walkXml, type XmlElement, type XmlHandler, type XmlSource } from '../../markup/xml/walk.js'

/** One sheet of a workbook. */
export interface Sheet {
  readonly name: string
  readonly hidden: boolean
}

/** The sheets of a workbook, by the entries that hold them, and what holds for all of them. */
export interface Workbook {
  readonly sheets: ReadonlyMap<string, Sheet>
  /** Dates count from 1904. */
  readonly since1904: boolean
}

/**
 * Reads `workbook.xml` (18.2): the sheets by the entries that hold them, their names and the defined names (`name: what
 * it stands for`).
 */
export async function readWorkbook(
  source: XmlSource,
  budget: Budget,
  relations: readonly Relation[],
): Promise<Workbook & { readonly parts: readonly Part[]; readonly gaps: readonly Gap[] }> {
  const { handler, gaps } = await walkXml(source, budget, () => new WorkbookHandler(source.piece, budget))
  const targets = new Map(relations.map(({ id, target }) => [id, target]))
  const sheets = new Map(handler.sheets.map(([id, sheet]) => [targets.get(id) ?? '', sheet]))
  const parts = [handler.names, handler.others].filter((builder) => !builder.empty).map((builder) => builder.build())
  return { sheets, since1904: handler.since1904, parts, gaps }
}

class WorkbookHandler implements XmlHandler {
  readonly sheets: (readonly [id: string, sheet: Sheet])[] = []
  readonly names: PartBuilder
  readonly others: PartBuilder
  since1904 = false
  #label = ''

  constructor(
    readonly piece: string,
    readonly budget: Budget,
  ) {
    this.names = new PartBuilder('sheet-name', piece)
    this.others = new PartBuilder('metadata', piece)
  }

  open(element: XmlElement): void {
    const values = new Map(element.attributes.map(({ local, value }) => [local, value]))
    const name = values.get('name') ?? ''
    if (element.local === 'sheet') {
      const hidden = (values.get('state') ?? 'visible') !== 'visible'
      this.sheets.push([values.get('id') ?? '', { name, hidden }])
      this.#keep(this.names, name, hidden ? 'hidden' : 'visible')
    } else if (element.local === 'definedName') this.#label = name
    else if (element.local === 'workbookPr') this.since1904 = /^(1|true|on)$/.test(values.get('date1904') ?? '')
    for (const { name: full, local, value } of element.attributes) {
      if (full.startsWith('xmlns') || (local === 'name' && /^(sheet|definedName)$/.test(element.local))) continue
      if (looksMeaningful(value)) this.#keep(this.others, value, 'metadata')
    }
  }

  text(text: string): void {
    this.#keep(this.others, this.#label === '' ? text : `${this.#label}: ${text}`, 'metadata')
    this.#label = ''
  }

  close(): void {
    this.#keep(this.others, this.#label, 'metadata')
    this.#label = ''
  }

  onNonContent(text: string): void {
    this.#keep(this.others, text, 'hidden')
  }

  #keep(builder: PartBuilder, text: string, visibility: 'visible' | 'hidden' | 'metadata'): void {
    if (text.trim() === '' || !this.budget.takeText(this.piece, text.length)) return
    builder.block(text, {}, visibility).separate('\n')
  }
}
