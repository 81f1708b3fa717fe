import type { Gap, Part } from '../../../model/index.js'
import type { Budget } from '../../budget.js'
import { looksMeaningful } from './harvest.js'
import { PartBuilder } from '../../parts/part-builder.js'
import { walkXml, type XmlElement, type XmlHandler, type XmlSource } from './walk.js'

/**
 * Reads document properties (ISO/IEC 29500-1, 22.2 and 22.3; part 2, 11; ODF meta.xml likewise): a line `name: value`
 * for each value, the name being the element's or, for custom properties, the one the author gave it. A name without a
 * value is told alone.
 */
export function readProperties(
  source: XmlSource, budget: Budget, naming: Naming = OFFICE,
): { readonly part?: Part; readonly gaps: readonly Gap[] } {
  const { handler, gaps } = walkXml(source, budget, () => new Properties(source.piece, budget, naming))
  return handler.builder.empty ? { gaps } : { part: handler.builder.build(), gaps }
}

/** Which elements are properties, and where the name stands that an author gave one. */
export interface Naming {
  /** The depth of the elements that are properties; every element where it is absent. */
  readonly depth?: number
  /** The local name of the attribute with the given name. */
  readonly attribute: string
}

const OFFICE: Naming = { depth: 2, attribute: 'name' }

class Properties implements XmlHandler {
  readonly builder: PartBuilder
  #depth = 0
  #name = ''
  #told = true

  constructor(
    readonly piece: string,
    readonly budget: Budget,
    readonly naming: Naming,
  ) {
    this.builder = new PartBuilder('metadata', piece)
  }

  open(element: XmlElement): void {
    const { attribute } = this.naming
    this.#depth++
    if (this.#names()) {
      const given = element.attributes.find(({ local }) => local === attribute)?.value
      this.#name = given ?? element.local
      this.#told = given === undefined
    }
    for (const { name, local, value } of element.attributes) {
      if (!name.startsWith('xmlns') && local !== attribute && looksMeaningful(value)) this.#tell(value)
    }
  }

  text(text: string): void {
    if (text.trim() === '') return
    this.#tell(this.#name === '' ? text : `${this.#name}: ${text}`)
    this.#told = true
  }

  close(): void {
    if (this.#names()) {
      if (!this.#told) this.#tell(this.#name)
      this.#told = true
      this.#name = ''
    }
    this.#depth--
  }

  onNonContent(text: string): void {
    this.#tell(text)
  }

  #names(): boolean {
    return this.naming.depth === undefined || this.naming.depth === this.#depth
  }

  #tell(line: string): void {
    if (line.trim() === '' || !this.budget.takeText(this.piece, line.length)) return
    this.builder.block(line, {}, 'metadata').separate('\n')
  }
}
