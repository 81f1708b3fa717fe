import { columnLetters, type Part, type PartKind, type Place, type Visibility } from '../../../model/index.js'
import type { Budget } from '../../budget.js'
import { PartBuilder } from '../../parts/part-builder.js'

/** One sheet of a workbook as its directory names it. */
export interface SheetName {
  readonly name: string
  readonly hidden: boolean
  /** Of its first record in the stream. */
  readonly position: number
}

const COLUMNS = 256

/** What was read of a sheet so far: cells row by row, other texts by kind. */
export class BiffSheet {
  readonly #builders = new Map<PartKind, PartBuilder>()
  readonly #hiddenRows = new Set<number>()
  #hiddenColumns: Uint8Array | undefined
  #ranges = 0
  /** Texts of objects by the object's number; a comment takes its own. */
  readonly objects = new Map<number, string>()
  #row = -1

  constructor(
    readonly sheet: SheetName | undefined,
    readonly piece: string,
    readonly budget: Budget,
  ) {}

  hideRow(row: number): void {
    this.#hiddenRows.add(row)
  }

  /** There are at most as many ranges as columns. */
  hideColumns(first: number, last: number): void {
    this.#hiddenColumns ??= new Uint8Array(COLUMNS)
    if (++this.#ranges <= COLUMNS) this.#hiddenColumns.fill(1, first, last + 1)
  }

  cell(row: number, column: number, text: string): void {
    if (text === '' || !this.budget.takeText(this.piece, text.length)) return
    const builder = this.#builder('cell')
    if (row !== this.#row) builder.separate('\n')
    this.#row = row
    builder.block(text, this.place(row, column), this.#isHidden(row, column) ? 'hidden' : 'visible').separate('\t')
  }

  report(kind: PartKind, text: string, visibility: Visibility, place: Place = this.place()): void {
    if (text.trim() === '' || !this.budget.takeText(this.piece, text.length)) return
    this.#builder(kind).block(text, place, visibility).separate('\n')
  }

  place(row?: number, column?: number): Place {
    const sheet = this.sheet ? { sheet: this.sheet.name } : {}
    if (row === undefined || column === undefined) return sheet
    return { ...sheet, cell: `${columnLetters(column + 1)}${row + 1}` }
  }

  /** Texts of objects that were no comments stand in text boxes. */
  parts(): Part[] {
    for (const text of this.objects.values()) this.report('textbox', text, this.sheet?.hidden ? 'hidden' : 'visible')
    this.#builders.get('cell')?.separate('\n')
    return [...this.#builders.values()].filter((builder) => !builder.empty).map((builder) => builder.build())
  }

  #isHidden(row: number, column: number): boolean {
    return this.sheet?.hidden === true || this.#hiddenRows.has(row) || this.#hiddenColumns?.[column] === 1
  }

  #builder(kind: PartKind): PartBuilder {
    const found = this.#builders.get(kind) ?? new PartBuilder(kind, this.sheet?.name ?? this.piece)
    this.#builders.set(kind, found)
    return found
  }
}
