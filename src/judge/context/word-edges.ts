import type { Span } from '../../model/index.js'
import { cutsWords, type Segmenter } from '../../segment/index.js'

/** Loads a segmenter when it is first needed; `undefined` where none is available. */
export type LoadSegmenter = () => Promise<Segmenter | undefined>

/** Answers whether hits of one document cut words. Loads the segmenter at most once, and only on request. */
export class WordEdges {
  #segmenter: Segmenter | undefined
  #loaded = false
  #unanswered = false

  constructor(readonly loadSegmenter: LoadSegmenter | undefined) {}

  /** Whether there is nothing left to load. */
  get loaded(): boolean {
    return this.#loaded || this.loadSegmenter === undefined
  }

  /** Whether a question could not be answered because there was no segmenter. */
  get unanswered(): boolean {
    return this.#unanswered
  }

  async load(): Promise<void> {
    this.#loaded = true
    this.#segmenter = await this.loadSegmenter?.()
  }

  /** Whether the span cuts a word; `undefined` without a segmenter. */
  cutsWords(text: string, { start, end }: Span): boolean | undefined {
    if (!this.#segmenter) {
      this.#unanswered = true
      return undefined
    }
    return cutsWords(this.#segmenter, text, start, end)
  }
}
