import { VERDICTS, type Finding, type Gap, type RemarkCode, type Screening, type Verdict } from '../../model/index.js'

declare const examined: unique symbol

/** Whether a document was examined completely. Only `coverageOf` makes one, so no verdict is given without the gaps. */
export type Coverage = { readonly complete: boolean; readonly [examined]: true }

/** Coverage is complete when there are no gaps. No reason is exempt. */
export function coverageOf(gaps: readonly Gap[]): Coverage {
  return { complete: gaps.length === 0 } as Coverage
}

/**
 * The only function that gives a verdict: block > review > incomplete > clear. `clear` means examined completely, with
 * no findings but notes.
 */
export function verdict(findings: readonly Finding[], coverage: Coverage): Verdict {
  if (findings.some((finding) => finding.severity === 'block')) return 'block'
  if (findings.some((finding) => finding.severity === 'review')) return 'review'
  return coverage.complete ? 'clear' : 'incomplete'
}

/**
 * The screening of a document with members: adds the gaps of members that could not be opened, and takes the most
 * severe verdict of all. The remark `verdict-from-members` marks a verdict that comes from a member.
 */
export function withMembers(own: Screening, unopened: readonly Gap[], members: readonly Screening[]): Screening {
  const gaps = [...own.gaps, ...unopened]
  const ownVerdict = verdict(own.findings, coverageOf(gaps))
  const worst = VERDICTS.find((each) => each === ownVerdict || members.some((member) => member.verdict === each))!
  const remarks: readonly RemarkCode[] = worst === ownVerdict ? own.remarks : [...own.remarks, 'verdict-from-members']
  return { ...own, gaps, verdict: worst, remarks }
}
