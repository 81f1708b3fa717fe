import type { Spaces, Span } from '../../model/index.js'
import { DROPPED, foldTable } from '../../normalise/index.js'

/** The most white-space units between two characters that still count as letter-spacing. */
const MAX_GAP = 8

/** What separates the characters of a hit: nothing, spaces, or borders as well; `too-wide` for a gap over eight. */
export function spacingOf(text: string, span: Span): Spaces | 'too-wide' {
  const { units, spaces } = foldTable()
  let found: Spaces = 'none'
  let gap = 0
  for (let at = span.start; at < span.end; at++) {
    const unit = text.charCodeAt(at)
    if (spaces[unit] === 0) {
      if (units[unit] !== DROPPED) gap = 0
      continue
    }
    if (++gap > MAX_GAP) return 'too-wide'
    if (spaces[unit] === 2) found = 'lines'
    else if (found === 'none') found = 'inline'
  }
  return found
}

/** Whether a rule that allows up to `allowed` accepts a hit with the spacing `found`. */
export function allowsSpacing(allowed: Spaces, found: Spaces | 'too-wide'): boolean {
  return found !== 'too-wide' && ORDER.indexOf(found) <= ORDER.indexOf(allowed)
}

const ORDER: readonly Spaces[] = ['none', 'inline', 'lines']
