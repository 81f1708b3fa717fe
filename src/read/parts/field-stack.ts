/**
 * The complex fields that are open (ISO/IEC 29500-1, 17.16.18). They nest; each has a code, then a result.
 */
export class FieldStack {
  readonly #open: { code: string; result: boolean }[] = []

  get depth(): number {
    return this.#open.length
  }

  /** True where text belongs to a field code and is not displayed. */
  get inCode(): boolean {
    return this.#open.some(({ result }) => !result)
  }

  begin(): void {
    this.#open.push({ code: '', result: false })
  }

  separate(): void {
    const top = this.#open.at(-1)
    if (top) top.result = true
  }

  /** Closes the innermost field and returns its code. */
  end(): string {
    return this.#open.pop()?.code ?? ''
  }

  /** Appends to the code of the innermost field; false outside a field. */
  code(text: string): boolean {
    const top = this.#open.at(-1)
    if (top) top.code += text
    return top !== undefined
  }
}
