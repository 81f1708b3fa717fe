import type { Budget } from '../../budget.js'
import { looksMeaningful } from './harvest.js'
import { PartSet } from '../../parts/part-set.js'
import type { Readout } from '../../reader.js'
import { walkXml, type XmlElement, type XmlHandler, type XmlSource } from './walk.js'

/**
 * Reads document properties (ISO/IEC 29500-1, 22.2 and 22.3; part 2, 11; also ODF meta.xml): a line `name: value` for
 * each value. The name is the element's or, for custom properties, the one that the author chose. An author's name
 * without a value is a line of its own.
 */
export async function readProperties(
  source: XmlSource, budget: Budget, naming: Naming = OFFICE,
): Promise<Readout> {
  const { handler, gaps } = await walkXml(source, budget, () => new Properties(source.piece, budget, naming))
  return { parts: handler.partSet.build(), gaps }
}

/** Which elements are properties, and which attribute has the name that the author chose. */
export interface Naming {
  /** Depth of the elements that are properties. Absent: every element is one. */
  readonly depth?: number
  /** Local name of the attribute with the author's name. */
  readonly attribute: string
}

const OFFICE: Naming = { depth: 2, attribute: 'name' }

class Properties implements XmlHandler {
  readonly partSet: PartSet
  #depth = 0
  #name = ''
  #written = true

  constructor(
    piece: string,
    budget: Budget,
    readonly naming: Naming,
  ) {
    this.partSet = new PartSet(piece, budget)
  }

  open(element: XmlElement): void {
    const { attribute } = this.naming
    this.#depth++
    if (this.#isProperty()) {
      const given = element.attributes.find(({ local }) => local === attribute)?.value
      this.#name = given ?? element.local
      this.#written = given === undefined
    }
    for (const { name, local, value } of element.attributes) {
      if (!name.startsWith('xmlns') && local !== attribute && looksMeaningful(value)) this.#write(value)
    }
  }

  text(text: string): void {
    if (text.trim() === '') return
    this.#write(this.#name === '' ? text : `${this.#name}: ${text}`)
    this.#written = true
  }

  close(): void {
    if (this.#isProperty()) {
      if (!this.#written) this.#write(this.#name)
      this.#written = true
      this.#name = ''
    }
    this.#depth--
  }

  onNonContent(text: string): void {
    this.#write(text)
  }

  #isProperty(): boolean {
    return this.naming.depth === undefined || this.naming.depth === this.#depth
  }

  #write(line: string): void {
    this.partSet.line('metadata', line, {}, 'metadata')
  }
}
