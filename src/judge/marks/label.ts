import type { Window } from '../context/window.js'

/**
 * How a known label (密级) introduces the level, if one does. `colon`: separated by a sign, a space or a border
 * (密级：机密, 密级　机密, 【密级】机密) · `verb`: by a word (密级为机密). Nothing may be attached after the level.
 */
export function labelBefore({ before, after }: Window, labels: readonly string[]): 'colon' | 'verb' | undefined {
  if (!END.test(after)) return undefined
  const separator = SEPARATOR.exec(before)![0]
  const words = before.slice(0, before.length - separator.length).replace(/\s/g, '')
  if (separator === '' || !labels.some((label) => words.endsWith(label))) return undefined
  return /^[为是定]+$/.test(separator) ? 'verb' : 'colon'
}

const END = /^(?:$|[\s,;。)\]】}"'|*<])/
const SEPARATOR = /[\s:为是定【】[\](){}"'|*]{0,8}$/
