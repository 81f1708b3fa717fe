import type { Budget } from '../../budget.js'
import type { Box } from '../../page/geometry.js'
import { walkXml, type XmlElement, type XmlHandler, type XmlSource } from '../../markup/xml/walk.js'
import { numbers, valueOf } from './values.js'

/** Which entry is which page, annotation list or attachment (GB/T 33190, 7.5, 15.1, 20.1). Guarded state. */
export class Locations {
  /** The page area of the document, in millimetres. */
  area: Box = [0, 0, 210, 297]
  readonly #pages = new Map<string, number | 'template'>()
  /** Page numbers by the identifiers of the pages. */
  readonly #numbers = new Map<string, number>()
  readonly #annotations = new Map<string, number>()
  readonly #attachments = new Set<string>()
  /** Listed pages that have not been read. */
  readonly #unread = new Set<string>()
  /** For a page whose location can mean two entries, the likelier one. */
  readonly #firstName = new Map<string, string>()
  #count = 0

  /** The page number of an entry, counted from 1. Marks the page as read. */
  page(piece: string): number | 'template' | undefined {
    const key = piece.toLowerCase()
    this.#unread.delete(this.#firstName.get(key) ?? key)
    return this.#pages.get(key)
  }

  pageOfAnnotations(piece: string): number | undefined {
    return this.#annotations.get(piece.toLowerCase())
  }

  isAttachment(piece: string): boolean {
    return this.#attachments.has(piece.toLowerCase())
  }

  /** Entries that the document lists as pages and that were not read. */
  missingPages(): string[] {
    return [...this.#unread]
  }

  /** Adds the pages and templates of a document root. */
  async addDocument(source: XmlSource, budget: Budget): Promise<void> {
    const { handler } = await walkXml(source, budget, () => new DocumentHandler())
    const { pages, templates, area } = handler
    if (area) this.area = area
    for (const { at } of templates) this.#expect(source.piece, at, 'template')
    for (const { id, at } of pages) {
      this.#expect(source.piece, at, ++this.#count)
      this.#numbers.set(id, this.#count)
    }
  }

  /** Adds the files of an `Annotations` or `Attachments` list. */
  async addList(source: XmlSource, budget: Budget): Promise<void> {
    const { handler } = await walkXml(source, budget, () => new ListHandler())
    for (const { page, at } of handler.files) {
      for (const key of candidates(source.piece, at)) {
        const number = this.#numbers.get(page)
        if (page === '') this.#attachments.add(key)
        else if (number !== undefined) this.#annotations.set(key, number)
      }
    }
  }

  #expect(from: string, at: string, what: number | 'template'): void {
    const keys = candidates(from, at)
    if (keys[0] !== undefined) this.#unread.add(keys[0])
    for (const key of keys) {
      if (!this.#pages.has(key)) this.#pages.set(key, what)
      if (!this.#firstName.has(key)) this.#firstName.set(key, keys[0]!)
    }
  }
}

/**
 * The entries that a location can mean. Without a leading `/` some writers mean the folder of the file that contains
 * it, others the root.
 */
function candidates(from: string, at: string): string[] {
  if (at === '') return []
  const fromFolder = normalisePath(at.startsWith('/') ? at : `${from.slice(0, from.lastIndexOf('/') + 1)}${at}`)
  return [...new Set([fromFolder, normalisePath(at)])]
}

function normalisePath(path: string): string {
  const kept: string[] = []
  for (const step of path.replaceAll('\\', '/').toLowerCase().split('/')) {
    if (step === '..') kept.pop()
    else if (step !== '' && step !== '.') kept.push(step)
  }
  return kept.join('/')
}

class DocumentHandler implements XmlHandler {
  readonly pages: { readonly id: string; readonly at: string }[] = []
  readonly templates: { readonly id: string; readonly at: string }[] = []
  area: Box | undefined
  #name = ''

  open(element: XmlElement): void {
    this.#name = element.local
    const page = { id: valueOf(element, 'ID') ?? '', at: (valueOf(element, 'BaseLoc') ?? '').trim() }
    if (element.local === 'Page') this.pages.push(page)
    else if (element.local === 'TemplatePage') this.templates.push(page)
  }

  text(text: string): void {
    if (this.#name === 'PhysicalBox') this.area ??= boxFrom(text)
  }
}

class ListHandler implements XmlHandler {
  readonly files: { readonly page: string; readonly at: string }[] = []
  #page = ''
  #name = ''

  open(element: XmlElement): void {
    this.#name = element.local
    if (element.local === 'Page') this.#page = valueOf(element, 'PageID') ?? ''
  }

  text(text: string): void {
    if (this.#name === 'FileLoc' && text.trim() !== '') this.files.push({ page: this.#page, at: text.trim() })
  }
}

/** Parses `x y width height`. Undefined for invalid boxes. */
export function boxFrom(text: string): Box | undefined {
  const [x, y, width, height] = numbers(text)
  if (x === undefined || y === undefined || !width || !height || width < 0 || height < 0) return undefined
  return [x, y, x + width, y + height]
}
