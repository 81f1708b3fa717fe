import { LINE_FORMATS, type Finding, type Screening } from '../../model/index.js'
import { coverageOf, verdict } from './verdict.js'

/**
 * Suppresses the findings on lines that a change did not touch, with the reason `line-untouched`, and gives the
 * verdict again. Applies to formats whose lines are lines of the file; findings without a line stay. A finding within
 * two lines of a changed line counts as touched: it may span that line or depend on it. Not for documents with
 * members, whose verdict is not their own alone.
 * @param ranges first and last line of each change
 */
export function suppressUntouched(screening: Screening, ranges: readonly (readonly [number, number])[]): Screening {
  if (!LINE_FORMATS.has(screening.format)) return screening
  const isUntouched = ({ location: { line } }: Finding): boolean =>
    line !== undefined && !ranges.some(([first, last]) => line >= first - MARGIN && line <= last + MARGIN)
  const untouched = screening.findings.filter(isUntouched)
  if (untouched.length === 0) return screening
  const findings = screening.findings.filter((finding) => !isUntouched(finding))
  return {
    ...screening,
    findings,
    suppressed: [...screening.suppressed, ...untouched.map(withReason)],
    verdict: verdict(findings, coverageOf(screening.gaps)),
  }
}

function withReason(finding: Finding): Finding {
  return { ...finding, reasons: [...finding.reasons, { code: 'line-untouched' }] }
}

/** Lines. */
const MARGIN = 2
