import type { Finding, Reason } from '../../../model/index.js'
import { fold } from '../../../normalise/index.js'
import { placeSentence, reasonSentence, type Messages } from '../../../report/index.js'
import type { Segmenter } from '../../../segment/index.js'
import type { Field } from '../../output/fields.js'
import { bearingOf, type Bearing } from './bearing.js'

/** A finding to be explained. */
export interface Explained {
  /** As it may be shown. */
  readonly finding: Finding
  /** As it stands in the document: words are cut by this. The same as `finding` where all is revealed. */
  readonly raw: Finding
  readonly path: string
  readonly suppressed: boolean
  /** Whether the text around it may be shown. */
  readonly around: boolean
  readonly segmenter?: Segmenter
}

/** A finding in words: place, the text as it is compared, the words it lies in, the signs for and against. */
export function findingFields(explained: Explained, say: Messages): Field[] {
  const { finding, path, suppressed } = explained
  const { report, explain, severities } = say
  const signs = (bearing: Bearing) => finding.reasons.filter((reason) => bearingOf(reason.code) === bearing)
  const told = (reasons: readonly Reason[]) =>
    reasons.map((reason) => reasonSentence(reason, say)).join(report.list) || explain.none
  return [
    [suppressed ? explain.suppressed : explain.finding, `${path} · ${placeSentence(finding.location, say)}`],
    [report.fingerprint, finding.fingerprint],
    [say.lexicon.severity, severities[finding.severity] + (finding.level ? ` · ${finding.level}` : '')],
    [report.match, inPlace(explained)],
    [explain.normalised, fold(inPlace(explained)).text],
    ...wordFields(explained, say),
    [explain.signsFor, told(signs('for'))],
    [explain.signsAgainst, told(signs('against'))],
    [explain.facts, told(signs('fact'))],
  ]
}

/** The match between ⟦⟧, in its line where that may be shown. */
function inPlace({ finding: { match, context }, around }: Explained): string {
  return around && context ? `${context.before}⟦${match}⟧${context.after}` : `⟦${match}⟧`
}

/** The words of the line as far as it is shown, edges as `|`; whether the hit cuts them is the judge's own answer. */
function wordFields({ finding, raw, around, segmenter }: Explained, { explain }: Messages): Field[] {
  if (!segmenter) return [[explain.words, explain.noWords]]
  const cuts = finding.reasons.some(({ code }) => code === 'cuts-word')
  if (!around) return cuts ? [[explain.words, explain.cuts]] : []
  const text = lineOf(finding)
  const stands = lineOf(raw)
  // Masking keeps the length but for characters outside the basic plane; then the shown text itself is cut.
  const ends = segmenter.boundaries(stands.length === text.length ? stands : text)
  const words = [...ends].map((end, index) => text.slice(index === 0 ? 0 : ends[index - 1]!, end))
  return [[explain.words, `${words.join('|')} (${cuts ? explain.cuts : explain.uncut})`]]
}

function lineOf({ match, context }: Finding): string {
  return `${context?.before ?? ''}${match}${context?.after ?? ''}`
}
