import { fold } from '../../normalise/index.js'

const cache = new WeakMap<readonly string[], readonly string[]>()

/** A rule's words, folded and without spaces for comparison with a window. Each list is folded once. */
export function foldedWords(words: readonly string[]): readonly string[] {
  let folded = cache.get(words)
  if (!folded) {
    folded = words.map((word) => fold(word, { spaces: 'drop' }).text)
    cache.set(words, folded)
  }
  return folded
}
