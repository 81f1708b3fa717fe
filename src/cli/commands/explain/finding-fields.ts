import { maskPath } from '../../../mask/index.js'
import type { Finding } from '../../../model/index.js'
import { fold } from '../../../normalise/index.js'
import type { Messages } from '../../../report/messages/index.js'
import { placeSentence, reasonSentence } from '../../../report/sentences/index.js'
import type { Segmenter } from '../../../segment/index.js'
import type { Field } from '../../output/fields.js'
import { bearingOf, type Bearing } from './bearing.js'

/** A finding to explain. */
export interface ExplainedFinding {
  /** As it may be shown: masked, unless everything is revealed. */
  readonly finding: Finding
  /** As it is in the document, for word segmentation. Never shown unless it equals `finding`. */
  readonly raw: Finding
  readonly path: string
  readonly suppressed: boolean
  /** Whether the surrounding text may be shown. */
  readonly showContext: boolean
  readonly segmenter?: Segmenter
}

/** Describes a finding: its place, its normalised text, the words around it, the reasons for and against. */
export function findingFields(explained: ExplainedFinding, messages: Messages): Field[] {
  const { finding, path, suppressed } = explained
  const { report, explain, severities } = messages
  const place = placeSentence(finding.location, messages)
  const reasons = (bearing: Bearing) =>
    finding.reasons.filter(({ code }) => bearingOf(code) === bearing)
      .map((reason) => reasonSentence(reason, messages)).join(report.list) || explain.none
  return [
    [suppressed ? explain.suppressed : explain.finding, `${maskPath(path)} · ${place}`],
    [report.fingerprint, finding.fingerprint],
    [messages.lexicon.severity, severities[finding.severity] + (finding.level ? ` · ${finding.level}` : '')],
    [report.match, markedMatch(explained)],
    [explain.normalised, fold(markedMatch(explained)).text],
    ...wordFields(explained, messages),
    [explain.reasonsFor, reasons('for')],
    [explain.reasonsAgainst, reasons('against')],
    [explain.facts, reasons('fact')],
  ]
}

/** The match between ⟦⟧, in its line if that may be shown. */
function markedMatch({ finding: { match, context }, showContext }: ExplainedFinding): string {
  return showContext && context ? `${context.before}⟦${match}⟧${context.after}` : `⟦${match}⟧`
}

/** The words of the shown line, separated by `|`. Whether the hit splits a word is taken from the finding's reasons. */
function wordFields({ finding, raw, showContext, segmenter }: ExplainedFinding, { explain }: Messages): Field[] {
  if (!segmenter) return [[explain.words, explain.noWords]]
  const cuts = finding.reasons.some(({ code }) => code === 'cuts-word')
  if (!showContext) return cuts ? [[explain.words, explain.cuts]] : []
  const text = lineOf(finding)
  const rawText = lineOf(raw)
  // Masking changes the length only of characters outside the BMP; then the masked text is segmented instead.
  const ends = segmenter.boundaries(rawText.length === text.length ? rawText : text)
  const words = [...ends].map((end, index) => text.slice(index === 0 ? 0 : ends[index - 1]!, end))
  return [[explain.words, `${words.join('|')} (${cuts ? explain.cuts : explain.uncut})`]]
}

function lineOf({ match, context }: Finding): string {
  return `${context?.before ?? ''}${match}${context?.after ?? ''}`
}
