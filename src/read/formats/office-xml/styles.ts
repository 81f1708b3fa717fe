import type { Budget } from '../../budget.js'
import { walkXml, type XmlElement, type XmlHandler, type XmlSource } from '../../markup/xml/walk.js'
import { takeProperty, type Look } from './look.js'
import { attribute, canonical } from './vocabulary.js'

/** The looks that styles give, by style id, inheritance resolved; `''` is the look of text without a style. */
export type Styles = (id: string) => Look

/** No style hides anything. */
export const PLAIN: Styles = () => ({})

interface Style {
  readonly basedOn: string
  readonly look: Look
}

/**
 * Reads `styles.xml` (ISO/IEC 29500-1, 17.7) for what hides text: a style, the styles it is based on, the document's
 * defaults.
 */
export async function readStyles(source: XmlSource, budget: Budget): Promise<Styles> {
  const { handler } = await walkXml(source, budget, () => new StylesHandler())
  const { styles, defaults, standard } = handler
  const resolved = new Map<string, Look>()
  return (id) => {
    const chain: string[] = []
    const seen = new Set<string>()
    let next = id === '' ? standard : id
    for (; styles.has(next) && !resolved.has(next) && !seen.has(next); next = styles.get(next)!.basedOn) {
      seen.add(next)
      chain.push(next)
    }
    // A circle ends where it closes. Every style of the chain is kept, so that all chains together cost one walk.
    let look = resolved.get(next) ?? defaults
    for (const each of chain.reverse()) {
      look = { ...look, ...styles.get(each)!.look }
      resolved.set(each, look)
    }
    return look
  }
}

class StylesHandler implements XmlHandler {
  readonly styles = new Map<string, Style>()
  readonly defaults: Look = {}
  standard = ''
  readonly #names: string[] = []
  #id = ''
  #type = ''
  #basedOn = ''
  #look: Look = {}

  open(element: XmlElement): void {
    const name = canonical(element)
    const parent = this.#names.at(-1)
    this.#names.push(name)
    if (name === 'w:style') this.#begin(element)
    else if (name === 'w:basedOn') this.#basedOn = attribute(element, 'val') ?? ''
    else if (parent === 'w:rPr') takeProperty(this.#isDefault() ? this.defaults : this.#look, element.local, element)
    else if (name === 'w:shd' || name === 'w:jc') takeProperty(this.#look, element.local, element)
  }

  close(element: XmlElement): void {
    this.#names.pop()
    if (canonical(element) !== 'w:style') return
    // The conditional formats of a table style are not followed: that it shades anything is enough not to call white
    // text hidden.
    const look = this.#type === 'table' ? (this.#look.shaded ? { shaded: true } : {}) : this.#look
    this.styles.set(this.#id, { basedOn: this.#basedOn, look })
  }

  #begin(element: XmlElement): void {
    this.#id = attribute(element, 'styleId') ?? ''
    this.#type = attribute(element, 'type') ?? 'paragraph'
    this.#basedOn = ''
    this.#look = {}
    const standard = /^(1|true|on)$/.test(attribute(element, 'default') ?? '')
    if (this.#type === 'paragraph' && standard) this.standard = this.#id
  }

  #isDefault(): boolean {
    return this.#names.includes('w:rPrDefault')
  }
}
