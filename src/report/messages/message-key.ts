import { fill, type MessageArgs } from '../../model/index.js'
import type { Language } from '../language.js'
import type { ReportMessages } from './catalogue.js'
import { messagesIn } from './index.js'

/** The paths to the sentences of a catalogue, with dots: `gaps.encrypted`, `gapDetails.damaged.checksum`. */
type PathsOf<Catalogue> = {
  [Key in keyof Catalogue & string]: Catalogue[Key] extends string ? Key : `${Key}.${PathsOf<Catalogue[Key]>}`
}[keyof Catalogue & string]

/**
 * The key of a sentence of the reports: `gaps.encrypted`, `reasons.mark-complete`, `severities.block`.
 * @example
 * const key: MessageKey = `verdicts.${screening.verdict}`
 */
export type MessageKey = PathsOf<ReportMessages>

/**
 * A sentence of the reports, with its `{names}` replaced by values.
 * @example
 * formatMessage('report.page', 'en', { page: 2 }) // 'page 2'
 */
export function formatMessage(key: MessageKey, language: Language = 'zh-CN', args: MessageArgs = {}): string {
  let found: unknown = messagesIn(language)
  for (const step of key.split('.')) found = (found as Readonly<Record<string, unknown>>)[step]
  return fill(found as string, args)
}
