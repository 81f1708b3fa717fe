/**
 * Complex fields being read (ISO/IEC 29500-1, 17.16.18): they nest, and each has a code and then a result.
 */
export class FieldStack {
  readonly #open: { code: string; result: boolean }[] = []

  get depth(): number {
    return this.#open.length
  }

  /** True where text is part of a code and does not show. */
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

  /** Leaves the innermost field and gives its code. */
  end(): string {
    return this.#open.pop()?.code ?? ''
  }

  /** Takes a piece of code; false outside a field. */
  code(text: string): boolean {
    const top = this.#open.at(-1)
    if (top) top.code += text
    return top !== undefined
  }
}
