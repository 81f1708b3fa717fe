import type { Screening } from '../../model/index.js'
import type { Messages } from '../messages/index.js'

/** What to do, for all documents together. State-secret marks come first, since they ask for the most. */
export function adviceSentences(screenings: readonly Screening[], { report }: Messages): string[] {
  const stateSecret = screenings.some(({ findings }) =>
    findings.some(({ category, severity }) => category === 'state-secret' && severity === 'block'))
  const blocked = screenings.some(({ verdict }) => verdict === 'block')
  return [
    ...(stateSecret ? [report.stateSecretAdvice] : blocked ? [report.blockAdvice] : []),
    ...(screenings.some(({ findings }) => findings.some(({ severity }) => severity === 'review'))
      ? [report.reviewAdvice]
      : []),
    ...(screenings.some(({ gaps }) => gaps.length > 0) ? [report.incompleteAdvice] : []),
  ]
}
