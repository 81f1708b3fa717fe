import { reachesThreshold, type Screening, type Severity } from '../model/index.js'

/**
 * 0 clear · 1 findings at or above the threshold · 2 usage or configuration error · 3 not everything was examined ·
 * 4 internal error · 130 interrupted.
 */
export type ExitStatus = 0 | 1 | 2 | 3 | 4 | 130

/** The documents so far, reduced to what decides the exit status. */
export interface Outcome {
  /** There was a finding at or above the threshold. */
  readonly found: boolean
  /** There was a gap. */
  readonly incomplete: boolean
}

export const EMPTY_OUTCOME: Outcome = { found: false, incomplete: false }

/** Adds one screening. Suppressed and waived findings do not count. */
export function addOutcome(outcome: Outcome, { findings, gaps }: Screening, failOn: Severity): Outcome {
  return {
    found: outcome.found || findings.some((finding) => reachesThreshold(finding, failOn)),
    incomplete: outcome.incomplete || gaps.length > 0,
  }
}

/** Findings take precedence over gaps. */
export function exitStatus({ found, incomplete }: Outcome, allowIncomplete: boolean): 0 | 1 | 3 {
  if (found) return 1
  return incomplete && !allowIncomplete ? 3 : 0
}
