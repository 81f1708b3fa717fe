import { SEVERITIES, type Screening, type Severity } from '../model/index.js'

/**
 * 0 clear · 1 findings at the threshold · 2 usage or configuration · 3 not all examined · 4 internal · 130 interrupted.
 */
export type ExitStatus = 0 | 1 | 2 | 3 | 4 | 130

/** What the documents so far come to. */
export interface Outcome {
  /** A finding at the threshold or graver was seen. */
  readonly found: boolean
  /** Something was not examined. */
  readonly missed: boolean
}

export const NOTHING_YET: Outcome = { found: false, missed: false }

/** Adds one screening. Suppressed and waived findings do not count; gaps do, whatever else was found. */
export function addOutcome(outcome: Outcome, { findings, gaps }: Screening, failOn: Severity): Outcome {
  const threshold = SEVERITIES.indexOf(failOn)
  return {
    found: outcome.found || findings.some(({ severity }) => SEVERITIES.indexOf(severity) <= threshold),
    missed: outcome.missed || gaps.length > 0,
  }
}

/** Findings outrank gaps. */
export function exitStatus({ found, missed }: Outcome, allowIncomplete: boolean): 0 | 1 | 3 {
  if (found) return 1
  return missed && !allowIncomplete ? 3 : 0
}
