import { isSymbolFont } from '../../text/symbol-font.js'
import { pageOfCharset } from '../../text/font-charset.js'

/** Which code page each font's text is written in. */
export class RtfFonts {
  /** The document's own: `\ansicpg`. */
  page = 1252
  /** The font that the font table is describing. */
  current = 0
  readonly #pages = new Map<number, number>()
  readonly #names = new Map<number, string>()
  /** What `symbolFontOf` has answered. */
  readonly #symbolFonts = new Map<number, string>()

  /** A font's `\fcharset`: Western and default fonts write in the document's own page. */
  takeCharset(charset: number): void {
    const page = pageOfCharset(charset, 0)
    if (page > 0) this.#pages.set(this.current, page)
  }

  /** Text of the font table: the name of the font it describes, up to a semicolon. */
  takeName(text: string): void {
    const name = `${this.#names.get(this.current) ?? ''}${text}`
    this.#symbolFonts.delete(this.current)
    if (name.length < 256 && !name.slice(0, -1).includes(';')) this.#names.set(this.current, name)
  }

  /** Name of a font whose letters are pictures; empty for any other. */
  symbolFontOf(font: number | undefined): string {
    if (font === undefined) return ''
    const known = this.#symbolFonts.get(font)
    if (known !== undefined) return known
    const name = (this.#names.get(font) ?? '').replace(/;[^]*$/, '')
    const found = isSymbolFont(name) ? name : ''
    this.#symbolFonts.set(font, found)
    return found
  }

  takePage(page: number): void {
    this.#pages.set(this.current, page)
  }

  pageOf(font: number | undefined): number {
    return (font === undefined ? undefined : this.#pages.get(font)) ?? this.page
  }
}
