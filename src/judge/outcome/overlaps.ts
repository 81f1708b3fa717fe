import type { Rule } from '../../model/index.js'
import { GRAVITY, type Candidate } from '../candidate.js'

/** By place: where it starts; the longer first; then by rule. */
export function byPlace(a: Candidate, b: Candidate): number {
  return a.part - b.part || a.start - b.start || b.end - a.end || a.rule - b.rule
}

/**
 * Settles what overlaps in one part: of one rule, or of one category when it is no less grave, the longer finding
 * beats the shorter inside it, and a mark takes in what other rules find inside it. The beaten are suppressed with
 * their reason; the same span of the same rule is kept once. Candidates must come ordered by `byPlace`.
 */
export function settleOverlaps(candidates: readonly Candidate[], rules: readonly Rule[]): Candidate[] {
  const settled: Candidate[] = []
  let open: Candidate[] = []
  for (const candidate of candidates) {
    open = open.filter((other) => other.end > candidate.start)
    const outer = open.filter((other) => other.end >= candidate.end)
    if (outer.some((other) => other.rule === candidate.rule && sameSpan(other, candidate))) continue
    const kept = candidate.severity === 'suppress' ? candidate : beaten(candidate, outer, rules)
    settled.push(kept)
    if (open.length < MOST_OPEN) open.push(kept)
  }
  return settled
}

/** Spans open at one place: as many as patterns can end there. A bound on the work for a hostile lexicon and text. */
const MOST_OPEN = 64

function sameSpan(a: Candidate, b: Candidate): boolean {
  return a.start === b.start && a.end === b.end
}

function beaten(candidate: Candidate, outer: readonly Candidate[], rules: readonly Rule[]): Candidate {
  for (const other of outer) {
    if (other.severity === 'suppress') continue
    if (covers(other, candidate, rules)) return suppress(candidate, 'part-of-longer')
    if (isMark(other, rules) && !isMark(candidate, rules)) return suppress(candidate, 'part-of-mark')
  }
  return candidate
}

/** The longer one says all that the shorter would: the same rule, or the same category and no less grave. */
function covers(other: Candidate, candidate: Candidate, rules: readonly Rule[]): boolean {
  if (other.rule === candidate.rule) return true
  return rules[other.rule]!.category === rules[candidate.rule]!.category && !sameSpan(other, candidate)
    && GRAVITY[other.severity] >= GRAVITY[candidate.severity]
}

function isMark(candidate: Candidate, rules: readonly Rule[]): boolean {
  return rules[candidate.rule]!.detector.kind === 'mark'
}

function suppress(candidate: Candidate, code: 'part-of-longer' | 'part-of-mark'): Candidate {
  return { ...candidate, severity: 'suppress', reasons: [...candidate.reasons, { code }] }
}
