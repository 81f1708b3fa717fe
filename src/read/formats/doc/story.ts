import type { PartKind, Place } from '../../../model/index.js'
import { FieldStack } from '../../parts/field-stack.js'
import type { PartSet } from '../../parts/part-set.js'
import type { Run } from '../../parts/paragraph.js'
import type { PartBuilder } from '../../parts/part-builder.js'
import { mapSymbols, symbol } from '../../text/symbol-font.js'
import { fontOf, LOOK, lookOver, symbolOf } from './looks.js'

/** A stretch of a story with one look. */
export interface Stretch {
  readonly text: string
  /** Bits of `LOOK`. */
  readonly look: number
  /** That of the paragraph the stretch stands in; a stretch never goes over a paragraph's end. */
  readonly rowEnd: boolean
  /** Bits of `LOOK` that the paragraph's style gives. */
  readonly style: number
}

const FIELDS = 64

/**
 * Writes one story ([MS-DOC] 2.4.1): paragraphs, cells of tables, fields with their codes apart, hidden and deleted
 * text. The marks that Word keeps in its text (0x01 picture, 0x02 note, 0x05 comment, 0x07 cell, 0x0C page, 0x13–0x15
 * field) end here.
 */
export class DocStory {
  readonly #fields = new FieldStack()
  #runs: Run[] = []
  #tooDeep = 0
  #page = 1
  #paragraph = 0
  /** Pictures that are drawn in the line, not data behind a field. */
  pictures = 0

  constructor(
    readonly kind: PartKind,
    readonly partSet: PartSet,
    /** Fonts whose letters are pictures, by number. */
    readonly symbolFonts: ReadonlyMap<number, string> = new Map(),
  ) {}

  add(stretch: Stretch): void {
    const { text } = stretch
    let from = 0
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code >= 0x20 || code === 9) continue
      this.#addText(text.slice(from, at), stretch)
      from = at + 1
      this.#mark(code, stretch)
    }
    this.#addText(text.slice(from), stretch)
  }

  finish(): void {
    this.#tooDeep = 0
    while (this.#fields.depth > 0) this.#closeField()
    this.#end('\n')
  }

  #mark(code: number, stretch: Stretch): void {
    if (code === 0x0d) this.#end('\n')
    else if (code === 0x07) this.#cell(stretch.rowEnd)
    else if (code === 0x0c) {
      this.#end('\n')
      if (this.kind === 'body') this.#page++
    } else if (code === 0x0b || code === 0x0e) this.#addText('\n', stretch)
    else if (code === 0x1e) this.#addText('-', stretch)
    else if (code === 0x13) this.#beginField()
    else if (code === 0x14 && this.#tooDeep === 0) this.#fields.separate()
    else if (code === 0x15) this.#closeField()
    else if (code === 1 && (stretch.look & LOOK.picture) !== 0 && (stretch.look & LOOK.data) === 0) this.pictures++
  }

  #addText(text: string, { look, style }: Stretch): void {
    if (text === '') return
    if (this.#fields.inCode) {
      this.#fields.code(text)
      return
    }
    const whole = lookOver(look, style)
    const unseen = (whole & (LOOK.hidden | LOOK.tiny)) !== 0 || (whole & (LOOK.white | LOOK.shaded)) === LOOK.white
    const visibility = (look & LOOK.deleted) !== 0 ? 'deleted' : unseen ? 'hidden' : 'visible'
    const inserted = (look & LOOK.inserted) !== 0
    this.#runs.push({ text: this.#drawn(text, whole), visibility, ...(inserted && { inserted }) })
  }

  /** Text as its font draws it. */
  #drawn(text: string, look: number): string {
    const font = fontOf(look)
    const name = font === undefined ? undefined : this.symbolFonts.get(font)
    if (name === undefined) return text
    const code = symbolOf(look)
    return code === 0 ? mapSymbols(name, text) : symbol(name, code.toString(16)).repeat(text.length)
  }

  /** Word nests fields fewer than 20 deep; what is deeper than our bound reads like the field around it. */
  #beginField(): void {
    if (this.#fields.depth < FIELDS) this.#fields.begin()
    else this.#tooDeep++
  }

  #closeField(): void {
    if (this.#tooDeep > 0) {
      this.#tooDeep--
      return
    }
    const code = this.#fields.end()
    this.partSet.line('field', code, this.#place(), 'hidden')
  }

  #cell(rowEnd: boolean): void {
    if (rowEnd) this.#builder.separate('\n')
    else this.#end('\t')
  }

  #end(separator: '\n' | '\t'): void {
    const runs = this.#runs
    this.#runs = []
    this.#paragraph++
    if (runs.length > 0) this.partSet.paragraph(this.kind, runs, this.#place(), separator)
    else if (separator === '\n') this.#builder.separate('\n')
  }

  get #builder(): PartBuilder {
    return this.partSet.visible(this.kind)
  }

  /** Pages are those of explicit breaks, known only once there is one. */
  #place(): Place {
    return { ...(this.#page > 1 ? { page: this.#page } : {}), paragraph: Math.max(1, this.#paragraph) }
  }
}
