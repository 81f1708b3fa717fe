import type { GapReason, Screening, Verdict } from '../../model/index.js'
import type { Messages } from '../messages/index.js'

/** Gaps with advice of their own. For the others a person has to look, or another program. */
const OWN_ADVICE = {
  'not-found': 'notFoundAdvice', 'encrypted': 'encryptedAdvice',
} as const satisfies Partial<Record<GapReason, string>>

/** What to do, for all documents together. State-secret marks come first, since they ask for the most. */
export function adviceSentences(screenings: readonly Screening[], { report }: Messages): string[] {
  const stateSecret = screenings.some(({ findings }) =>
    findings.some(({ category, severity }) => category === 'state-secret' && severity === 'block'))
  const blocked = screenings.some(({ verdict }) => verdict === 'block')
  const reasons = new Set(screenings.flatMap(({ gaps }) => gaps.map(({ reason }) => reason)))
  const own = Object.keys(OWN_ADVICE) as (keyof typeof OWN_ADVICE)[]
  return [
    ...(stateSecret ? [report.stateSecretAdvice] : blocked ? [report.blockAdvice] : []),
    ...(screenings.some(({ findings }) => findings.some(({ severity }) => severity === 'review'))
      ? [report.reviewAdvice]
      : []),
    ...own.filter((reason) => reasons.has(reason)).map((reason) => report[OWN_ADVICE[reason]]),
    ...([...reasons].some((reason) => !Object.hasOwn(OWN_ADVICE, reason)) ? [report.incompleteAdvice] : []),
  ]
}

/** What a verdict means for these documents: where nothing could be examined, nothing was found either. */
export function verdictMeaning(
  verdict: Verdict, screenings: readonly Screening[], { report, verdictMeaning: meanings }: Messages,
): string {
  const isUnseen = ({ format, bytes, gaps }: Screening): boolean =>
    format === 'unknown' && bytes === 0 && gaps.length > 0
  return verdict === 'incomplete' && screenings.every(isUnseen) ? report.nothingExamined : meanings[verdict]
}
