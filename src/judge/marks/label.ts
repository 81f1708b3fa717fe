import type { Window } from '../context/window.js'

/**
 * Whether a known label (密级) introduces the level: `colon` when a sign sets them apart (a colon, brackets, a space, a
 * line or cell border: 密级　机密, 【密级】机密), `verb` when a word does (密级为机密). The level must be closed off after it.
 */
export function introduced({ before, after }: Window, labels: readonly string[]): 'colon' | 'verb' | undefined {
  if (!CLOSED.test(after)) return undefined
  const gap = GAP.exec(before)![0]
  const words = before.slice(0, before.length - gap.length).replace(/\s/g, '')
  if (gap === '' || !labels.some((label) => words.endsWith(label))) return undefined
  return /^[为是定]+$/.test(gap) ? 'verb' : 'colon'
}

const CLOSED = /^(?:$|[\s,;。)\]】}"'|*<])/
const GAP = /[\s:为是定【】[\](){}"'|*]{0,8}$/
