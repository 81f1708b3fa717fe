import type { Gap, Part, PartKind, Place, Visibility } from '../../model/index.js'
import type { Budget } from '../budget.js'
import { telling } from '../xml/harvest.js'
import { PartBuilder } from '../part-builder.js'
import { walkXml, type XmlElement, type XmlHandler, type XmlSource } from '../xml/walk.js'
import { marginText } from './margin.js'
import { plainNumber } from './number.js'
import type { Strings } from './strings.js'
import type { Sheet } from './workbook.js'

/**
 * Reads one sheet (18.3): a line for each row, its cells separated by tabs, each with its address. Formulas that hold words are told as
 * fields, headers and footers as such; attribute values that say something (prompts, links, names) as form fields.
 */
export function readSheet(
  source: XmlSource,
  budget: Budget,
  strings: Strings | undefined,
  sheet: Sheet | undefined,
): { readonly parts: readonly Part[]; readonly gaps: readonly Gap[] } {
  const { handler, gaps } = walkXml(source, budget, () => new SheetHandler(source.piece, budget, strings, sheet))
  return { parts: handler.parts(), gaps: [...gaps, ...handler.gaps] }
}

/** Columns of a sheet, and so the most ranges of columns that can differ. */
const COLUMNS = 16_384

interface Cell {
  readonly address: string
  readonly type: string
  readonly hidden: boolean
  value: string
  inline: string
}

class SheetHandler implements XmlHandler {
  readonly gaps: Gap[] = []
  readonly #builders = new Map<PartKind, PartBuilder>()
  readonly #names: string[] = []
  /** By number, from 1. */
  readonly #hiddenColumns = new Uint8Array(COLUMNS + 1)
  #ranges = 0
  #row = 0
  #column = 0
  #rowHidden = false
  #cell: Cell | undefined
  #formula = ''
  #guides = 0

  constructor(
    readonly piece: string,
    readonly budget: Budget,
    readonly strings: Strings | undefined,
    readonly sheet: Sheet | undefined,
  ) {}

  open(element: XmlElement): void {
    const { local } = element
    this.#names.push(local)
    const get = (name: string): string => element.attributes.find((one) => one.local === name)?.value ?? ''
    if (local === 'c') this.#openCell(get('r'), get('t'))
    else if (local === 'row') this.#openRow(get('r'), /^(1|true)$/.test(get('hidden')))
    else if (local === 'col') this.#hideColumns(get('min'), get('max'), /^(1|true)$/.test(get('hidden')))
    else if (local === 'rPh') this.#guides++
    if (local === 'c' || local === 'row') return
    for (const { name, value } of element.attributes) {
      if (!name.startsWith('xmlns') && telling(value)) this.#tell('form-field', value, 'metadata')
    }
  }

  close({ local }: XmlElement): void {
    this.#names.pop()
    if (local === 'c') this.#closeCell()
    else if (local === 'row') this.#builder('cell').separate('\n')
    else if (local === 'f' || /^formula\d?$/.test(local)) this.#closeFormula()
    else if (local === 'rPh') this.#guides--
  }

  text(text: string): void {
    const name = this.#names.at(-1) ?? ''
    const cell = this.#cell
    if (name === 'f' || /^formula\d?$/.test(name)) this.#formula += text
    else if (cell && name === 'v') cell.value += text
    else if (cell && name === 't' && this.#guides === 0) cell.inline += text
    else if (/^(odd|even|first)(Header|Footer)$/.test(name)) {
      this.#tell(name.endsWith('Header') ? 'header' : 'footer', marginText(text), 'visible')
    } else if (/[^\s\d.,:;-]/.test(text)) this.#tell('markup', text, 'metadata')
  }

  aside(text: string): void {
    this.#tell('markup', text, 'hidden')
  }

  parts(): Part[] {
    this.#closeCell()
    return [...this.#builders.values()].filter((builder) => !builder.empty).map((builder) => builder.build())
  }

  #openRow(number: string, hidden: boolean): void {
    this.#row = Number(number) || this.#row + 1
    this.#column = 0
    this.#rowHidden = hidden
  }

  #openCell(address: string, type: string): void {
    this.#closeCell()
    this.#column = columnOf(address) || this.#column + 1
    this.#cell = { address: address || `${letters(this.#column)}${this.#row}`, type, hidden: this.#isHidden(), value: '', inline: '' }
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
    const shown = this.#shownIn(cell)
    this.#write(shown + cell.inline, cell)
  }

  #shownIn({ type, value }: Cell): string {
    if (value === '') return ''
    if (type === 's') {
      const shown = this.strings?.show(Number(value))
      if (shown === undefined && this.gaps.length === 0) {
        this.gaps.push({ part: this.piece, reason: 'damaged', args: { detail: 'shared-string' } })
      }
      return shown ?? ''
    }
    if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
    return type === '' || type === 'n' ? plainNumber(value) : value
  }

  #write(text: string, cell: Cell): void {
    if (text === '' || !this.budget.takeText(this.piece, text.length)) return
    const place = { ...this.#place(), cell: cell.address }
    this.#builder('cell').block(text, place, cell.hidden ? 'hidden' : 'visible').separate('\t')
  }

  /** A formula of numbers and addresses alone says nothing that its result does not. */
  #closeFormula(): void {
    const formula = this.#formula
    this.#formula = ''
    if (formula.includes('"') || telling(formula)) this.#tell('field', formula, 'hidden')
  }

  #tell(kind: PartKind, text: string, visibility: Visibility): void {
    if (text.trim() === '' || !this.budget.takeText(this.piece, text.length)) return
    const cell = this.#cell
    const place = { ...this.#place(), ...(cell ? { cell: cell.address } : {}) }
    this.#builder(kind).block(text, place, visibility).separate('\n')
  }

  #place(): Place {
    return this.sheet ? { sheet: this.sheet.name } : {}
  }

  #builder(kind: PartKind): PartBuilder {
    const found = this.#builders.get(kind) ?? new PartBuilder(kind, this.sheet?.name ?? this.piece)
    this.#builders.set(kind, found)
    return found
  }
}

/** B3 → 2; 0 where there are no letters. */
function columnOf(address: string): number {
  let column = 0
  for (const letter of /^[A-Z]{0,3}/i.exec(address)![0].toUpperCase()) column = 26 * column + letter.charCodeAt(0) - 64
  return column
}

function letters(column: number): string {
  let name = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  return name
}
