import type { Span } from '../../model/index.js'
import { cutsWords, type Segmenter } from '../../segment/index.js'

/** Loads a segmenter when it is first wanted; `undefined` where none can be. */
export type LoadSegmenter = () => Promise<Segmenter | undefined>

/** Word edges of one document's texts. Guarded state: the segmenter is loaded at most once, and only when asked for. */
export class Edges {
  #segmenter: Segmenter | undefined
  #tried = false
  #missed = false

  constructor(readonly load: LoadSegmenter | undefined) {}

  /** Whether asking needs `prepare` first. */
  get ready(): boolean {
    return this.#tried
  }

  /** True when an answer was wanted and there was none to give. */
  get missed(): boolean {
    return this.#missed
  }

  async prepare(): Promise<void> {
    this.#tried = true
    this.#segmenter = await this.load?.()
  }

  /** Whether the hit cuts words; `undefined` without a segmenter. */
  ask(text: string, { start, end }: Span): boolean | undefined {
    if (!this.#segmenter) {
      this.#missed = true
      return undefined
    }
    return cutsWords(this.#segmenter, text, start, end)
  }
}
