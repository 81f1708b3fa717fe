import type { Finding } from '../../model/index.js'
import { harmless } from '../text/harmless.js'
import { fill, type Messages } from '../messages/index.js'
import type { Language } from '../language.js'
import { placeSentence } from './place-sentence.js'
import { reasonSentence } from './reason-sentence.js'

/** A finding in one line: `国家秘密标志 · 机密 · 页眉：机密★20年`. The match is masked where the finding's is. */
export function findingSentence(finding: Finding, say: Messages, language: Language): string {
  return `${findingHeadline(finding, say, language)}${say.report.separator}${harmless(finding.match)}`
}

/** What and where, without the match. */
export function findingHeadline(
  { title, level, location, visibility }: Finding, say: Messages, language: Language,
): string {
  const words = [harmless(title[language]), ...(level ? [level] : []), placeSentence(location, say)]
  return [...words, ...(visibility === 'visible' ? [] : [say.visibilities[visibility]])].join(' · ')
}

/** Ground, reasons and what to do, each as `label: text`; what a finding lacks is left out. */
export function findingGrounds(finding: Finding, say: Messages): string[] {
  const { report } = say
  const fields: [label: string, text: string | undefined][] = [
    [report.basis, finding.basis.map(harmless).join(report.list)],
    [report.reasons, reasonsSentence(finding, say)],
    [report.disposition, finding.disposition && say.dispositions[finding.disposition]],
    [report.waiverLabel, waiverSentence(finding, say)],
  ]
  return fields.flatMap(([label, text]) => (text ? [`${label}${report.separator}${text}`] : []))
}

/** All reasons of a finding in one line. */
export function reasonsSentence({ reasons }: Finding, say: Messages): string {
  return reasons.map((reason) => reasonSentence(reason, say)).join(say.report.list)
}

/** The waiver in words, when there is one. */
export function waiverSentence({ waiver }: Finding, say: Messages): string | undefined {
  if (!waiver) return undefined
  const { reason, approver, expires } = waiver
  const values = { reason: harmless(reason), approver: harmless(approver), expires: expires ?? '' }
  return fill(expires === undefined ? say.report.waiver : say.report.waiverUntil, values)
}
