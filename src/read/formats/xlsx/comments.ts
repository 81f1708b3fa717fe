import type { Gap, Part, Visibility } from '../../../model/index.js'
import type { Budget } from '../../budget.js'
import { PartBuilder } from '../../parts/part-builder.js'
import { walkXml, type XmlElement, type XmlHandler, type XmlSource } from '../../markup/xml/walk.js'
import type { Sheet } from './workbook.js'

/** Reads the comments of a sheet (18.7): authors, and each comment with its cell. */
export async function readComments(
  source: XmlSource,
  budget: Budget,
  sheet: Sheet | undefined,
): Promise<{ parts: readonly Part[]; gaps: readonly Gap[] }> {
  const { handler, gaps } = await walkXml(source, budget, () => new CommentsHandler(source.piece, budget, sheet))
  return { parts: handler.builder.empty ? [] : [handler.builder.build()], gaps }
}

class CommentsHandler implements XmlHandler {
  readonly builder: PartBuilder
  #cell = ''
  #text = ''
  #inside = false
  #name = ''

  constructor(
    readonly piece: string,
    readonly budget: Budget,
    readonly sheet: Sheet | undefined,
  ) {
    this.builder = new PartBuilder('comment', piece)
  }

  open({ local, attributes }: XmlElement): void {
    this.#name = local
    if (local !== 'comment') return
    this.#cell = attributes.find((one) => one.local === 'ref')?.value ?? ''
    this.#inside = true
  }

  close({ local }: XmlElement): void {
    this.#name = ''
    if (local !== 'comment') return
    this.#keep(this.#text, 'visible')
    this.#text = ''
    this.#inside = false
  }

  /** A comment also holds the numbers of its box. */
  text(text: string): void {
    if (this.#inside && this.#name === 't') this.#text += text
    else if (!/^[\s\d.-]*$/.test(text)) this.#keep(text, 'metadata')
  }

  onNonContent(text: string): void {
    this.#keep(text, 'hidden')
  }

  #keep(text: string, visibility: Visibility): void {
    if (text.trim() === '' || !this.budget.takeText(this.piece, text.length)) return
    const onSheet = { ...(this.sheet ? { sheet: this.sheet.name } : {}), cell: this.#cell }
    const place = visibility === 'visible' ? onSheet : {}
    this.builder.block(text, place, visibility).separate('\n')
  }
}
