import type { Finding } from '../../../model/index.js'
import { findingHeadline, reasonsSentence, waiverSentence } from '../../sentences/finding-sentence.js'
import { placesSentence, removalSentence } from '../../sentences/left-sentence.js'
import { escapeControls } from '../../text/escape-controls.js'
import { widestOf, type Grade, type TerminalWriter } from './terminal-writer.js'
import { clip, width } from '../../text/width.js'

const INDENT = 4

/** Writes one finding: its headline, then the excerpt, grounds, reasons and what to do, each with its label. */
export function writeFinding(writer: TerminalWriter, finding: Finding, grade: Grade): void {
  const { report, dispositions, left } = writer.messages
  const headline = findingHeadline(finding, writer.messages, writer.language)
  writer.field('•', headline, INDENT, 1, (mark) => writer.strong(grade, mark))
  const fields: [label: string, text: string | undefined][] = [
    [report.basis, finding.basis.map(escapeControls).join(report.list)],
    [report.reasons, reasonsSentence(finding, writer.messages)],
    [report.disposition, finding.disposition && dispositions[finding.disposition]],
    [left.places, placesSentence(finding, writer.messages)],
    [left.removal, removalSentence(finding, writer.messages)],
    [report.waiverLabel, waiverSentence(finding, writer.messages)],
    [report.rule, `${escapeControls(finding.rule)} · ${report.fingerprint} ${escapeControls(finding.fingerprint)}`],
  ]
  const columns = widestOf([report.match, ...fields.map(([label]) => label)])
  writer.field(report.match, '', INDENT + 2, columns)
  writer.append(excerpt(writer, finding, writer.columns - INDENT - 3 - columns))
  for (const [label, text] of fields) if (text) writer.field(label, text, INDENT + 2, columns)
}

/** The match with its context, where the finding has one. The context is cut to fit the line, the match is not. */
function excerpt(writer: TerminalWriter, { match, context }: Finding, columns: number): string {
  const shown = clip(escapeControls(match), columns - 2)
  if (!context) return writer.highlight(shown)
  const columnsEach = Math.max(0, Math.floor((columns - width(shown) - 2) / 2))
  const before = keepEnd(escapeControls(context.before), columnsEach)
  return before + writer.highlight(shown) + keepStart(escapeControls(context.after), columnsEach)
}

function keepStart(text: string, columns: number): string {
  if (width(text) <= columns) return text
  let kept = ''
  for (const character of text) {
    if (width(kept + character) > columns - 1) break
    kept += character
  }
  return columns < 1 ? '' : `${kept}…`
}

function keepEnd(text: string, columns: number): string {
  return [...keepStart([...text].reverse().join(''), columns)].reverse().join('')
}
