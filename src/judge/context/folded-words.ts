import { fold } from '../../normalise/index.js'

const cache = new WeakMap<readonly string[], readonly string[]>()

/** A rule's words folded and without spaces, as they are compared with a window; folded once for each list. */
export function foldedWords(words: readonly string[]): readonly string[] {
  let folded = cache.get(words)
  if (!folded) {
    folded = words.map((word) => fold(word, { spaces: 'drop' }).text)
    cache.set(words, folded)
  }
  return folded
}
