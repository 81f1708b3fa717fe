import type { PartKind, Place, TextStyle } from '../../../model/index.js'
import { FieldStack } from '../../parts/field-stack.js'
import type { PartSet } from '../../parts/part-set.js'
import type { Run } from '../../parts/paragraph.js'
import type { PartBuilder } from '../../parts/part-builder.js'
import { TextStyles } from '../../parts/text-styles.js'
import { isSymbolFont, mapSymbols, symbol } from '../../text/symbol-font.js'
import { fontOf, LOOK, lookOver, symbolOf, type CharacterLook } from './character-look.js'

/** A stretch of a story with one look. */
export interface Stretch {
  readonly text: string
  readonly look: CharacterLook
  /** True where its paragraph ends a row of a table. A stretch never crosses the end of a paragraph. */
  readonly rowEnd: boolean
  /** The look of the paragraph's style. */
  readonly style: CharacterLook
  /** The alignment that the paragraph itself sets. */
  readonly alignment?: TextStyle['alignment'] | undefined
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
    /** Names of fonts, by number. */
    readonly fonts: readonly string[] = [],
    readonly textStyles: TextStyles = new TextStyles(),
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
    else if (code === 1 && (stretch.look.bits & (LOOK.picture | LOOK.data)) === LOOK.picture) this.pictures++
  }

  #addText(text: string, { look, style, alignment }: Stretch): void {
    if (text === '') return
    if (this.#fields.inCode) {
      this.#fields.code(text)
      return
    }
    const whole = lookOver(look, style)
    const { bits } = whole
    const unseen = (bits & (LOOK.hidden | LOOK.tiny)) !== 0 || (bits & (LOOK.white | LOOK.shaded)) === LOOK.white
    const visibility = (look.bits & LOOK.deleted) !== 0 ? 'deleted' : unseen ? 'hidden' : 'visible'
    const inserted = (look.bits & LOOK.inserted) !== 0
    const textStyle = this.#textStyle(whole, alignment)
    this.#runs.push({
      text: this.#drawn(text, whole), visibility, ...(inserted && { inserted }), ...(textStyle && { style: textStyle }),
    })
  }

  /** The font is that of Chinese characters; where none is set for these, that of Latin letters. */
  #textStyle(look: CharacterLook, alignment: TextStyle['alignment'] | undefined): TextStyle | undefined {
    const { size, bold, colour } = look
    const font = this.fonts[look.asianFont ?? fontOf(look) ?? -1]
    return this.textStyles.of({
      size, bold, font: font === '' ? undefined : font, colour: colour === '' ? undefined : colour,
      alignment: alignment ?? look.alignment,
    })
  }

  /** Text as its font draws it. */
  #drawn(text: string, look: CharacterLook): string {
    const font = fontOf(look)
    const name = font === undefined ? undefined : this.fonts[font]
    if (name === undefined || !isSymbolFont(name)) return text
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
