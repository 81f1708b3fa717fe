/** Finds word boundaries in Chinese text. All implementations give the boundaries of jieba. */
export interface Segmenter {
  /** Name for reports: `packed` or `nodejieba`. */
  readonly name: string
  /**
   * The ends of the words of a text: ascending UTF-16 offsets, the last one `text.length`; none for an empty text.
   * Every character belongs to a word, spaces and punctuation too. Never throws, not even for lone surrogates or NUL.
   * Time and memory are linear in the length of the text.
   */
  boundaries(text: string): Uint32Array
}
