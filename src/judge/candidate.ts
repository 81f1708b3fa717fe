import type { Level, Reason, Severity, Span, Visibility } from '../model/index.js'
import { visibilityOf, type PartContext } from './context/part.js'

/** A judged hit before it becomes a finding: a span of one part, its severity and the reasons for it. */
export interface Candidate {
  /** Index into `Ruleset.rules`. */
  readonly rule: number
  /** Index into the document's parts. */
  readonly part: number
  readonly start: number
  readonly end: number
  readonly severity: Severity | 'suppress'
  readonly level?: Level | undefined
  readonly visibility: Visibility
  readonly reasons: readonly Reason[]
}

/** What a detector decides about a hit; `toCandidate` adds the rule, the part and the visibility. */
export type Decision = Pick<Candidate, 'start' | 'end' | 'severity' | 'level' | 'reasons'>

/** The candidate for a decision; `undefined` where the span lies in echoes only, because their source is judged. */
export function toCandidate(decision: Decision, rule: number, { part, index }: PartContext): Candidate | undefined {
  const visibility = visibilityOf(part, decision)
  if (!visibility) return undefined
  const { start, end, severity, level, reasons } = decision
  return { rule, part: index, start, end, severity, level, visibility, reasons }
}

/** A decision that suppresses a hit for one reason. */
export function suppressHit({ start, end }: Span, reason: Reason, level?: Level): Decision {
  return { start, end, severity: 'suppress', level, reasons: [reason] }
}

/** `block` becomes `review`; other severities stay. */
export function capAtReview<Given extends Severity | 'suppress'>(severity: Given): Given | 'review' {
  return severity === 'block' ? 'review' : severity
}

/** Severities as numbers for comparison; more severe is higher. */
export const SEVERITY_RANK: Readonly<Record<Severity | 'suppress', number>> = {
  suppress: 0, note: 1, review: 2, block: 3,
}
