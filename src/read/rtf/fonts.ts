/** Windows code pages by `\fcharset`. */
const PAGES: Readonly<Record<number, number>> = {
  77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250,
}

/** Which code page each font's text is written in. Guarded state. */
export class RtfFonts {
  /** The document's own: `\ansicpg`. */
  page = 1252
  /** The font that the table is telling of. */
  current = 0
  readonly #pages = new Map<number, number>()

  /** A font's `\fcharset`: Western and default fonts write in the document's own page. */
  takeCharset(charset: number): void {
    const page = PAGES[charset]
    if (page !== undefined) this.#pages.set(this.current, page)
  }

  takePage(page: number): void {
    this.#pages.set(this.current, page)
  }

  pageOf(font: number | undefined): number {
    return (font === undefined ? undefined : this.#pages.get(font)) ?? this.page
  }
}
