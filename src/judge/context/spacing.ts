import type { Spaces, Span } from '../../model/index.js'
import { DROPPED, foldTable } from '../../normalise/index.js'

/** The widest gap between two characters of one term that is still read as letter-spacing. */
const WIDEST = 8

/** What stands between the characters of a hit: nothing, spaces, or borders too; `torn` when a gap is too wide. */
export function spacing(text: string, span: Span): Spaces | 'torn' {
  const { units, spaces } = foldTable()
  let found: Spaces = 'none'
  let gap = 0
  for (let at = span.start; at < span.end; at++) {
    const unit = text.charCodeAt(at)
    if (spaces[unit] === 0) {
      if (units[unit] !== DROPPED) gap = 0
      continue
    }
    if (++gap > WIDEST) return 'torn'
    if (spaces[unit] === 2) found = 'lines'
    else if (found === 'none') found = 'inline'
  }
  return found
}

/** Whether a rule that allows `allowed` takes a hit spaced like `found`. */
export function allows(allowed: Spaces, found: Spaces | 'torn'): boolean {
  return found !== 'torn' && ORDER.indexOf(found) <= ORDER.indexOf(allowed)
}

const ORDER: readonly Spaces[] = ['none', 'inline', 'lines']
