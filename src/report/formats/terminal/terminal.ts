import { VERDICTS, type Screening, type Verdict } from '../../../model/index.js'
import { fill } from '../../messages/index.js'
import type { Language } from '../../language.js'
import { gravestVerdict, summarise, type ReportHead, type Summary } from '../../report.js'
import { adviceSentences, verdictMeaning } from '../../sentences/advice.js'
import { policyFilesSentence, policySentences } from '../../sentences/policy-sentence.js'
import { remarkSentence } from '../../sentences/reason-sentence.js'
import { createTerminalWriter, type TerminalWriter } from './terminal-writer.js'
import { writeDocument } from './document.js'
import { width } from '../../text/width.js'

/**
 * Options of `renderTerminal`.
 * @example
 * const options: TerminalOptions = { color: process.stdout.isTTY, columns: process.stdout.columns }
 */
export interface TerminalOptions {
  /** Default: `zh-CN`. */
  readonly language?: Language
  /** Default: false. */
  readonly color?: boolean
  /** Columns of the terminal; longer lines are broken. Default: 80. */
  readonly columns?: number
  /** List suppressed hits too. Default: false. */
  readonly showSuppressed?: boolean
  /** Say that an incomplete screening does not change the exit status. Default: false. */
  readonly allowIncomplete?: boolean
}

const DEFAULTS: Required<TerminalOptions> = {
  language: 'zh-CN', color: false, columns: 80, showSuppressed: false, allowIncomplete: false,
}

/**
 * The report for a person at a terminal: the verdict, each document with its findings by severity and its gaps, what to
 * do, and the counts. No text of a document can act on the terminal.
 * @example
 * process.stdout.write(renderTerminal(head, screenings, { color: true, columns: process.stdout.columns }))
 */
export function renderTerminal(
  head: ReportHead, screenings: readonly Screening[], given: TerminalOptions = {},
): string {
  const options = { ...DEFAULTS, ...given }
  const writer = createTerminalWriter(options)
  const summary = summarise(screenings)
  writeVerdict(writer, gravestVerdict(summary), screenings)
  for (const screening of screenings) writeDocument(writer, screening, options)
  if (screenings.length === 0) writer.paragraph(writer.messages.report.noDocuments)
  writeAdvice(writer, screenings)
  writeRemarks(writer, head, screenings, options)
  writeSummary(writer, head, summary)
  return writer.text()
}

/**
 * One document alone, as it stands in the report.
 * @example
 * for (const one of screenings) process.stdout.write(renderTerminalDocument(one, { language: 'en' }))
 */
export function renderTerminalDocument(screening: Screening, given: TerminalOptions = {}): string {
  const options = { ...DEFAULTS, ...given }
  const writer = createTerminalWriter(options)
  writeDocument(writer, screening, options)
  return writer.text()
}

function writeVerdict(writer: TerminalWriter, verdict: Verdict, screenings: readonly Screening[]): void {
  const { verdicts } = writer.messages
  const meaning = verdictMeaning(verdict, screenings, writer.messages)
  const badge = writer.badge(verdict, verdicts[verdict])
  const fits = width(`【${verdicts[verdict]}】 ${meaning}`) <= writer.columns
  writer.line(fits ? `${badge} ${meaning}` : badge)
  if (!fits) writer.paragraph(meaning)
}

function writeAdvice(writer: TerminalWriter, screenings: readonly Screening[]): void {
  const advice = adviceSentences(screenings, writer.messages)
  if (advice.length === 0) return
  writer.heading(writer.messages.report.advice)
  for (const sentence of advice) writer.paragraph(sentence, 2)
}

function writeRemarks(
  writer: TerminalWriter, { policy }: ReportHead, screenings: readonly Screening[], options: Required<TerminalOptions>,
): void {
  const { report } = writer.messages
  const codes = new Set(screenings.flatMap(({ remarks }) => remarks))
  const suppressed = screenings.reduce((sum, screening) => sum + screening.suppressed.length, 0)
  const remarks = [
    ...policySentences(policy, writer.messages),
    ...[...codes].map((code) => remarkSentence(code, writer.messages)),
    ...(suppressed > 0 && !options.showSuppressed ? [fill(report.hiddenSuppressed, { count: suppressed })] : []),
    ...(options.allowIncomplete ? [report.allowIncomplete] : []),
  ]
  if (remarks.length === 0) return
  writer.heading(report.remarks)
  for (const sentence of remarks) writer.paragraph(sentence, 2)
}

function writeSummary(writer: TerminalWriter, head: ReportHead, summary: Summary): void {
  const { report, verdicts } = writer.messages
  const counts = VERDICTS.map((verdict) =>
    writer.count(verdict, `${verdicts[verdict]} ${summary[verdict]}`, summary[verdict]))
  writer.heading(report.summary)
  writer.line(`  ${[fill(report.summaryDocuments, { documents: summary.documents }), ...counts].join(' · ')}`)
  const lexicons = head.ruleset.lexicons.length
  const ruleset = fill(report.ruleset, { digest: head.ruleset.digest.slice(0, 'sha256:'.length + 12), lexicons })
  writer.dimParagraph(`${head.tool.name} ${head.tool.version} · ${ruleset}`, 2)
  const files = policyFilesSentence(head.policy, writer.messages)
  if (files !== undefined) writer.dimParagraph(files, 2)
}
