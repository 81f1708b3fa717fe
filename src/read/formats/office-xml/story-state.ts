import type { Document, Gap, PartKind, Place, Visibility } from '../../../model/index.js'
import type { Budget } from '../../budget.js'
import type { XmlElement } from '../../markup/xml/walk.js'
import { FieldStack } from '../../parts/field-stack.js'
import { PartSet } from '../../parts/part-set.js'
import { holdsFile } from '../../sniff/within.js'
import { readFieldData } from '../../text/field-data.js'
import { mapSymbols } from '../../text/symbol-font.js'
import { Alternates } from './alternate.js'
import type { AttributeText } from './attributes.js'
import { Flow, type Paragraph } from './flow.js'
import { takeProperty, unseen, type Look } from './look.js'
import { ShapePlace, type SlideSize } from './off-slide.js'
import { Pages } from './pages.js'
import type { Styles } from './styles.js'
import { TextStyles } from '../../parts/text-styles.js'
import { attribute, RUN_PROPERTIES } from './vocabulary.js'

/** A piece of WordprocessingML, and what its text is. */
export interface StorySource {
  readonly piece: string
  readonly bytes: Uint8Array
  readonly kind: PartKind
  /** True for text that is in the file and on no page (building blocks). */
  readonly hidden: boolean
  /** The kind of meaningful attribute values and text that no handler knows. */
  readonly unknownKind: PartKind
  /** The page all of it stands on (a slide); absent where pages are to be counted. */
  readonly page?: number
  /** Of the slide; absent where shapes off the slide are not looked for. */
  readonly size?: SlideSize
}

/**
 * The state of one walk through a story: open elements, paragraphs, fields, revisions, the page. Element handlers
 * change it through its methods.
 */
export class StoryState {
  readonly partSet: PartSet
  readonly gaps: Gap[] = []
  readonly members: Document[] = []
  /** Base64 of the field data that is being read (ISO/IEC 29500-1, 17.16.20). */
  fieldData = ''
  readonly shape: ShapePlace
  readonly #elements: XmlElement[] = []
  readonly #names: string[] = []
  readonly #flows: Flow[]
  readonly #textStyles = new TextStyles()
  readonly #alternates = new Alternates()
  readonly #branches: (readonly [Paragraph, number] | undefined)[] = []
  readonly #fields = new FieldStack()
  readonly #pages: Pages
  #paragraphs = 0
  #deletions = 0
  #insertions = 0
  #rubies = 0
  /** The page is not white: white letters may show. */
  #coloured = false

  constructor(
    readonly source: StorySource,
    readonly budget: Budget,
    readonly styles: Styles,
  ) {
    this.partSet = new PartSet(source.piece, budget)
    this.#flows = [new Flow(source.kind)]
    this.shape = new ShapePlace(source.size)
    this.#pages = new Pages(source.kind === 'body' && source.page === undefined ? source.bytes : new Uint8Array(0))
  }

  /** A start tag, by canonical name. */
  enter(element: XmlElement, name: string): void {
    this.#names.push(name)
    this.#elements.push(element)
  }

  leave(): void {
    this.#names.pop()
    this.#elements.pop()
  }

  text(text: string): void {
    const name = this.#names.at(-1) ?? ''
    if (name === 'w:t' || name === 'm:t' || name === 'a:t') this.addText(text)
    else if (name === 'w:delText') this.addText(text, true)
    else if (name === 'w:instrText' || name === 'w:delInstrText') {
      if (!this.#fields.code(text)) this.#report('field', text, 'hidden')
    } else if (name === 'w:fldData') this.fieldData += text
    else if (/:(binData|binaryData)$/.test(name)) {
      this.#gap({ piece: this.source.piece, reason: 'part-not-supported', args: { detail: 'embedded-data' } })
    }
    else if (/[^\s\d.-]|\d{7}/.test(text)) this.#report(this.source.unknownKind, text, 'metadata', true)
  }

  /** A comment, a processing instruction or a DOCTYPE. */
  nonContent(text: string): void {
    this.#report('markup', text, 'hidden')
  }

  /** Reports the text of an attribute. */
  attributeText({ kind, value, visibility, once }: AttributeText & { readonly value: string }): void {
    this.#report(kind, value, visibility, once)
  }

  /** Closes what is still open where the markup ended too early. */
  finish(): void {
    while (this.#fields.depth > 0) this.closeField()
    for (const flow of this.#flows) while (flow.paragraphs.length > 0) this.closeParagraph(flow)
  }

  // ---- called by element handlers ----

  get flow(): Flow {
    return this.#flows.at(-1)!
  }

  get place(): Place {
    const own = this.flow.paragraphs.at(-1)?.place
    return own ?? this.flow.anchor ?? (this.#page === undefined ? {} : { page: this.#page })
  }

  /** Text of the current run. */
  addText(text: string, deleted = false): void {
    if (text === '') return
    const paragraph = this.flow.paragraphs.at(-1) ?? this.openParagraph()
    const runs = this.#rubies > 0 ? paragraph.ruby : paragraph.runs
    const look = this.#lookIn(paragraph)
    const visibility = deleted || this.#deletions > 0 ? 'deleted' : this.#shows(look) ? 'visible' : 'hidden'
    const style = this.#textStyles.of(look)
    const shown = mapSymbols(look.symbolFont ?? '', text)
    runs.push({ text: shown, visibility, ...(style && { style }), ...(this.#insertions > 0 ? { inserted: true } : {}) })
  }

  openParagraph(): Paragraph {
    const flow = this.flow
    const place = { ...(flow.anchor ?? this.#nextPlace()), ...(flow.cell === '' ? {} : { cell: flow.cell }) }
    const paragraph: Paragraph = { place, style: '', look: {}, runs: [], ruby: [] }
    flow.paragraphs.push(paragraph)
    return paragraph
  }

  closeParagraph(flow = this.flow): void {
    const paragraph = flow.paragraphs.pop()
    if (!paragraph) return
    const { runs, ruby, place } = paragraph
    const text = runs.map((run) => run.text).join('')
    if (text !== '' && !this.#alternates.repeats(flow.kind, text)) this.#write(flow, paragraph)
    if (ruby.length > 0) this.partSet.paragraph(flow.kind, ruby, place, '\n')
  }

  openRun(): void {
    this.flow.look = {}
    this.flow.runStyle = ''
  }

  /** A property inside `w:rPr` of a run; those of paragraph marks and of earlier revisions are passed over. */
  property(element: XmlElement): void {
    const [parent, grand] = [this.#names.at(-2), this.#names.at(-3)]
    const paragraph = this.flow.paragraphs.at(-1)
    if (RUN_PROPERTIES.has(`${grand}/${parent}`)) takeProperty(this.flow.look, element.local, element)
    else if (parent === 'w:pPr' && paragraph) takeProperty(paragraph.look, element.local, element)
    else if (parent === 'w:tcPr' && element.local === 'shd' && this.flow.table) {
      const look = {}
      takeProperty(look, 'shd', element)
      this.flow.table.cellShaded = 'shaded' in look && look.shaded === true
    }
  }

  openBox(kind: PartKind): void {
    this.#flows.push(new Flow(kind, this.place))
  }

  closeBox(): void {
    const flow = this.flow
    while (flow.paragraphs.length > 0) this.closeParagraph(flow)
    if (this.#flows.length > 1) this.#flows.pop()
  }

  closeTableCell(separator: '\t' | '\n'): void {
    if (separator === '\t') this.flow.closeCell()
    this.partSet.visible(this.flow.kind).separate(separator)
  }

  revise(kind: 'deletions' | 'insertions', by: 1 | -1): void {
    if (kind === 'deletions') this.#deletions = Math.max(0, this.#deletions + by)
    else this.#insertions = Math.max(0, this.#insertions + by)
  }

  guide(by: 1 | -1): void {
    this.#rubies = Math.max(0, this.#rubies + by)
  }

  /** A directional override (ISO/IEC 29500-1, 17.3.2.3), as the characters that stand for it in plain text. */
  override(element: XmlElement, opens: boolean): void {
    if (attribute(element, 'val') === 'rtl') this.addText(opens ? '\u202e' : '\u202c')
  }

  turnPage(rendered: boolean): void {
    this.#pages.turn(rendered)
    const paragraph = this.flow.paragraphs.at(-1)
    const page = this.#pages.current
    if (paragraph && paragraph.runs.length === 0 && page !== undefined) paragraph.place = { ...paragraph.place, page }
  }

  colour(): void {
    this.#coloured = true
  }

  alternates(entering: boolean): void {
    if (entering) this.#alternates.enter()
    else this.#alternates.leave()
  }

  openBranch(): void {
    const paragraph = this.flow.paragraphs.at(-1)
    this.#branches.push(paragraph && [paragraph, paragraph.runs.length])
  }

  /** What a branch put into the paragraph around it is taken back where an earlier branch put in the same. */
  closeBranch(): void {
    const branch = this.#branches.pop()
    if (branch) {
      const [paragraph, from] = branch
      const text = paragraph.runs.slice(from).map((run) => run.text).join('')
      if (text !== '' && this.#alternates.repeats('inline', text)) paragraph.runs.length = from
    }
    this.#alternates.turn()
  }

  mark(element: XmlElement): void {
    const type = attribute(element, 'fldCharType')
    if (type === 'begin') this.#fields.begin()
    else if (type === 'separate') this.#fields.separate()
    else if (type === 'end') this.closeField()
  }

  closeField(): void {
    this.#report('field', this.#fields.end(), 'hidden')
  }

  /** Field data with a file in it becomes a member; text in it is reported. */
  closeFieldData(): void {
    const bytes = Buffer.from(this.fieldData, 'base64')
    this.fieldData = ''
    const { piece } = this.source
    if (bytes.length === 0) return
    if (holdsFile(bytes) && this.budget.takeEntry(piece)) {
      this.members.push({ path: `${piece}/field-data-${this.members.length + 1}.bin`, bytes })
      return
    }
    const { texts, isKnown } = readFieldData(bytes)
    for (const text of texts) this.#report('field', text, 'hidden', true)
    if (!isKnown) this.#gap({ piece, reason: 'partly-unreadable', args: { feature: 'field-data' } })
  }

  /** A text path is a watermark in a margin or by its name, elsewhere lettering on the page. */
  lettering(element: XmlElement): void {
    const id = attribute(this.#elements.at(-2) ?? element, 'id') ?? ''
    const margin = this.source.kind === 'header' || this.source.kind === 'footer'
    const kind = margin || /watermark/i.test(id) ? 'watermark' : 'textbox'
    this.#report(kind, attribute(element, 'string') ?? '', 'visible')
  }

  /** Position or size of a shape or group. */
  stand(element: XmlElement): void {
    const [grand, parent] = [this.#names.at(-3), this.#names.at(-2)]
    if (parent !== 'a:xfrm') return
    if (grand === ':spPr') this.shape.take(element)
    else if (grand === ':grpSpPr') this.shape.takeGroup(element)
  }

  variable(element: XmlElement): void {
    this.#report('metadata', `${attribute(element, 'name') ?? ''}: ${attribute(element, 'val') ?? ''}`, 'metadata')
  }

  #shows(look: Look): boolean {
    if (this.source.hidden || this.shape.away || this.#fields.inCode || this.flow.table?.hiddenRow) return false
    return !unseen(look)
  }

  /** The look of text in the current run: the paragraph's style, the paragraph, the run's style, the run. */
  #lookIn(paragraph: Paragraph): Look {
    const { look, runStyle, anchor, backdrop } = this.flow
    const styled = runStyle === '' ? {} : this.styles(runStyle)
    const whole: Look = { ...this.styles(paragraph.style), ...paragraph.look, ...styled, ...look }
    if (look.shaded === undefined && paragraph.look.shaded) whole.shaded = true
    // The fill of a text box is not followed.
    if (this.#coloured || backdrop || anchor) whole.shaded = true
    return whole
  }

  get #page(): number | undefined {
    return this.source.page ?? this.#pages.current
  }

  #nextPlace(): Place {
    const page = this.#page
    return { ...(page === undefined ? {} : { page }), paragraph: ++this.#paragraphs }
  }

  #write(flow: Flow, paragraph: Paragraph): void {
    const table = flow.table
    const page = this.partSet.visible(flow.kind)
    if (table?.begun) page.separate('\n')
    if (table) table.begun = true
    this.partSet.paragraph(flow.kind, paragraph.runs, paragraph.place, table ? '\t' : '\n')
  }

  #report(kind: PartKind, text: string, visibility: Visibility, once = false): void {
    if (text.trim() === '' || this.#alternates.repeats(kind, text)) return
    this.partSet.line(kind, text, this.place, visibility, once)
  }

  /** A gap of each reason is recorded once. */
  #gap(gap: Gap): void {
    if (!this.gaps.some(({ reason }) => reason === gap.reason)) this.gaps.push(gap)
  }
}
