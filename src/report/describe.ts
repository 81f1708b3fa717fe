import type { Finding, Gap, Verdict } from '../model/index.js'
import type { Language } from './language.js'
import { messagesIn } from './messages/index.js'
import {
  findingSentence, gapSentence, placeSentence, reasonSentence, waiverSentence,
} from './sentences/index.js'
import { escapeControls } from './text/index.js'

/**
 * A finding in words. Nothing in it acts on a terminal; markup must still be escaped. Values are masked where the
 * finding's are.
 * @example
 * const { title, place, reasons }: FindingDescription = describe(finding, 'en')
 */
export interface FindingDescription {
  /** What was found: `国家秘密标志`. */
  readonly title: string
  /** Where: `第 2 页 · 页眉`. */
  readonly place: string
  /** How a reader of the published file sees it: `隐藏内容`. */
  readonly visibility: string
  readonly match: string
  readonly severity: string
  readonly category: string
  /** What speaks for it and against it, one sentence for each reason. */
  readonly reasons: readonly string[]
  /** Legal grounds: law and clause. */
  readonly basis: readonly string[]
  /** What is to be done. */
  readonly disposition?: string
  /** The waiver that accepts it. */
  readonly waiver?: string
  /** All of it in one line, without reasons: `国家秘密标志 · 机密 · 页眉：机密★20年`. */
  readonly sentence: string
}

/**
 * Puts a finding into words.
 * @example
 * const { findings } = await screener.screen(bytes, { name: 'report.docx' })
 * for (const finding of findings) console.log(describe(finding, 'en').sentence)
 */
export function describe(finding: Finding, language: Language = 'zh-CN'): FindingDescription {
  const messages = messagesIn(language)
  const { title, location, visibility, match, severity, category, reasons, basis, disposition } = finding
  const waiver = waiverSentence(finding, messages)
  return {
    title: escapeControls(title[language]),
    place: placeSentence(location, messages),
    visibility: messages.visibilities[visibility],
    match: escapeControls(match),
    severity: messages.severities[severity],
    category: messages.categories[category],
    reasons: reasons.map((reason) => reasonSentence(reason, messages)),
    basis: basis.map(escapeControls),
    ...(disposition && { disposition: messages.dispositions[disposition] }),
    ...(waiver !== undefined && { waiver }),
    sentence: findingSentence(finding, messages, language),
  }
}

/**
 * Puts a gap into words: what was not examined, and why.
 * @example
 * describeGap({ piece: 'word/media/image1.png', reason: 'image-not-read', args: { feature: 'ocr-off' } }, 'en')
 * // 'word/media/image1.png: the text in this picture was not read: OCR is switched off'
 */
export function describeGap(gap: Gap, language: Language = 'zh-CN'): string {
  return gapSentence(gap, messagesIn(language))
}

/**
 * A verdict in words.
 * @example
 * const { name, meaning }: VerdictDescription = describeVerdict('incomplete', 'en')
 */
export interface VerdictDescription {
  /** `不得公开`. */
  readonly name: string
  /** What it means, in one sentence. */
  readonly meaning: string
}

/**
 * Puts a verdict into words.
 * @example
 * describeVerdict('block').name // '不得公开'
 */
export function describeVerdict(verdict: Verdict, language: Language = 'zh-CN'): VerdictDescription {
  const { verdicts, verdictMeaning } = messagesIn(language)
  return { name: verdicts[verdict], meaning: verdictMeaning[verdict] }
}
