import type { Block, Part, PartKind, Place, TextStyle, Visibility } from '../../model/index.js'

export type Separator = '\n' | '\t' | '\f'

/** Weakest first. */
const STRENGTH = '\t\n\f'

/**
 * Units of text joined at once. Left as they come, a million pieces each take room of their own, and those cut from a
 * longer text keep all of that alive.
 */
const JOINED = 1 << 12

/**
 * Puts a part together: text blocks and the separators between them. Offsets are kept by it, so they cannot be wrong.
 */
export class PartBuilder {
  /** What is joined already; `#pieces` is what comes behind it, the last piece always among it. */
  #joined = ''
  #pieces: string[] = []
  readonly #blocks: Block[] = []
  #length = 0
  #separated = true

  constructor(
    readonly kind: PartKind,
    readonly name: string = '',
  ) {}

  /**
   * Appends a block; empty text is left out. Separators inside the text are fine where the place names its first line.
   */
  block(
    text: string, place: Place = {}, visibility: Visibility = 'visible', echo = false, style?: TextStyle,
  ): this {
    if (text === '') return this
    const start = this.#length
    const end = start + text.length
    // Written out: there can be a million of these, and a spread takes twice the memory.
    if (echo) this.#blocks.push({ start, end, visibility, place, echo, ...(style && { style }) })
    else this.#blocks.push(style ? { start, end, visibility, place, style } : { start, end, visibility, place })
    this.#append(text)
    this.#separated = false
    return this
  }

  /**
   * Appends cells of one row, none with a tab in it. The place is that of the first; `columns` says how far to the
   * right of it each stands: the same list for all rows that are alike.
   */
  row(cells: readonly string[], columns: readonly number[], place: Place, visibility: Visibility): this {
    const text = cells.join('\t')
    if (cells.length < 2) return this.block(text, place, visibility)
    const start = this.#length
    this.#blocks.push({ start, end: start + text.length, visibility, place, row: columns })
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
    return { kind: this.kind, name: this.name, text: this.#joined + this.#pieces.join(''), blocks: this.#blocks }
  }

  #append(text: string): void {
    if (this.#length - this.#joined.length >= JOINED) {
      this.#joined += this.#pieces.join('')
      this.#pieces = []
    }
    this.#pieces.push(text.includes('\r') ? text.replace(LONE_RETURN, '\n') : text)
    this.#length += text.length
  }
}

/** Ends a line in files of old Macs; offsets stay the same. */
const LONE_RETURN = /\r(?!\n)/g
