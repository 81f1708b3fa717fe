import type { Place, Visibility } from '../../model/index.js'
import type { PartBuilder } from '../part-builder.js'

/**
 * Writes the cells of a sheet, those that follow each other in a row and show alike as one block: a sheet of a million cells
 * would be a million places otherwise. Guarded state.
 */
export class RowWriter {
  #cells: string[] = []
  #address = ''
  #next = 0
  #visibility: Visibility = 'visible'

  constructor(
    readonly builder: PartBuilder,
    /** The sheet. */
    readonly place: Place,
  ) {}

  cell(text: string, address: string, column: number, visibility: Visibility): void {
    const follows = column === this.#next && visibility === this.#visibility && !text.includes('\t')
    if (!follows) {
      this.#flush()
      this.#address = address
      this.#visibility = visibility
    }
    this.#cells.push(text)
    this.#next = text.includes('\t') ? 0 : column + 1
  }

  endRow(): void {
    this.#flush()
    this.builder.separate('\n')
  }

  #flush(): void {
    if (this.#cells.length === 0) return
    this.builder.row(this.#cells, { ...this.place, cell: this.#address }, this.#visibility).separate('\t')
    this.#cells = []
    this.#next = 0
  }
}
