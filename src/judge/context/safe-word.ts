import type { Window } from './window.js'

/** The longest piece of text around a hit in which a longer, safe word is looked for. */
const REACH = 24

/**
 * The safe word, if there is one, that holds the hit and is longer than it: `value` is the hit's folded text.
 * Spaces and borders are read over: 非 秘密 is 非秘密.
 */
export function insideSafeWord(window: Window, value: string, safe: readonly string[]): string | undefined {
  if (safe.length === 0) return undefined
  const before = window.before.slice(-REACH).replace(/\s/g, '')
  const text = before + value + window.after.slice(0, REACH).replace(/\s/g, '')
  return safe.find((word) => holds(text, word, before.length, before.length + value.length))
}

function holds(text: string, word: string, start: number, end: number): boolean {
  if (word.length <= end - start) return false
  const first = Math.max(0, end - word.length)
  const at = text.indexOf(word, first)
  return at >= 0 && at <= start
}
