import { VERDICTS, type Screening, type Verdict } from '../../../model/index.js'
import { fill } from '../../messages/index.js'
import type { Language } from '../../language.js'
import { gravestVerdict, summarise, type ReportHead, type Summary } from '../../report.js'
import { adviceSentences } from '../../sentences/advice.js'
import { remarkSentence } from '../../sentences/reason-sentence.js'
import { createSheet, type Sheet } from './sheet.js'
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
 * The report for a person at a terminal: the verdict first, then each document with its findings by gravity, its gaps
 * as prominent as those, what to do, and the counts. A pure string; nothing of a document can act on the terminal.
 * @example
 * process.stdout.write(renderTerminal(head, screenings, { language: 'en', color: true, columns: 100 }))
 */
export function renderTerminal(
  head: ReportHead, screenings: readonly Screening[], given: TerminalOptions = {},
): string {
  const options = { ...DEFAULTS, ...given }
  const sheet = createSheet(options)
  const summary = summarise(screenings)
  writeVerdict(sheet, gravestVerdict(summary))
  for (const screening of screenings) writeDocument(sheet, screening, options)
  if (screenings.length === 0) sheet.paragraph(sheet.say.report.noDocuments)
  writeAdvice(sheet, screenings)
  writeRemarks(sheet, screenings, options)
  writeSummary(sheet, head, summary)
  return sheet.text()
}

/**
 * One document alone, as it stands in the report.
 * @example
 * for (const one of screenings) process.stdout.write(renderTerminalDocument(one, { language: 'en' }))
 */
export function renderTerminalDocument(screening: Screening, given: TerminalOptions = {}): string {
  const options = { ...DEFAULTS, ...given }
  const sheet = createSheet(options)
  writeDocument(sheet, screening, options)
  return sheet.text()
}

function writeVerdict(sheet: Sheet, verdict: Verdict): void {
  const { verdicts, verdictMeaning } = sheet.say
  const badge = sheet.badge(verdict, verdicts[verdict])
  const fits = width(`【${verdicts[verdict]}】 ${verdictMeaning[verdict]}`) <= sheet.columns
  sheet.line(fits ? `${badge} ${verdictMeaning[verdict]}` : badge)
  if (!fits) sheet.paragraph(verdictMeaning[verdict])
}

function writeAdvice(sheet: Sheet, screenings: readonly Screening[]): void {
  const advice = adviceSentences(screenings, sheet.say)
  if (advice.length === 0) return
  sheet.heading(sheet.say.report.advice)
  for (const sentence of advice) sheet.paragraph(sentence, 2)
}

function writeRemarks(sheet: Sheet, screenings: readonly Screening[], options: Required<TerminalOptions>): void {
  const { report } = sheet.say
  const codes = new Set(screenings.flatMap(({ remarks }) => remarks))
  const suppressed = screenings.reduce((sum, screening) => sum + screening.suppressed.length, 0)
  const remarks = [
    ...[...codes].map((code) => remarkSentence(code, sheet.say)),
    ...(suppressed > 0 && !options.showSuppressed ? [fill(report.hiddenSuppressed, { count: suppressed })] : []),
    ...(options.allowIncomplete ? [report.allowIncomplete] : []),
  ]
  if (remarks.length === 0) return
  sheet.heading(report.remarks)
  for (const sentence of remarks) sheet.paragraph(sentence, 2)
}

function writeSummary(sheet: Sheet, head: ReportHead, summary: Summary): void {
  const { report, verdicts } = sheet.say
  const counts = VERDICTS.map((verdict) =>
    sheet.count(verdict, `${verdicts[verdict]} ${summary[verdict]}`, summary[verdict]))
  sheet.heading(report.summary)
  sheet.line(`  ${[fill(report.summaryDocuments, { documents: summary.documents }), ...counts].join(' · ')}`)
  const lexicons = head.ruleset.lexicons.length
  const ruleset = fill(report.ruleset, { digest: head.ruleset.digest.slice(0, 'sha256:'.length + 12), lexicons })
  sheet.quiet(`${head.tool.name} ${head.tool.version} · ${ruleset}`, 2)
}
