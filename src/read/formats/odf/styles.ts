import type { Budget } from '../../budget.js'
import { walkXml, type XmlElement, type XmlHandler, type XmlSource } from '../../markup/xml/walk.js'
import { isSymbolFont } from '../../text/symbol-font.js'
import { attribute, canonical } from './vocabulary.js'

interface Style {
  readonly parent: string
  hides?: boolean
  white?: boolean
  shaded?: boolean
  /** Name of a font whose letters are pictures; empty for any other font. */
  symbolFont?: string
}

/** What styles hide, by family and name; styles of several entries come together here. Guarded state. */
export class OdfStyles {
  readonly #styles = new Map<string, Style>()
  /** Families of declared fonts (`style:font-face`), by the name that styles use. */
  readonly #families = new Map<string, string>()

  /** Reads the styles that one entry declares (ODF 1.3 part 3, 16). */
  async take(source: XmlSource, budget: Budget): Promise<void> {
    await walkXml(source, budget, () => new StyleHandler(this.#styles, this.#families))
  }

  /**
   * True for text, a table, a section or a page that its style makes not to show: hidden, white without shading, under
   * a point.
   */
  hides(family: string, name: string | undefined): boolean {
    const chain = this.#chain(family, name)
    const hides = chain.find((style) => style.hides !== undefined)?.hides ?? false
    const white = chain.find((style) => style.white !== undefined)?.white ?? false
    return hides || (white && !chain.some((style) => style.shaded))
  }

  /** The symbol font that a style sets; undefined where it sets no font. */
  symbolFontOf(family: string, name: string | undefined): string | undefined {
    return this.#chain(family, name).find((style) => style.symbolFont !== undefined)?.symbolFont
  }

  /** A style and those it is based on; a circle ends where it closes. */
  #chain(family: string, name: string | undefined): Style[] {
    const chain: Style[] = []
    const seen = new Set<string>()
    for (let next = name ?? ''; next !== '' && !seen.has(next);) {
      const style = this.#styles.get(`${family} ${next}`)
      if (!style) break
      seen.add(next)
      chain.push(style)
      next = style.parent
    }
    return chain
  }
}

const PROPERTIES =
  /^style:(text|paragraph|table|section|drawing-page|graphic|table-cell|table-row|table-column)?-?properties$/

class StyleHandler implements XmlHandler {
  #current: Style | undefined

  constructor(
    readonly styles: Map<string, Style>,
    readonly families: Map<string, string>,
  ) {}

  open(element: XmlElement): void {
    const name = canonical(element)
    if (name === 'style:font-face') {
      this.families.set(attribute(element, 'name') ?? '', attribute(element, 'font-family') ?? '')
    } else if (name === 'style:style') {
      this.#current = { parent: attribute(element, 'parent-style-name') ?? '' }
      this.styles.set(`${attribute(element, 'family') ?? ''} ${attribute(element, 'name') ?? ''}`, this.#current)
    } else if (this.#current && PROPERTIES.test(name)) {
      takeProperties(this.#current, element, this.families)
    }
  }

  close(element: XmlElement): void {
    if (canonical(element) === 'style:style') this.#current = undefined
  }
}

function takeProperties(style: Style, element: XmlElement, families: ReadonlyMap<string, string>): void {
  for (const { local, value } of element.attributes) {
    if (local === 'display') style.hides = /^(none|false)$/.test(value)
    else if (local === 'row-height' || local === 'column-width') style.hides = /^0+(\.0+)?[a-z]*$/.test(value)
    else if (local === 'visibility' && element.local === 'drawing-page-properties') style.hides = value === 'hidden'
    else if (local === 'font-name' || local === 'font-family') {
      const family = families.get(value) ?? value
      style.symbolFont = isSymbolFont(family) ? family : ''
    } else if (local === 'color') style.white = /^#f[c-f]f[c-f]f[c-f]$/i.test(value)
    else if (/^(background-color|fill-color)$/.test(local)) {
      if (!/^(transparent|#ffffff)$/i.test(value)) style.shaded = true
    } else if (local === 'font-size' && /^0?\.\d+pt$|^[01](\.0+)?pt$/.test(value)) style.hides = true
  }
}
