import { causeOf, DOCUMENT_FORMATS, fill, placeholders, type Gap } from '../../model/index.js'
import type { GapExtra } from '../messages/gap-catalogue.js'
import type { Messages } from '../messages/index.js'
import { pieceSentence } from './piece-sentence.js'

/** A gap in words, with the piece it is about. */
export function gapSentence(gap: Gap, messages: Messages): string {
  return `${pieceSentence(gap, messages)}${messages.report.separator}${gapExplanation(gap, messages)}`
}

/** Why a piece was not examined, in words. Arguments that this version does not know are left out. */
export function gapExplanation(gap: Gap, messages: Messages): string {
  const args = shownArgs(gap, messages)
  const detailed = detailSentence(gap, messages)
  const isComplete = detailed !== undefined && placeholders(detailed).every((name) => name in args)
  const sentence = isComplete ? detailed : messages.gaps[gap.reason]
  const placed = new Set(placeholders(sentence))
  // The sentence of a format names it.
  if (isComplete && gap.reason === 'format-not-supported') placed.add('format')
  const extras = EXTRAS.filter(([, names]) => names.every((name) => name in args && !placed.has(name)))
  return fill([sentence, ...extras.map(([extra]) => messages.gapExtras[extra])].join(''), args)
}

/** What follows a sentence, in this order, where the gap has the arguments. */
const EXTRAS: readonly (readonly [GapExtra, readonly string[]])[] = [
  ['code', ['cause']], ['format', ['format']], ['count', ['count']], ['lines', ['lines']], ['bytes', ['bytes']],
  ['images', ['images']], ['pages', ['from', 'to']], ['seconds', ['seconds']], ['megabytes', ['megabytes']],
]

/** The sentence for the detail, feature, kind, limit or format of a gap, where it has one that is known. */
function detailSentence({ reason, args = {} }: Gap, { gapDetails }: Messages): string | undefined {
  const details: Readonly<Record<string, Readonly<Record<string, string>>>> = { ...gapDetails }
  const known = details[reason]
  const { detail, feature, kind, limit, error, format } = args
  const value = detail?.startsWith('method-')
    ? 'compression-method' : detail ?? feature ?? kind ?? limit ?? error ?? format
  return known && value !== undefined && Object.hasOwn(known, value) ? known[value] : undefined
}

function shownArgs({ reason, args = {} }: Gap, messages: Messages): Record<string, string> {
  const { code, format, ...others } = args
  const counts = Object.entries(others).filter((entry): entry is [string, number] => typeof entry[1] === 'number')
  const names = counts.map(([name, value]) => [name, value.toLocaleString('en-US')])
  // The format of a picture is that of its document, which every report shows.
  const named = FORMAT_REASONS.has(reason) && DOCUMENT_FORMATS.some((known) => known === format)
  return {
    ...Object.fromEntries(names),
    ...(code !== undefined && { cause: messages.causes[causeOf(String(code))] }),
    ...(named && { format: String(format) }),
  }
}

const FORMAT_REASONS: ReadonlySet<string> = new Set(['format-not-supported', 'reader-crashed'])
