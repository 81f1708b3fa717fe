import type { PartKind, Visibility } from '../../../model/index.js'
import type { Budget } from '../../budget.js'
import { PartSet } from '../../parts/part-set.js'
import type { Readout } from '../../reader.js'
import { walkXml, type XmlElement, type XmlHandler, type XmlSource } from './walk.js'

/** How harvested text is reported. */
export interface HarvestOptions {
  readonly kind: PartKind
  readonly visibility: Visibility
  /** Attribute values: those that `looksMeaningful` accepts, or all (for the document's own vocabularies). */
  readonly attributes?: 'meaningful' | 'all'
  /** Local names of elements whose text is one line, even when split into several runs. */
  readonly lines?: ReadonlySet<string>
}

/** Elements that hold one line in the vocabularies of OOXML (DrawingML, SpreadsheetML), ODF and XHTML. */
export const LINES: ReadonlySet<string> = new Set(['p', 'h', 'si', 'is', 'li', 'td', 'th', 'text-p'])

/**
 * Reads XML without knowing its schema: every text node, every meaningful attribute value, every element name that is
 * not ASCII, comments and DTD, in document order, each on its own line. An element with a Chinese name gives
 * `name: text`, so that the label is next to its value. No part where there is no text. Cost: linear.
 */
export async function harvest(source: XmlSource, budget: Budget, options: HarvestOptions): Promise<Readout> {
  const { handler, gaps } = await walkXml(source, budget, () => new Harvest(source.piece, budget, options))
  handler.finish()
  return { parts: handler.partSet.build(), gaps }
}

/**
 * True for an attribute value that may mean something to a person: non-ASCII text, a long number, words separated by
 * spaces, an address. A schema's names, measures and colours are none of these.
 */
export function looksMeaningful(value: string): boolean {
  return /[^\0-\x7f]|(?<![\d.])\d{11}|\S\s+\S|:\/\/|@/.test(value)
}

class Harvest implements XmlHandler {
  readonly partSet: PartSet
  /** Number of open elements whose text is one line. */
  #lineDepth = 0
  #line = ''
  /** Element name that labels the next text. */
  #label = ''

  constructor(
    piece: string,
    budget: Budget,
    readonly options: HarvestOptions,
  ) {
    this.partSet = new PartSet(piece, budget)
  }

  open(element: XmlElement): void {
    if (this.#isLine(element)) {
      this.finish()
      this.#lineDepth++
    }
    this.#name(element.local)
    for (const { name, local, value } of element.attributes) {
      if (name === 'xmlns' || name.startsWith('xmlns:') || !this.#wanted(value)) continue
      this.#report(foreign(local) ? `${local}: ${value}` : value, 'metadata', true)
    }
  }

  text(text: string): void {
    if (text.trim() === '' && (this.#lineDepth === 0 || this.#line === '')) return
    this.#line += text
    if (this.#lineDepth === 0) this.finish()
  }

  close(element: XmlElement): void {
    if (this.#isLine(element)) {
      this.finish()
      this.#lineDepth--
    }
    this.#flushLabel()
  }

  onNonContent(text: string): void {
    this.#report(text, 'hidden')
  }

  /** Writes the line collected so far. */
  finish(): void {
    const text = this.#line
    this.#line = ''
    if (text.trim() === '') return
    const label = this.#label
    this.#label = ''
    this.#report(label === '' ? text : `${label}: ${text}`, this.options.visibility)
  }

  #isLine(element: XmlElement): boolean {
    return (this.options.lines ?? LINES).has(element.local)
  }

  #wanted(value: string): boolean {
    return this.options.attributes === 'all' ? value.trim() !== '' : looksMeaningful(value)
  }

  #name(local: string): void {
    this.#flushLabel()
    if (foreign(local)) this.#label = local
  }

  /** Writes the name of an element that had no text. */
  #flushLabel(): void {
    const label = this.#label
    this.#label = ''
    this.#report(label, 'metadata', true)
  }

  #report(text: string, visibility: Visibility, once = false): void {
    this.partSet.line(this.options.kind, text, {}, visibility, once)
  }
}

function foreign(name: string): boolean {
  return /[^\0-\x7f]/.test(name)
}
