import {
  columnLetters, columnOf, type Gap, type Part, type PartKind, type Place, type Visibility,
} from '../../../model/index.js'
import type { Budget } from '../../budget.js'
import { looksMeaningful } from '../../markup/xml/harvest.js'
import { PartBuilder } from '../../parts/part-builder.js'
import { walkXml, type XmlElement, type XmlHandler, type XmlSource } from '../../markup/xml/walk.js'
import { showNumber, showText, type Shown } from './format.js'
import { marginText } from '../../text/sheet-margin.js'
import { mapSymbols } from '../../text/symbol-font.js'
import { RowWriter } from './row-writer.js'
import { symbolFontOf, type Strings } from './strings.js'
import type { CellStyles } from './styles.js'
import type { Sheet } from './workbook.js'

/** What cells mean in one workbook. */
export interface Book {
  readonly strings: Strings | undefined
  readonly styles: CellStyles
  /** Dates count from 1904. */
  readonly since1904: boolean
}

/**
 * Reads one sheet (18.3): a line for each row, its cells separated by tabs, each with its address, dates as dates.
 * Formulas that hold words are fields; attribute values that look meaningful
 * (prompts, links, names) are form fields.
 */
export async function readSheet(
  source: XmlSource,
  budget: Budget,
  book: Book,
  sheet: Sheet | undefined,
): Promise<{ readonly parts: readonly Part[]; readonly gaps: readonly Gap[] }> {
  const { handler, gaps } = await walkXml(source, budget, () => new SheetHandler(source.piece, budget, book, sheet))
  return { parts: handler.parts(), gaps: [...gaps, ...handler.gaps] }
}

/** Columns of a sheet, and so the most ranges of columns that can differ. */
const COLUMNS = 16_384

interface Cell {
  readonly address: string
  readonly column: number
  readonly type: string
  readonly style: number
  readonly hidden: boolean
  value: string
  inline: string
}

class SheetHandler implements XmlHandler {
  readonly gaps: Gap[] = []
  /** By kind; values hidden by a number format have a part of their own, so that rows stay whole. */
  readonly #builders = new Map<string, PartBuilder>()
  readonly #names: string[] = []
  #cells: RowWriter | undefined
  /** By number, from 1. */
  readonly #hiddenColumns = new Uint8Array(COLUMNS + 1)
  #ranges = 0
  #row = 0
  #column = 0
  #rowHidden = false
  #cell: Cell | undefined
  #formula = ''
  #guides = 0
  /** Font of the run of an inline string, where its letters are pictures. */
  #symbolFont = ''

  constructor(
    readonly piece: string,
    readonly budget: Budget,
    readonly book: Book,
    readonly sheet: Sheet | undefined,
  ) {}

  open({ local, attributes }: XmlElement): void {
    this.#names.push(local)
    if (local === 'c') {
      this.#openCell(valueOf(attributes, 'r'), valueOf(attributes, 't'), Number(valueOf(attributes, 's')))
      return
    }
    if (local === 'row') this.#openRow(valueOf(attributes, 'r'), isUnseen(attributes, 'ht'))
    else if (local === 'col') {
      this.#hideColumns(valueOf(attributes, 'min'), valueOf(attributes, 'max'), isUnseen(attributes, 'width'))
    } else if (local === 'rPh') this.#guides++
    else if (local === 'r') this.#symbolFont = ''
    else if (local === 'rFont') this.#symbolFont = symbolFontOf(attributes)
    if (local === 'row') return
    for (const { name, value } of attributes) {
      if (!name.startsWith('xmlns') && looksMeaningful(value)) this.#report('form-field', value, 'metadata')
    }
  }

  close({ local }: XmlElement): void {
    this.#names.pop()
    if (local === 'c') this.#closeCell()
    else if (local === 'row') this.#cells?.endRow()
    else if (local === 'f' || /^formula\d?$/.test(local)) this.#closeFormula()
    else if (local === 'rPh') this.#guides--
    else if (local === 'r') this.#symbolFont = ''
  }

  text(text: string): void {
    const name = this.#names.at(-1) ?? ''
    const cell = this.#cell
    if (name === 'f' || /^formula\d?$/.test(name)) this.#formula += text
    else if (cell && name === 'v') cell.value += text
    else if (cell && name === 't' && this.#guides === 0) cell.inline += mapSymbols(this.#symbolFont, text)
    else if (/^(odd|even|first)(Header|Footer)$/.test(name)) {
      this.#report(name.endsWith('Header') ? 'header' : 'footer', marginText(text), 'visible')
    } else if (/[^\s\d.,:;-]/.test(text)) this.#report('markup', text, 'metadata')
  }

  onNonContent(text: string): void {
    this.#report('markup', text, 'hidden')
  }

  parts(): Part[] {
    this.#closeCell()
    this.#cells?.endRow()
    return [...this.#builders.values()].filter((builder) => !builder.empty).map((builder) => builder.build())
  }

  #openRow(number: string, hidden: boolean): void {
    this.#row = Number(number) || this.#row + 1
    this.#column = 0
    this.#rowHidden = hidden
  }

  #openCell(address: string, type: string, style: number): void {
    this.#closeCell()
    const column = columnOf(address) || this.#column + 1
    this.#column = column
    const hidden = this.#isHidden()
    const where = address || `${columnLetters(column)}${this.#row}`
    this.#cell = { address: where, column, type, style, hidden, value: '', inline: '' }
  }

  #isHidden(): boolean {
    return this.#rowHidden || this.sheet?.hidden === true || this.#hiddenColumns[this.#column] === 1
  }

  #hideColumns(min: string, max: string, hidden: boolean): void {
    if (hidden && ++this.#ranges <= COLUMNS) this.#hiddenColumns.fill(1, Number(min), Number(max) + 1)
  }

  #closeCell(): void {
    const cell = this.#cell
    this.#cell = undefined
    if (!cell) return
    const style = this.book.styles(cell.style)
    const { text, visible, beneath } = this.#shownIn(cell, style.code)
    this.#write(mapSymbols(style.symbolFont, text), cell, visible && !style.white && !cell.hidden)
    if (beneath !== undefined && this.budget.takeText(this.piece, beneath.length)) {
      this.#builder('cell', 'beneath').block(beneath, this.#placeOf(cell.address), 'hidden').separate('\n')
    }
  }

  /** A string, a truth value, an error, a date in words or a number; an inline string has no value. */
  #shownIn({ type, value, inline }: Cell, code: string): Shown {
    if (value === '') return showText(inline, code)
    if (type === 's') return showText(this.#shared(Number(value)) + inline, code)
    if (type === 'b') return { text: value === '1' ? 'TRUE' : 'FALSE', visible: true }
    return type === '' || type === 'n' ? showNumber(value, code, this.book.since1904) : showText(value + inline, code)
  }

  #shared(index: number): string {
    const shown = this.book.strings?.show(index)
    if (shown === undefined && this.gaps.length === 0) {
      this.gaps.push({ piece: this.piece, reason: 'damaged', args: { detail: 'shared-string' } })
    }
    return shown ?? ''
  }

  #write(text: string, { address, column }: Cell, visible: boolean): void {
    if (text === '' || !this.budget.takeText(this.piece, text.length)) return
    this.#cells ??= new RowWriter(this.#builder('cell'), (cell) => this.#placeOf(cell))
    this.#cells.cell(text, address, column, visible ? 'visible' : 'hidden')
  }

  /** Formulas of numbers and addresses alone are left out: their results are read. */
  #closeFormula(): void {
    const formula = this.#formula
    this.#formula = ''
    if (formula.includes('"') || looksMeaningful(formula)) this.#report('field', formula, 'hidden')
  }

  #report(kind: PartKind, text: string, visibility: Visibility): void {
    if (text.trim() === '' || !this.budget.takeText(this.piece, text.length)) return
    this.#builder(kind).block(text, this.#placeOf(this.#cell?.address), visibility).separate('\n')
  }

  /** Written out: a spread takes twice the memory, and there are as many places as rows. */
  #placeOf(cell: string | undefined): Place {
    const sheet = this.sheet?.name
    if (sheet === undefined) return cell === undefined ? {} : { cell }
    return cell === undefined ? { sheet } : { sheet, cell }
  }

  #builder(kind: PartKind, key: string = kind): PartBuilder {
    const found = this.#builders.get(key) ?? new PartBuilder(kind, this.sheet?.name ?? this.piece)
    this.#builders.set(key, found)
    return found
  }
}

function valueOf(attributes: XmlElement['attributes'], local: string): string {
  for (const one of attributes) if (one.local === local) return one.value
  return ''
}

/** True for a row or a column that is hidden, or whose height or width is nothing. */
function isUnseen(attributes: XmlElement['attributes'], size: 'ht' | 'width'): boolean {
  return /^(1|true)$/.test(valueOf(attributes, 'hidden')) || /^0+(\.0*)?$/.test(valueOf(attributes, size))
}
