import { columnLetters, type Document, type PartKind, type Place, type Visibility } from '../../../model/index.js'
import type { Budget } from '../../budget.js'
import { looksMeaningful } from '../../markup/xml/harvest.js'
import { walkXml, type XmlElement, type XmlHandler, type XmlSource } from '../../markup/xml/walk.js'
import type { Run } from '../../parts/paragraph.js'
import { PartSet } from '../../parts/part-set.js'
import type { Readout } from '../../reader.js'
import { attribute, isHidden, kindOf, plainName, TRUE } from './vocabulary.js'

export interface StorySource extends XmlSource {
  /** Path of the document, for what is packed in it. */
  readonly path: string
}

/** Reads one entry of a UOF package, or a flat document. Cost: linear. */
export async function readUofStory(source: StorySource, budget: Budget): Promise<Readout> {
  const { handler, gaps } = await walkXml(source, budget, () => new UofHandler(source, budget))
  handler.finish()
  return { parts: handler.partSet.build(), gaps, members: handler.members }
}

interface Frame {
  readonly name: string
  readonly kind: PartKind
  readonly hidden: boolean
}

/** A paragraph or a cell whose text is being collected. */
interface Line {
  readonly frame: Frame
  readonly runs: Run[]
  readonly place: Place
}

/** Most spaces that one element can stand for. */
const MOST_SPACES = 1000

class UofHandler implements XmlHandler {
  readonly partSet: PartSet
  readonly members: Document[] = []
  readonly #frames: Frame[] = []
  readonly #lines: Line[] = []
  /** Identifiers of the tracked changes that are open. */
  readonly #deletions = new Set<string>()
  readonly #insertions = new Set<string>()
  /** The run that is being read says of itself that it is hidden. */
  #hiddenRun = false
  #base64: string[] = []
  #paragraph = 0
  #page = 0
  #sheet = ''
  #row = 0
  #column = 0
  /** Number that the current cell holds beside its text. */
  #stored = ''
  readonly #hiddenColumns = new Set<number>()
  #nextColumn = 1

  constructor(
    readonly source: StorySource,
    readonly budget: Budget,
  ) {
    this.partSet = new PartSet(source.piece, budget)
  }

  open(element: XmlElement): void {
    const name = plainName(element.local)
    const above = this.#frames.at(-1)
    this.#count(name, element)
    const inHiddenColumn = name === '单元格' && this.#hiddenColumns.has(this.#column)
    const frame: Frame = {
      name,
      kind: kindOf(name) ?? (name === '工作表' ? 'cell' : above?.kind ?? 'body'),
      hidden: (above?.hidden ?? false) || isHidden(name, element) || inHiddenColumn,
    }
    this.#frames.push(frame)
    this.#handle(name, element, frame)
    this.#writeAttributes(name, element, frame)
  }

  text(text: string): void {
    const { name = '', kind = 'body', hidden = false } = this.#frames.at(-1) ?? {}
    if (name === '文本串') this.#addText(text)
    else if (/^(是否)?隐藏(文字)?$/.test(name)) this.#hiddenRun ||= TRUE.test(text)
    else if (name === '数据' && this.#isWithin('其他对象')) this.#base64.push(text)
    else if (text.trim() !== '') this.#writeOther(name, kind, hidden, text)
  }

  close(): void {
    const frame = this.#frames.pop()
    if (!frame) return
    if (this.#lines.at(-1)?.frame === frame) this.#endLine()
    if (frame.name === '行') this.partSet.visible(frame.kind).separate('\n')
    if (frame.name === '数据' && this.#base64.length > 0) this.#unpack()
  }

  onNonContent(text: string): void {
    this.partSet.line('markup', text, {}, 'hidden')
  }

  /** Writes what a document that breaks off has left open. */
  finish(): void {
    while (this.#lines.length > 0) this.#endLine()
  }

  // ---- where one is ----

  #count(name: string, element: XmlElement): void {
    if (name === '幻灯片') this.#page++
    if (name === '工作表') {
      this.#sheet = attribute(element, '名称') ?? ''
      this.#row = 0
      this.#nextColumn = 1
      this.#hiddenColumns.clear()
    }
    if (!this.#isWithin('工作表')) return
    if (name === '列') this.#takeColumn(element)
    if (name === '行') {
      this.#row = numberOf(element, '行号') ?? this.#row + 1
      this.#column = 0
    }
    if (name === '单元格') this.#column = numberOf(element, '列号') ?? this.#column + 1
  }

  #takeColumn(element: XmlElement): void {
    const first = numberOf(element, '列号') ?? this.#nextColumn
    const span = Math.min(1 + (numberOf(element, '跨度') ?? 0), MOST_COLUMNS)
    this.#nextColumn = first + span
    if (!isHidden('列', element)) return
    for (let column = first; column < first + span; column++) this.#hiddenColumns.add(column)
  }

  #place(): Place {
    if (this.#isWithin('工作表')) {
      const cell = this.#row > 0 && this.#column > 0 ? { cell: `${columnLetters(this.#column)}${this.#row}` } : {}
      return { sheet: this.#sheet, ...cell }
    }
    return { ...(this.#page > 0 && { page: this.#page }), paragraph: this.#paragraph }
  }

  // ---- elements ----

  #handle(name: string, element: XmlElement, frame: Frame): void {
    if (name === '段落') {
      this.#paragraph++
      this.#beginLine(frame)
    } else if (name === '单元格' && this.#isWithin('工作表')) this.#beginLine(frame)
    else if (name === '工作表') this.#writeSheetName(frame)
    else if (name === '句') this.#hiddenRun = false
    else if (/^(是否)?隐藏(文字)?$/.test(name)) this.#hiddenRun ||= TRUE.test(attribute(element, '值') ?? '')
    else if (name === '空格符') this.#addText(' '.repeat(Math.min(numberOf(element, '个数') ?? 1, MOST_SPACES)))
    else if (name === '制表符') this.#addText('\t')
    else if (name === '换行符') this.#addText('\n')
    else if (name.startsWith('修订')) this.#trackChange(name, element)
  }

  #trackChange(name: string, element: XmlElement): void {
    if (name === '修订开始') {
      const id = attribute(element, '标识符') ?? ''
      const type = attribute(element, '类型') ?? ''
      if (type === 'delete') this.#deletions.add(id)
      else if (type === 'insert') this.#insertions.add(id)
    } else if (name === '修订结束') {
      const id = attribute(element, '开始标识引用') ?? attribute(element, '标识符引用') ?? ''
      this.#deletions.delete(id)
      this.#insertions.delete(id)
    }
  }

  /** Numbers of cells can stand in an attribute alone. */
  #writeAttributes(name: string, element: XmlElement, { kind, hidden }: Frame): void {
    for (const { name: full, local, value } of element.attributes) {
      const attributeName = plainName(local)
      if (full.startsWith('xmlns') || value === '') continue
      if (attributeName === '数据数值') this.#stored = value
      else if (attributeName === '公式') this.partSet.line('field', value, this.#place(), 'hidden')
      else if (looksMeaningful(value) && attributeName !== '名称') {
        this.partSet.line(kind === 'body' ? 'markup' : kind, value, {}, 'metadata', true)
      } else if (looksMeaningful(value) && name !== '工作表') {
        this.partSet.line('markup', value, {}, hidden ? 'hidden' : 'metadata', true)
      }
    }
  }

  #writeSheetName({ hidden }: Frame): void {
    this.partSet.line('sheet-name', this.#sheet, { sheet: this.#sheet }, hidden ? 'hidden' : 'visible')
  }

  // ---- text ----

  #beginLine(frame: Frame): void {
    this.#lines.push({ frame, runs: [], place: this.#place() })
  }

  #addText(text: string): void {
    const line = this.#lines.at(-1)
    const frame = this.#frames.at(-1)
    if (text === '' || !frame) return
    const hidden = frame.hidden || this.#hiddenRun
    const visibility: Visibility = this.#deletions.size > 0 ? 'deleted' : hidden ? 'hidden' : 'visible'
    if (!line) this.partSet.line(frame.kind, text, this.#place(), visibility)
    else line.runs.push({ text, visibility, ...(this.#insertions.size > 0 && { inserted: true }) })
  }

  #endLine(): void {
    const { frame, runs, place } = this.#lines.pop()!
    const isCell = frame.name === '单元格'
    if (isCell) this.#addStoredNumber(runs, place)
    const inCell = isCell || this.#isWithin('单元格')
    this.partSet.paragraph(frame.kind, runs, place, inCell ? '\t' : '\n')
  }

  /** A number without a text is the text; one that the text does not show is hidden. */
  #addStoredNumber(runs: Run[], place: Place): void {
    const shown = runs.map(({ text }) => text.replace(/[\s,，]/g, '')).join('')
    if (shown === '' && this.#stored !== '') runs.push({ text: this.#stored, visibility: 'visible' })
    else if (!shown.includes(this.#stored)) this.partSet.line('field', this.#stored, place, 'hidden')
    this.#stored = ''
  }

  /** Texts of elements that are no run: properties with their name, formulas, titles of charts. */
  #writeOther(name: string, kind: PartKind, hidden: boolean, text: string): void {
    if (kind === 'metadata') this.partSet.line('metadata', `${name}: ${text}`, {}, 'metadata')
    else if (name === '公式') this.partSet.line('field', text, this.#place(), 'hidden')
    else if (kind === 'style' ? looksMeaningful(text) : !/^[\w.#%:-]*$/.test(text.trim()) || looksMeaningful(text)) {
      this.partSet.line(kind === 'body' ? 'markup' : kind, text, {}, hidden ? 'hidden' : 'visible')
    }
  }

  /** A file that stands in the document as base64. */
  #unpack(): void {
    const bytes = Buffer.from(this.#base64.join(''), 'base64')
    this.#base64 = []
    const path = `embedded-${this.members.length + 1}.bin`
    if (bytes.length === 0 || !this.budget.takeEntry(path)) return
    this.members.push({ path: `${this.source.path}!${path}`, bytes })
  }

  #isWithin(name: string): boolean {
    return this.#frames.some((frame) => frame.name === name)
  }
}

/** Columns of a sheet. */
const MOST_COLUMNS = 16_384

function numberOf(element: XmlElement, name: string): number | undefined {
  const value = Number(attribute(element, name))
  return Number.isInteger(value) && value >= 0 && value <= 1_048_576 ? value : undefined
}
