import { leftKindOf, type Finding } from '../../model/index.js'
import { fill, type Messages } from '../messages/index.js'
import type { Language } from '../language.js'
import { escapeControls } from '../text/escape-controls.js'
import { placeSentence } from './place-sentence.js'

/** Whether a finding says that content is left in the document. */
export function isLeftBehind({ category }: Finding): boolean {
  return category === 'left-behind'
}

/** Whether a finding is of content that most files have: reports for people count it and list it no further. */
export function isUsualContent(finding: Finding): boolean {
  return isLeftBehind(finding) && finding.severity === 'note'
}

/** How to remove what is left; undefined for other findings. */
export function removalSentence({ rule }: Finding, { leftAdvice }: Messages): string | undefined {
  const kind = leftKindOf(rule)
  return kind && leftAdvice[kind]
}

/** The next places of a finding that stands for many. */
export function placesSentence({ places = [] }: Finding, messages: Messages): string | undefined {
  if (places.length === 0) return undefined
  return [...new Set(places.map((place) => placeSentence(place, messages)))].join(messages.report.list)
}

/** The content that most files have, in one line: kinds with their counts; undefined if there is none. */
export function usualContentSentence(
  findings: readonly Finding[], { left, report }: Messages, language: Language,
): string | undefined {
  const usual = findings.filter(isUsualContent)
  if (usual.length === 0) return undefined
  const list = usual.map(({ title, reasons }) => {
    const count = reasons.find(({ code }) => code === 'left-count')?.args?.count ?? 1
    return `${escapeControls(title[language])} ${count}`
  })
  return fill(left.folded, { count: usual.length, list: list.join(report.list) })
}
