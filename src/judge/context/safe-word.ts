import type { Window } from './window.js'

/** Folded units searched on each side of a hit. */
const REACH = 24

/**
 * The safe word that contains the hit and is longer than it, if there is one. White space and borders are ignored:
 * 非 秘密 is 非秘密.
 * @param value the hit's folded text
 * @param safe folded words
 */
export function enclosingSafeWord(window: Window, value: string, safe: readonly string[]): string | undefined {
  if (safe.length === 0) return undefined
  const before = window.before.slice(-REACH).replace(/\s/g, '')
  const text = before + value + window.after.slice(0, REACH).replace(/\s/g, '')
  return safe.find((word) => encloses(text, word, before.length, before.length + value.length))
}

function encloses(text: string, word: string, start: number, end: number): boolean {
  if (word.length <= end - start) return false
  const first = Math.max(0, end - word.length)
  const at = text.indexOf(word, first)
  return at >= 0 && at <= start
}
