import { pageOfCharset } from '../../text/font-charset.js'

/** Which code page each font's text is written in. Guarded state. */
export class RtfFonts {
  /** The document's own: `\ansicpg`. */
  page = 1252
  /** The font that the table is telling of. */
  current = 0
  readonly #pages = new Map<number, number>()

  /** A font's `\fcharset`: Western and default fonts write in the document's own page. */
  takeCharset(charset: number): void {
    const page = pageOfCharset(charset, 0)
    if (page > 0) this.#pages.set(this.current, page)
  }

  takePage(page: number): void {
    this.#pages.set(this.current, page)
  }

  pageOf(font: number | undefined): number {
    return (font === undefined ? undefined : this.#pages.get(font)) ?? this.page
  }
}
