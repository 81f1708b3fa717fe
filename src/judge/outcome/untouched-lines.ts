import { LINE_FORMATS, type Finding, type Screening } from '../../model/index.js'
import { coverageOf, verdict } from './verdict.js'

/**
 * Leaves out of a screening what stands on lines a change did not touch: such findings move to the suppressed ones,
 * with the reason `line-untouched`, and the verdict is found again. Only where places are lines of the file; whatever
 * has no line stays as it is. Not for documents that hold others: their verdict is not theirs alone. A finding within
 * two lines of a touched one is touched: it may reach over the line, or owe its judgement to it.
 * @param ranges first and last touched lines
 */
export function leaveUntouched(screening: Screening, ranges: readonly (readonly [number, number])[]): Screening {
  if (!LINE_FORMATS.has(screening.format)) return screening
  const untouched = ({ location: { line } }: Finding): boolean =>
    line !== undefined && !ranges.some(([first, last]) => line >= first - NEAR && line <= last + NEAR)
  const left = screening.findings.filter(untouched)
  if (left.length === 0) return screening
  const findings = screening.findings.filter((finding) => !untouched(finding))
  const suppressed = left.map(asUntouched)
  return {
    ...screening,
    findings,
    suppressed: [...screening.suppressed, ...suppressed],
    verdict: verdict(findings, coverageOf(screening.gaps)),
  }
}

function asUntouched(finding: Finding): Finding {
  return { ...finding, reasons: [...finding.reasons, { code: 'line-untouched' }] }
}

const NEAR = 2
