import type { Block, Part, PartKind, Place, TextStyle, Visibility } from '../../model/index.js'
import { partObserver } from '../part-observer.js'

export type Separator = '\n' | '\t' | '\f'

/** Weakest first. */
const STRENGTH = '\t\n\f'

/**
 * Text is joined in chunks of this many units. A million separate pieces would each take memory, and a piece sliced
 * from a longer string keeps the whole string alive.
 */
const JOINED = 1 << 12

/** Builds a part from text blocks and the separators between them. It computes all offsets, so they cannot be wrong. */
export class PartBuilder {
  /** Text joined so far; `#pieces` follow it. The last piece is always still in `#pieces`. */
  #joined = ''
  #pieces: string[] = []
  readonly #blocks: Block[] = []
  #length = 0
  #separated = true
  readonly #observer = partObserver.getStore()

  constructor(
    readonly kind: PartKind,
    readonly name: string = '',
  ) {}

  /**
   * Appends a block; empty text is skipped. The text may contain separators: `place` is then that of its first line.
   */
  block(
    text: string, place: Place = {}, visibility: Visibility = 'visible', echo = false, style?: TextStyle,
  ): this {
    if (text === '') return this
    const start = this.#length
    const end = start + text.length
    // Two literals: there can be a million blocks, and a spread takes twice the memory.
    if (echo) this.#blocks.push({ start, end, visibility, place, echo, ...(style && { style }) })
    else this.#blocks.push(style ? { start, end, visibility, place, style } : { start, end, visibility, place })
    this.#append(text)
    this.#separated = false
    return this
  }

  /** Appends text that OCR recognised. */
  recognised(text: string, confidence: number, place: Place, visibility: Visibility): this {
    if (text === '') return this
    const start = this.#length
    this.#blocks.push({ start, end: start + text.length, visibility, place, confidence })
    this.#append(text)
    this.#separated = false
    return this
  }

  /** Appends the value of a property, without the name of the property. */
  labelled(text: string, label: string): this {
    if (text === '') return this
    const start = this.#length
    this.#blocks.push({ start, end: start + text.length, visibility: 'metadata', place: {}, label })
    this.#append(text)
    this.#separated = false
    return this
  }

  /**
   * Appends the cells of one row; no cell may contain a tab. `place` is that of the first cell. `columns` gives the
   * offset of each cell to the right of it; rows of the same shape share one list.
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

  /** Ends the cell, line or page. Of adjacent separators only the strongest is kept: a row's end beats a cell's. */
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
    this.#observer?.onText(this)
  }
}

/** The line end of classic Mac OS. It is replaced by one character, so offsets stay the same. */
const LONE_RETURN = /\r(?!\n)/g
