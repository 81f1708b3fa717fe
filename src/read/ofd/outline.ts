import type { PartKind, Visibility } from '../../model/index.js'
import type { Budget } from '../budget.js'
import { Shelf } from '../docx/shelf.js'
import { telling } from '../xml/harvest.js'
import type { Told } from '../ooxml/package.js'
import { walkXml, type XmlElement, type XmlHandler, type XmlSource } from '../xml/walk.js'

/** What names are, by `element@attribute`. */
const NAMES: ReadonlyMap<string, readonly [PartKind, Visibility]> = new Map([
  ['OutlineElem@Title', ['bookmark', 'visible']],
  ['Bookmark@Name', ['bookmark', 'metadata']],
  ['Attachment@Name', ['attachment', 'metadata']],
  ['URI@URI', ['link', 'metadata']],
])

/**
 * Reads the document's root and its lists for what they say themselves: outline, bookmarks, names of attachments,
 * addresses.
 */
export function readOutline(source: XmlSource, budget: Budget): Told {
  const { handler, gaps } = walkXml(source, budget, () => new Outline(source.piece, budget))
  return { parts: handler.shelf.build(), gaps }
}

class Outline implements XmlHandler {
  readonly shelf: Shelf

  constructor(piece: string, budget: Budget) {
    this.shelf = new Shelf(piece, budget)
  }

  open(element: XmlElement): void {
    if (/[^\0-\x7f]/.test(element.local)) this.shelf.line('custom-data', element.local, {}, 'metadata', true)
    for (const { name, local, value } of element.attributes) {
      if (name.startsWith('xmlns')) continue
      const known = NAMES.get(`${element.local}@${local}`)
      if (known) this.shelf.line(known[0], value, {}, known[1])
      else if (telling(value)) this.shelf.line('markup', value, {}, 'metadata', true)
    }
  }

  text(text: string): void {
    if (telling(text) && !/^[-\d\s.]*$/.test(text)) this.shelf.line('markup', text, {}, 'metadata')
  }

  aside(text: string): void {
    this.shelf.line('markup', text, {}, 'hidden')
  }
}
