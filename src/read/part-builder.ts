import type { Block, Part, PartKind, Place, Visibility } from '../model/index.js'

export type Separator = '\n' | '\t' | '\f'

/** Weakest first. */
const STRENGTH = '\t\n\f'

/** Puts a part together: text blocks and the separators between them. Offsets are kept by it, so they cannot be wrong. */
export class PartBuilder {
  readonly #pieces: string[] = []
  readonly #blocks: Block[] = []
  #length = 0
  #separated = true

  constructor(
    readonly kind: PartKind,
    readonly name: string = '',
  ) {}

  /** Appends a block; empty text is left out. Separators inside the text are fine where the place names its first line. */
  block(text: string, place: Place = {}, visibility: Visibility = 'visible', echo = false): this {
    if (text === '') return this
    this.#blocks.push({
      start: this.#length,
      end: this.#length + text.length,
      visibility,
      place,
      ...(echo ? { echo } : {}),
    })
    this.#append(text)
    this.#separated = false
    return this
  }

  /** Appends cells that follow each other in a row, none with a tab in it; the place is that of the first. */
  row(cells: readonly string[], place: Place, visibility: Visibility): this {
    const text = cells.join('\t')
    if (text === '') return this
    this.#blocks.push({ start: this.#length, end: this.#length + text.length, visibility, place, ...(cells.length > 1 ? { row: true } : {}) })
    this.#append(text)
    this.#separated = false
    return this
  }

  /** Ends the cell, line or page. A run of separators becomes the strongest of them: a row's end is not a cell's. */
  separate(separator: Separator): this {
    if (!this.#separated) {
      this.#append(separator)
      this.#separated = true
    } else if (this.#length > 0 && STRENGTH.indexOf(separator) > STRENGTH.indexOf(this.#pieces.at(-1)!)) {
      this.#pieces[this.#pieces.length - 1] = separator
    }
    return this
  }

  get length(): number {
    return this.#length
  }

  /** True until a block has been appended. */
  get empty(): boolean {
    return this.#blocks.length === 0
  }

  build(): Part {
    return { kind: this.kind, name: this.name, text: this.#pieces.join(''), blocks: this.#blocks }
  }

  #append(text: string): void {
    this.#pieces.push(text)
    this.#length += text.length
  }
}
