import type { Rule } from '../../model/index.js'
import { SEVERITY_RANK, type Candidate } from '../candidate.js'

/** Compares by part, start, longer first, then rule. */
export function byPlace(a: Candidate, b: Candidate): number {
  return a.part - b.part || a.start - b.start || b.end - a.end || a.rule - b.rule
}

/**
 * Settles the overlaps among candidates of one part. A candidate inside a longer one is suppressed if both are of the
 * same rule, or of the same category and the longer is at least as severe, or if the longer is a mark. The same span
 * of the same rule is kept once.
 * @param candidates ordered by `byPlace`
 */
export function settleOverlaps(candidates: readonly Candidate[], rules: readonly Rule[]): Candidate[] {
  const settled: Candidate[] = []
  let open: Candidate[] = []
  for (const candidate of candidates) {
    open = open.filter((other) => other.end > candidate.start)
    const outer = open.filter((other) => other.end >= candidate.end)
    if (outer.some((other) => other.rule === candidate.rule && sameSpan(other, candidate))) continue
    const kept = candidate.severity === 'suppress' ? candidate : settleInside(candidate, outer, rules)
    settled.push(kept)
    if (open.length < MAX_OPEN) open.push(kept)
  }
  return settled
}

/** Spans compared at one place. Bounds the work for a hostile lexicon and text. */
const MAX_OPEN = 64

function sameSpan(a: Candidate, b: Candidate): boolean {
  return a.start === b.start && a.end === b.end
}

/** The candidate, suppressed if one of the outer candidates makes it redundant. */
function settleInside(candidate: Candidate, outer: readonly Candidate[], rules: readonly Rule[]): Candidate {
  for (const other of outer) {
    if (other.severity === 'suppress') continue
    if (covers(other, candidate, rules)) return suppress(candidate, 'part-of-longer')
    if (isMark(other, rules) && !isMark(candidate, rules)) return suppress(candidate, 'part-of-mark')
  }
  return candidate
}

/** Whether the longer candidate reports everything the shorter would. */
function covers(other: Candidate, candidate: Candidate, rules: readonly Rule[]): boolean {
  if (other.rule === candidate.rule) return true
  return rules[other.rule]!.category === rules[candidate.rule]!.category && !sameSpan(other, candidate)
    && SEVERITY_RANK[other.severity] >= SEVERITY_RANK[candidate.severity]
}

function isMark(candidate: Candidate, rules: readonly Rule[]): boolean {
  return rules[candidate.rule]!.detector.kind === 'mark'
}

function suppress(candidate: Candidate, code: 'part-of-longer' | 'part-of-mark'): Candidate {
  return { ...candidate, severity: 'suppress', reasons: [...candidate.reasons, { code }] }
}
