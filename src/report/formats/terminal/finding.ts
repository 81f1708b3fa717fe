import type { Finding } from '../../../model/index.js'
import { findingHeadline, reasonsSentence, waiverSentence } from '../../sentences/finding-sentence.js'
import { harmless } from '../../text/harmless.js'
import { widest, type Grade, type Sheet } from './sheet.js'
import { clip, width } from '../../text/width.js'

const INDENT = 4

/**
 * One finding: what and where on the first line, then the excerpt, ground, reasons and what to do, each with its label.
 */
export function writeFinding(sheet: Sheet, finding: Finding, grade: Grade): void {
  const { report, dispositions } = sheet.say
  sheet.field('•', findingHeadline(finding, sheet.say, sheet.language), INDENT, 1, (mark) => sheet.strong(grade, mark))
  const fields: [label: string, text: string | undefined][] = [
    [report.basis, finding.basis.map(harmless).join(report.list)],
    [report.reasons, reasonsSentence(finding, sheet.say)],
    [report.disposition, finding.disposition && dispositions[finding.disposition]],
    [report.waiverLabel, waiverSentence(finding, sheet.say)],
    [report.rule, `${harmless(finding.rule)} · ${report.fingerprint} ${harmless(finding.fingerprint)}`],
  ]
  const columns = widest([report.match, ...fields.map(([label]) => label)])
  sheet.field(report.match, '', INDENT + 2, columns)
  sheet.amend(excerpt(sheet, finding, sheet.columns - INDENT - 3 - columns))
  for (const [label, text] of fields) if (text) sheet.field(label, text, INDENT + 2, columns)
}

/**
 * The match with what stands around it where that was asked for; the surroundings give way when the line is too narrow.
 */
function excerpt(sheet: Sheet, { match, context }: Finding, columns: number): string {
  const shown = clip(harmless(match), columns - 2)
  if (!context) return sheet.highlight(shown)
  const room = Math.max(0, Math.floor((columns - width(shown) - 2) / 2))
  return keepEnd(harmless(context.before), room) + sheet.highlight(shown) + keepStart(harmless(context.after), room)
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
