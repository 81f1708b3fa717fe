import { SEVERITIES, type Screening, type Severity } from '../../../model/index.js'
import { shownPath } from '../../text/shown-path.js'
import { fill } from '../../messages/index.js'
import { isLeftBehind, isUsualContent, usualContentSentence } from '../../sentences/left-sentence.js'
import { gapSentence } from '../../sentences/gap-sentence.js'
import type { TerminalWriter } from './terminal-writer.js'
import { writeFinding } from './finding.js'

/** Findings of one severity, gaps and suppressed hits that are listed for each document; a sentence counts the rest. */
const MAX_LISTED = 50

/** Writes one document: its verdict, findings, gaps and suppressed hits; one line for a clear one without findings. */
export function writeDocument(
  writer: TerminalWriter, screening: Screening, options: { readonly showSuppressed: boolean },
): void {
  const suppressed = options.showSuppressed ? screening.suppressed : []
  const plain = screening.verdict === 'clear' && screening.findings.every(isUsualContent) && suppressed.length === 0
  if (!plain) writer.line('')
  const facts = writer.dim(factsOf(writer, screening))
  writer.line(`${verdictOf(writer, screening)} ${shownPath(screening.path)} ${facts}`)
  for (const severity of SEVERITIES) writeFindings(writer, screening, severity)
  writeLeftBehind(writer, screening)
  writeGaps(writer, screening)
  if (suppressed.length > 0) writeSuppressed(writer, suppressed)
}

function verdictOf(writer: TerminalWriter, { verdict }: Screening): string {
  const marks = { block: '✗', review: '?', incomplete: '!', clear: '✓' }
  return writer.strong(verdict, `${marks[verdict]} ${writer.messages.verdicts[verdict]}`)
}

function factsOf(writer: TerminalWriter, { format, bytes }: Screening): string {
  return `${format} · ${fill(writer.messages.report.bytes, { count: bytes.toLocaleString('en-US') })}`
}

function writeFindings(writer: TerminalWriter, screening: Screening, severity: Severity): void {
  const { report, severities } = writer.messages
  const findings = screening.findings.filter((one) => one.severity === severity && !isLeftBehind(one))
  if (findings.length === 0) return
  const head = fill(report.findings, { severity: severities[severity], count: findings.length })
  writer.line(`  ${writer.strong(severity, head)}`)
  for (const finding of findings.slice(0, MAX_LISTED)) writeFinding(writer, finding, severity)
  writeMore(writer, findings.length)
}

/** Content left in the document; that of most files in one line. */
function writeLeftBehind(writer: TerminalWriter, { findings }: Screening): void {
  const left = findings.filter(isLeftBehind)
  if (left.length === 0) return
  const others = left.filter((finding) => !isUsualContent(finding))
  if (others.length > 0) {
    const gravest = SEVERITIES.find((severity) => others.some((one) => one.severity === severity))!
    writer.line(`  ${writer.strong(gravest, fill(writer.messages.left.section, { count: others.length }))}`)
  }
  for (const finding of others) writeFinding(writer, finding, finding.severity)
  const usual = usualContentSentence(left, writer.messages, writer.language)
  if (usual !== undefined) writer.dimParagraph(usual, 4)
}

function writeGaps(writer: TerminalWriter, { gaps }: Screening): void {
  if (gaps.length === 0) return
  writer.line(`  ${writer.strong('incomplete', fill(writer.messages.report.gaps, { count: gaps.length }))}`)
  for (const gap of gaps.slice(0, MAX_LISTED)) {
    writer.field('!', gapSentence(gap, writer.messages), 4, 1, (mark) => writer.strong('incomplete', mark))
  }
  writeMore(writer, gaps.length)
}

function writeSuppressed(writer: TerminalWriter, suppressed: Screening['suppressed']): void {
  writer.line(`  ${writer.dim(fill(writer.messages.report.suppressed, { count: suppressed.length }))}`)
  for (const finding of suppressed.slice(0, MAX_LISTED)) writeFinding(writer, finding, 'clear')
  writeMore(writer, suppressed.length)
}

function writeMore(writer: TerminalWriter, count: number): void {
  if (count > MAX_LISTED) writer.dimParagraph(fill(writer.messages.report.more, { count: count - MAX_LISTED }), 4)
}
