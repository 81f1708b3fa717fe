import { VERDICTS, type Finding, type Gap, type RemarkCode, type Screening, type Verdict } from '../../model/index.js'

declare const examined: unique symbol

/** How much of a document was examined. Made by `coverageOf` alone, so that no verdict is given without asking. */
export type Coverage = { readonly complete: boolean; readonly [examined]: true }

/** Coverage is complete when there is no gap, whatever its reason. */
export function coverageOf(gaps: readonly Gap[]): Coverage {
  return { complete: gaps.length === 0 } as Coverage
}

/**
 * The one place where a verdict is given: block > review > incomplete > clear. Clear means examined completely and
 * nothing found but notes.
 */
export function verdict(findings: readonly Finding[], coverage: Coverage): Verdict {
  if (findings.some((finding) => finding.severity === 'block')) return 'block'
  if (findings.some((finding) => finding.severity === 'review')) return 'review'
  return coverage.complete ? 'clear' : 'incomplete'
}

/**
 * The screening of a document that holds others: its gaps with those of members that could not be opened, and the
 * gravest verdict of all. The remark `verdict-from-members` says when it is not the document's own.
 */
export function withMembers(own: Screening, unopened: readonly Gap[], members: readonly Screening[]): Screening {
  const gaps = [...own.gaps, ...unopened]
  const alone = verdict(own.findings, coverageOf(gaps))
  const gravest = VERDICTS.find((each) => each === alone || members.some((member) => member.verdict === each))!
  const remarks: readonly RemarkCode[] = gravest === alone ? own.remarks : [...own.remarks, 'verdict-from-members']
  return { ...own, gaps, verdict: gravest, remarks }
}
