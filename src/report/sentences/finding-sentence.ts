import type { Finding } from '../../model/index.js'
import { escapeControls } from '../text/escape-controls.js'
import { fill, type Messages } from '../messages/index.js'
import type { Language } from '../language.js'
import { placesSentence, removalSentence } from './left-sentence.js'
import { placeSentence } from './place-sentence.js'
import { reasonSentence } from './reason-sentence.js'

/** A finding in one line: `国家秘密标志 · 机密 · 页眉：机密★20年`. */
export function findingSentence(finding: Finding, messages: Messages, language: Language): string {
  return `${findingHeadline(finding, messages, language)}${messages.report.separator}${escapeControls(finding.match)}`
}

/** The same without the match. */
export function findingHeadline(
  { title, level, location, visibility }: Finding, messages: Messages, language: Language,
): string {
  const words = [escapeControls(title[language]), ...(level ? [level] : []), placeSentence(location, messages)]
  return [...words, ...(visibility === 'visible' ? [] : [messages.visibilities[visibility]])].join(' · ')
}

/** Basis, reasons, disposition and waiver of a finding, each as `label: text`. */
export function findingDetails(finding: Finding, messages: Messages): string[] {
  const { report } = messages
  const fields: [label: string, text: string | undefined][] = [
    [report.basis, finding.basis.map(escapeControls).join(report.list)],
    [report.reasons, reasonsSentence(finding, messages)],
    [report.disposition, finding.disposition && messages.dispositions[finding.disposition]],
    [messages.left.places, placesSentence(finding, messages)],
    [messages.left.removal, removalSentence(finding, messages)],
    [report.waiverLabel, waiverSentence(finding, messages)],
  ]
  return fields.flatMap(([label, text]) => (text ? [`${label}${report.separator}${text}`] : []))
}

/** The reasons of a finding in one line. */
export function reasonsSentence({ reasons }: Finding, messages: Messages): string {
  return reasons.map((reason) => reasonSentence(reason, messages)).join(messages.report.list)
}

/** The waiver of a finding in words. */
export function waiverSentence({ waiver }: Finding, messages: Messages): string | undefined {
  if (!waiver) return undefined
  const { reason, approver, expires } = waiver
  const values = { reason: escapeControls(reason), approver: escapeControls(approver), expires: expires ?? '' }
  return fill(expires === undefined ? messages.report.waiver : messages.report.waiverUntil, values)
}
