import type { Level, Reason, Severity, Visibility } from '../model/index.js'
import { visibilityOf, type Text } from './context/part.js'

/** What a detector makes of a hit: a span of one part with the signs for and against it, not yet shown or placed. */
export interface Candidate {
  /** Index into `Ruleset.rules`. */
  readonly rule: number
  /** Index of the part. */
  readonly part: number
  readonly start: number
  readonly end: number
  readonly severity: Severity | 'suppress'
  readonly level?: Level | undefined
  readonly visibility: Visibility
  readonly reasons: readonly Reason[]
}

/** What a detector itself decides; the rest of a candidate is where it stands. */
export type Decision = Pick<Candidate, 'start' | 'end' | 'severity' | 'level' | 'reasons'>

/** A decision of a rule in its place; none where all that it touches is told elsewhere. */
export function placed(decision: Decision, rule: number, { part, index }: Text): Candidate | undefined {
  const visibility = visibilityOf(part, decision)
  if (!visibility) return undefined
  const { start, end, severity, level, reasons } = decision
  return { rule, part: index, start, end, severity, level, visibility, reasons }
}

/** The same judgement, one step graver things made less: `block` → `review`; others as they are. */
export function doubtful(severity: Severity): Severity {
  return severity === 'block' ? 'review' : severity
}

/** By rising gravity, for comparing. */
export const GRAVITY: Readonly<Record<Severity | 'suppress', number>> = { suppress: 0, note: 1, review: 2, block: 3 }
