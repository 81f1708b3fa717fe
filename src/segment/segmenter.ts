/** Cuts Chinese text into words: the port. Whatever stands behind it gives jieba's edges. */
export interface Segmenter {
  /** Which one it is, for reports: `packed` or `nodejieba`. */
  readonly name: string
  /**
   * Where words end in `text`: ascending offsets in UTF-16 code units, the last one `text.length`; none for an empty
   * text. Every character belongs to a word, spaces and signs too. Never throws, whatever the text holds (lone
   * surrogates, NUL); time and memory are linear in its length.
   */
  boundaries(text: string): Uint32Array
}
