import type { Document, PartKind, Place, Visibility } from '../../../model/index.js'
import type { Budget } from '../../budget.js'
import { PartSet } from '../../parts/part-set.js'
import { looksMeaningful } from '../../markup/xml/harvest.js'
import type { Run } from '../../parts/paragraph.js'
import { mapSymbols } from '../../text/symbol-font.js'
import { walkXml, type XmlElement, type XmlHandler, type XmlSource } from '../../markup/xml/walk.js'
import { classifyAttribute } from './attributes.js'
import { ELEMENT_KINDS, isCell, isParagraph } from './elements.js'
import type { OdfStyles } from './styles.js'
import { Sheet } from './sheet.js'
import { attribute, canonical, timesOf } from './vocabulary.js'
import type { Readout } from '../../reader.js'

export interface StorySource extends XmlSource {
  /** Path of the document, for what is packed in it. */
  readonly path: string
}

/**
 * Reads one entry of an OpenDocument package, or a flat document (ODF 1.3 part 3): paragraphs, cells, notes, comments,
 * changes and margins with their kind, their place and whether they show; every attribute that looks meaningful.
 */
export async function readOdfStory(
  source: StorySource, budget: Budget, styles: OdfStyles,
): Promise<Readout> {
  const { handler, gaps } = await walkXml(source, budget, () => new OdfStoryHandler(source, budget, styles))
  handler.finish()
  return { parts: handler.partSet.build(), gaps, members: handler.members }
}

/** The kind of an element and everything in it, and whether it shows. */
interface Frame {
  readonly name: string
  readonly kind: PartKind
  readonly hidden: boolean
  readonly deleted: boolean
  /** Font of the text, where its letters are pictures; else empty. */
  readonly symbolFont: string
}

interface Paragraph {
  readonly runs: Run[]
  readonly place: Place
  readonly frame: Frame
  hidden: boolean
}

class OdfStoryHandler implements XmlHandler {
  readonly partSet: PartSet
  readonly members: Document[] = []
  readonly #frames: Frame[] = []
  readonly #paragraphs: Paragraph[] = []
  readonly #sheets: Sheet[] = []
  readonly #deletions = new Map<string, string>()
  readonly #reported = new Set<string>()
  readonly #insertions = new Set<string>()
  #region = ''
  #label = ''
  #count = 0
  #page = 0
  #base64: string[] = []

  constructor(
    readonly source: StorySource,
    readonly budget: Budget,
    readonly styles: OdfStyles,
  ) {
    this.partSet = new PartSet(source.piece, budget)
  }

  open(element: XmlElement): void {
    const name = canonical(element)
    const above = this.#frames.at(-1)
    if (name === 'draw:page') this.#page++
    if (name === 'table:table') {
      this.#sheets.push(new Sheet(this.#within('office:spreadsheet') ? (attribute(element, 'name') ?? '') : undefined))
    }
    const frame: Frame = {
      name,
      kind: this.#kindOf(name, element, above?.kind ?? 'body'),
      hidden: (above?.hidden ?? false) || this.#hides(name, element),
      deleted: (above?.deleted ?? false) || name === 'text:deletion' || name === 'table:deletion',
      symbolFont: this.#symbolFontOf(name, element) ?? above?.symbolFont ?? '',
    }
    this.#frames.push(frame)
    this.#handle(name, element, frame)
    this.#reportAttributes(name, element, frame)
  }

  close(): void {
    const frame = this.#frames.pop()
    if (!frame) return
    const { name } = frame
    if (isParagraph(name)) this.#closeParagraph()
    else if (name === 'table:table') this.#sheets.pop()
    else if (name === 'table:table-row') this.#endRow(frame)
    else if (isCell(name)) this.#closeCell(frame)
    else if (name === 'office:binary-data') this.#unpack()
  }

  text(text: string): void {
    const frame = this.#frames.at(-1)
    const paragraph = this.#paragraphs.at(-1)
    if (!frame) return
    if (frame.name === 'office:binary-data') this.#base64.push(text)
    else if (/^(svg:title|svg:desc)$/.test(frame.name)) this.#line('alt-text', text, 'metadata')
    else if (frame.name === 'dc:creator' && frame.kind !== 'body') this.#line(frame.kind, text, 'metadata')
    // A note's number would split the words around it; dates are of no use to a rule.
    else if (/^(text:note-citation|dc:date|meta:date-string)$/.test(frame.name)) {
      this.#line('markup', looksMeaningful(text) ? text : '', 'metadata', true)
    } else if (frame.name === 'text:ruby-text') this.#line(frame.kind, text, frame.hidden ? 'hidden' : 'visible')
    else if (paragraph && this.#frames.includes(paragraph.frame)) this.#addText(text)
    else if (text.trim() !== '') this.#reportOther(frame, text)
  }

  onNonContent(text: string): void {
    this.#line('markup', text, 'hidden')
  }

  /** Deletions whose place in the text is not marked. */
  finish(): void {
    for (const [id, text] of this.#deletions) if (!this.#reported.has(id)) this.#line('revision', text, 'deleted')
  }

  // ---- kind and visibility of an element ----

  #kindOf(name: string, element: XmlElement, above: PartKind): PartKind {
    if (name === 'text:note') return attribute(element, 'note-class') === 'endnote' ? 'endnote' : 'footnote'
    if (name === 'text:footnote' || name === 'text:endnote') return name === 'text:footnote' ? 'footnote' : 'endnote'
    if (/watermark/i.test(attribute(element, 'name') ?? '') && name.startsWith('draw:')) return 'watermark'
    if (name === 'style:master-page') return 'template'
    if (name === 'table:table-cell' && this.#sheets.at(-1)?.name !== undefined && above === 'body') return 'cell'
    const shape = /^draw:(text-box|custom-shape|rect|ellipse|line|polygon|path|caption|connector)$/.test(name)
    const inText = shape && (above === 'body' || above === 'cell')
    if (inText && !this.#within('office:presentation') && !this.#within('office:drawing')) return 'textbox'
    return Object.hasOwn(ELEMENT_KINDS, name) ? ELEMENT_KINDS[name]! : above
  }

  #hides(name: string, element: XmlElement): boolean {
    const style = attribute(element, 'style-name')
    if (name === 'text:span' || name === 'text:a') return this.styles.hides('text', style)
    if (isParagraph(name)) return this.styles.hides('paragraph', style)
    if (name === 'table:table') return this.styles.hides('table', style) || attribute(element, 'display') === 'false'
    if (name === 'draw:page') {
      return this.styles.hides('drawing-page', style) || attribute(element, 'visibility') === 'hidden'
    }
    if (name === 'text:section') {
      return /^(none|condition)$/.test(attribute(element, 'display') ?? '') || this.styles.hides('section', style)
    }
    if (name === 'table:table-row' || name === 'table:table-column') {
      const collapsed = /^(collapse|filter)$/.test(attribute(element, 'visibility') ?? '')
      return collapsed || this.styles.hides(name.slice('table:'.length), style)
    }
    if (isCell(name)) return this.#sheets.at(-1)?.hidesNext() === true
    const isGroup = name === 'table:table-row-group' || name === 'table:table-column-group'
    return isGroup && attribute(element, 'display') === 'false'
  }

  #symbolFontOf(name: string, element: XmlElement): string | undefined {
    const family = name === 'text:span' ? 'text' : isParagraph(name) ? 'paragraph' : isCell(name) ? 'table-cell' : ''
    return family === '' ? undefined : this.styles.symbolFontOf(family, attribute(element, 'style-name'))
  }

  // ---- handling of elements ----

  #handle(name: string, element: XmlElement, frame: Frame): void {
    if (isParagraph(name)) this.#openParagraph(frame)
    else if (name.startsWith('table:')) this.#tabulate(name, element, frame)
    else if (name === 'text:s') this.#addText(' '.repeat(Math.min(1000, timesOf(element, 'c'))))
    else if (name === 'text:tab' || name === 'text:tab-stop') this.#addText('\t')
    else if (name === 'text:line-break') this.#addText('\n')
    else if (name.startsWith('text:change')) this.#change(name, element)
    else if (name === 'text:hidden-text') this.#addText(attribute(element, 'string-value') ?? '', 'hidden')
    else if (name === 'text:hidden-paragraph' && attribute(element, 'is-hidden') !== 'false') this.#hideParagraph()
    else if (name === 'meta:user-defined') this.#label = attribute(element, 'name') ?? ''
    else if (name === 'office:binary-data') this.#base64 = []
  }

  #tabulate(name: string, element: XmlElement, frame: Frame): void {
    const sheet = this.#sheets.at(-1)
    if (name === 'table:table-column') sheet?.takeColumns(timesOf(element, 'number-columns-repeated'), frame.hidden)
    else if (name === 'table:table-row') sheet?.openRow(timesOf(element, 'number-rows-repeated'))
    else if (isCell(name)) {
      sheet?.openCell(timesOf(element, 'number-columns-repeated'), attribute(element, 'value') ?? '')
    }
  }

  #change(name: string, element: XmlElement): void {
    const id = attribute(element, 'change-id') ?? ''
    if (name === 'text:changed-region') this.#region = attribute(element, 'id') ?? ''
    else if (name === 'text:change') this.#addDeletion(id)
    else if (name === 'text:change-start') this.#insertions.add(id)
    else if (name === 'text:change-end') this.#insertions.delete(id)
  }

  #openParagraph(frame: Frame): void {
    const sheet = this.#sheets.at(-1)
    const cell = sheet?.cell
    const place: Place = {
      ...(this.#page > 0 && { page: this.#page }),
      ...(sheet?.name !== undefined ? { sheet: sheet.name } : { paragraph: ++this.#count }),
      ...(cell !== undefined && { cell }),
    }
    this.#paragraphs.push({ runs: [], place, frame, hidden: frame.hidden })
  }

  #closeParagraph(): void {
    const paragraph = this.#paragraphs.pop()
    if (!paragraph) return
    const { frame, place, runs, hidden } = paragraph
    if (frame.deleted) {
      const text = runs.map((run) => run.text).join('')
      const before = this.#deletions.get(this.#region)
      this.#deletions.set(this.#region, before === undefined ? text : `${before}\n${text}`)
    } else {
      const shown = hidden
        ? runs.map((run): Run => (run.visibility === 'visible' ? { ...run, visibility: 'hidden' } : run))
        : runs
      // Paragraphs of one cell are lines of it.
      const inCell = this.#frames.at(-1)?.name.endsWith('table-cell') === true
      const sheet = this.#sheets.at(-1)
      if (inCell && sheet?.begun) this.partSet.visible(frame.kind).separate('\n')
      if (inCell && sheet) sheet.begun = true
      if (inCell) for (const run of shown) sheet?.show(run.text)
      this.partSet.paragraph(frame.kind, shown, place, inCell ? '\t' : '\n')
    }
  }

  #hideParagraph(): void {
    const paragraph = this.#paragraphs.at(-1)
    if (paragraph) paragraph.hidden = true
  }

  #addText(text: string, as?: Visibility): void {
    const paragraph = this.#paragraphs.at(-1)
    if (!paragraph || text === '') return
    const { hidden, symbolFont } = this.#frames.at(-1) ?? { hidden: false, symbolFont: '' }
    const visibility = as ?? (hidden ? 'hidden' : 'visible')
    // White space of the source is one space (ODF 1.3 part 3, 6.1.2).
    const plain = as === undefined ? text.replace(/[\r\n]+ */g, text === '\n' ? '\n' : ' ') : text
    const shown = mapSymbols(symbolFont, plain)
    paragraph.runs.push({ text: shown, visibility, ...(this.#insertions.size > 0 && { inserted: true }) })
  }

  #addDeletion(id: string): void {
    const text = this.#deletions.get(id)
    const paragraph = this.#paragraphs.at(-1)
    if (text === undefined || !paragraph || text === '') return
    this.#reported.add(id)
    paragraph.runs.push({ text, visibility: 'deleted' })
  }

  /** A format of its own can show another number than the cell holds, or none. */
  #closeCell(frame: Frame): void {
    this.partSet.visible(frame.kind).separate('\t')
    const number = this.#sheets.at(-1)?.hiddenNumber() ?? ''
    if (number !== '') this.#line('field', number, 'hidden')
  }

  #endRow(frame: Frame): void {
    const kind = this.#sheets.at(-1)?.name !== undefined && frame.kind === 'body' ? 'cell' : frame.kind
    this.partSet.visible(kind).separate('\n')
  }

  /** A file that stands in the document as text becomes a member. */
  #unpack(): void {
    const bytes = Buffer.from(this.#base64.join(''), 'base64')
    this.#base64 = []
    const path = `embedded-${this.members.length + 1}.bin`
    if (bytes.length === 0 || !this.budget.takeEntry(path)) return
    this.members.push({ path: `${this.source.path}!${path}`, bytes })
  }

  // ---- text outside paragraphs, attributes ----

  #reportOther(frame: Frame, text: string): void {
    if (this.#within('office:meta')) {
      const own = this.#label !== '' && frame.name === 'meta:user-defined'
      const name = own ? this.#label : frame.name.replace(/^.*:/, '')
      this.#line('metadata', `${name}: ${text}`, 'metadata')
      this.#label = ''
    } else if (frame.name.startsWith('config:') && !looksMeaningful(text)) return
    else this.#line(frame.kind === 'body' ? 'markup' : frame.kind, text, frame.hidden ? 'hidden' : 'metadata')
  }

  #reportAttributes(name: string, element: XmlElement, frame: Frame): void {
    const inSpreadsheet = this.#within('office:spreadsheet')
    for (const attribute of element.attributes) {
      const { value } = attribute
      if (value === '' || attribute.name.startsWith('xmlns') || name === 'meta:user-defined') continue
      const found = classifyAttribute(name, attribute, inSpreadsheet)
      if (!found) continue
      const [kind, visibility] = found
      this.#line(kind, value, kind === 'sheet-name' && frame.hidden ? 'hidden' : visibility, true)
    }
    if (/[^\0-\x7f]/.test(element.local)) this.#line('markup', element.local, 'metadata', true)
  }

  #line(kind: PartKind, text: string, visibility: Visibility, once = false): void {
    const sheet = this.#sheets.at(-1)
    const place: Place = {
      ...(this.#page > 0 && { page: this.#page }),
      ...(sheet?.name !== undefined && { sheet: sheet.name }), ...(sheet?.cell !== undefined && { cell: sheet.cell }),
    }
    this.partSet.line(kind, text, place, visibility, once)
  }

  #within(name: string): boolean {
    return this.#frames.some((frame) => frame.name === name)
  }
}
