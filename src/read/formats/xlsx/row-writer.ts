import type { Place, Visibility } from '../../../model/index.js'
import type { PartBuilder } from '../../parts/part-builder.js'

/** Lists of columns kept: most rows of a sheet fill the same ones. */
const LISTS = 1000

/**
 * Writes the cells of a sheet, those of a row that show alike as one block: a sheet of a million cells would be a
 * million places otherwise.
 */
export class RowWriter {
  readonly #lists = new Map<string, readonly number[]>()
  #cells: string[] = []
  #columns: number[] = []
  #address = ''
  #first = 0
  #last = 0
  #visibility: Visibility = 'visible'

  constructor(
    readonly builder: PartBuilder,
    readonly placeOf: (address: string) => Place,
  ) {}

  cell(text: string, address: string, column: number, visibility: Visibility): void {
    if (column <= this.#last || visibility !== this.#visibility || text.includes('\t')) this.#flush()
    if (this.#cells.length === 0) this.#begin(address, column, visibility)
    this.#cells.push(text)
    this.#columns.push(column - this.#first)
    this.#last = column
    if (text.includes('\t')) this.#flush()
  }

  endRow(): void {
    this.#flush()
    this.builder.separate('\n')
  }

  #begin(address: string, column: number, visibility: Visibility): void {
    this.#address = address
    this.#first = column
    this.#visibility = visibility
  }

  #flush(): void {
    if (this.#cells.length === 0) return
    const columns = this.#listed(this.#columns)
    this.builder.row(this.#cells, columns, this.placeOf(this.#address), this.#visibility).separate('\t')
    this.#cells = []
    this.#columns = []
    this.#last = 0
  }

  #listed(columns: readonly number[]): readonly number[] {
    const key = columns.join()
    const known = this.#lists.get(key)
    if (known) return known
    if (this.#lists.size < LISTS) this.#lists.set(key, columns)
    return columns
  }
}
