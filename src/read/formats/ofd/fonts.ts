import type { Budget } from '../../budget.js'
import { walkXml, type XmlElement, type XmlSource } from '../../markup/xml/walk.js'
import type { FontInfo } from '../../page/style-table.js'
import { isTrue, valueOf } from './values.js'

/**
 * The fonts that resource files declare (GB/T 33190, 7.9, 11.1), by the identifiers that text objects use. In a package
 * of several documents the first font of an identifier counts. Guarded state.
 */
export class Fonts {
  readonly #fonts = new Map<string, FontInfo>()

  /** Adds the fonts of one resource file. */
  async addResources(source: XmlSource, budget: Budget): Promise<void> {
    await walkXml(source, budget, () => ({ open: (element: XmlElement) => { this.#add(element) } }))
  }

  find(id: string): FontInfo | undefined {
    return this.#fonts.get(id)
  }

  #add(element: XmlElement): void {
    const id = valueOf(element, 'ID')?.trim()
    if (element.local !== 'Font' || id === undefined || this.#fonts.has(id)) return
    const name = valueOf(element, 'FontName') ?? valueOf(element, 'FamilyName')
    this.#fonts.set(id, { name, bold: isTrue(element, 'Bold', false) || /bold|black|heavy|粗/i.test(name ?? '') })
  }
}
