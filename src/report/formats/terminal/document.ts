import { SEVERITIES, type Screening, type Severity } from '../../../model/index.js'
import { harmless } from '../../text/harmless.js'
import { fill } from '../../messages/index.js'
import { gapSentence } from '../../sentences/gap-sentence.js'
import type { Sheet } from './sheet.js'
import { writeFinding } from './finding.js'

/** How many findings of one gravity, gaps or suppressed hits of one document are listed; a sentence counts the rest. */
const MOST_LISTED = 50

/**
 * One document: a clear one without findings takes one line, any other its verdict, findings,
 * gaps and what was judged down.
 */
export function writeDocument(sheet: Sheet, screening: Screening, options: { readonly showSuppressed: boolean }): void {
  const suppressed = options.showSuppressed ? screening.suppressed : []
  const plain = screening.verdict === 'clear' && screening.findings.length === 0 && suppressed.length === 0
  if (!plain) sheet.line('')
  sheet.line(`${verdictOf(sheet, screening)} ${harmless(screening.path)} ${sheet.dim(factsOf(sheet, screening))}`)
  for (const severity of SEVERITIES) writeFindings(sheet, screening, severity)
  writeGaps(sheet, screening)
  if (suppressed.length > 0) writeSuppressed(sheet, suppressed)
}

function verdictOf(sheet: Sheet, { verdict }: Screening): string {
  const marks = { block: '✗', review: '?', incomplete: '!', clear: '✓' }
  return sheet.strong(verdict, `${marks[verdict]} ${sheet.say.verdicts[verdict]}`)
}

function factsOf(sheet: Sheet, { format, bytes }: Screening): string {
  return `${format} · ${fill(sheet.say.report.bytes, { count: bytes.toLocaleString('en-US') })}`
}

function writeFindings(sheet: Sheet, screening: Screening, severity: Severity): void {
  const { report, severities } = sheet.say
  const findings = screening.findings.filter((finding) => finding.severity === severity)
  if (findings.length === 0) return
  const head = fill(report.findings, { severity: severities[severity], count: findings.length })
  sheet.line(`  ${sheet.strong(severity, head)}`)
  for (const finding of findings.slice(0, MOST_LISTED)) writeFinding(sheet, finding, severity)
  writeMore(sheet, findings.length)
}

function writeGaps(sheet: Sheet, { gaps }: Screening): void {
  if (gaps.length === 0) return
  sheet.line(`  ${sheet.strong('incomplete', fill(sheet.say.report.gaps, { count: gaps.length }))}`)
  for (const gap of gaps.slice(0, MOST_LISTED)) {
    sheet.field('!', gapSentence(gap, sheet.say), 4, 1, (mark) => sheet.strong('incomplete', mark))
  }
  writeMore(sheet, gaps.length)
}

function writeSuppressed(sheet: Sheet, suppressed: Screening['suppressed']): void {
  sheet.line(`  ${sheet.dim(fill(sheet.say.report.suppressed, { count: suppressed.length }))}`)
  for (const finding of suppressed.slice(0, MOST_LISTED)) writeFinding(sheet, finding, 'clear')
  writeMore(sheet, suppressed.length)
}

function writeMore(sheet: Sheet, count: number): void {
  if (count > MOST_LISTED) sheet.quiet(fill(sheet.say.report.more, { count: count - MOST_LISTED }), 4)
}
