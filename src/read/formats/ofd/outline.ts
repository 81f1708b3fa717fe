import type { PartKind, Visibility } from '../../../model/index.js'
import type { Budget } from '../../budget.js'
import { PartSet } from '../../parts/part-set.js'
import { looksMeaningful } from '../../markup/xml/harvest.js'
import { walkXml, type XmlElement, type XmlHandler, type XmlSource } from '../../markup/xml/walk.js'
import type { Readout } from '../../reader.js'

/** Part kind and visibility of attributes with names and titles, by `element@attribute`. */
const NAMES: ReadonlyMap<string, readonly [PartKind, Visibility]> = new Map([
  ['OutlineElem@Title', ['bookmark', 'visible']],
  ['Bookmark@Name', ['bookmark', 'metadata']],
  ['Attachment@Name', ['attachment', 'metadata']],
  ['URI@URI', ['link', 'metadata']],
])

/** Reads the texts of the document root and its lists: outline, bookmarks, names of attachments, links. */
export async function readOutline(source: XmlSource, budget: Budget): Promise<Readout> {
  const { handler, gaps } = await walkXml(source, budget, () => new Outline(source.piece, budget))
  return { parts: handler.partSet.build(), gaps }
}

class Outline implements XmlHandler {
  readonly partSet: PartSet

  constructor(piece: string, budget: Budget) {
    this.partSet = new PartSet(piece, budget)
  }

  open(element: XmlElement): void {
    if (/[^\0-\x7f]/.test(element.local)) this.partSet.line('custom-data', element.local, {}, 'metadata', true)
    for (const { name, local, value } of element.attributes) {
      if (name.startsWith('xmlns')) continue
      const known = NAMES.get(`${element.local}@${local}`)
      if (known) this.partSet.line(known[0], value, {}, known[1])
      else if (looksMeaningful(value)) this.partSet.line('markup', value, {}, 'metadata', true)
    }
  }

  text(text: string): void {
    if (looksMeaningful(text) && !/^[-\d\s.]*$/.test(text)) this.partSet.line('markup', text, {}, 'metadata')
  }

  onNonContent(text: string): void {
    this.partSet.line('markup', text, {}, 'hidden')
  }
}
