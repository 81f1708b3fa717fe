/**
 * Counts pages: by the marks Word left where it broke pages when it last laid the text out, else by the breaks the
 * author set. Without either there are no page numbers.
 */
export class Pages {
  readonly #rendered: boolean
  #page: number | undefined

  constructor(markup: Uint8Array) {
    const bytes = Buffer.from(markup.buffer, markup.byteOffset, markup.byteLength)
    this.#rendered = bytes.includes('lastRenderedPageBreak')
    this.#page = this.#rendered || bytes.includes(':type="page"') || bytes.includes('pageBreakBefore') ? 1 : undefined
  }

  get current(): number | undefined {
    return this.#page
  }

  /** A break; one that Word rendered counts alone where there are such. */
  turn(rendered: boolean): void {
    if (this.#page !== undefined && rendered === this.#rendered) this.#page++
  }
}
