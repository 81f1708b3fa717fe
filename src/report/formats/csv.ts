import type { Finding, Gap, Screening } from '../../model/index.js'
import { reasonsSentence, waiverSentence } from '../sentences/finding-sentence.js'
import { escapeControls } from '../text/escape-controls.js'
import { shownPath } from '../text/shown-path.js'
import { messagesIn, type Messages } from '../messages/index.js'
import type { Language } from '../language.js'
import type { ReportHead } from '../report.js'
import type { RenderOptions } from './render-options.js'
import { gapSentence } from '../sentences/gap-sentence.js'
import { pieceSentence } from '../sentences/piece-sentence.js'
import { placeSentence } from '../sentences/place-sentence.js'
import { policyRemarks } from '../sentences/policy-sentence.js'

/**
 * The report as a table for spreadsheets: RFC 4180, in UTF-8 with a byte order mark, without which Excel guesses the
 * encoding. There is a row for each finding, waived finding and gap, and one for each document without any of them. A
 * cell that a spreadsheet would run as a formula begins with an apostrophe.
 * @example
 * await writeFile('report.csv', renderCsv(head, screenings, { language: 'en' }))
 */
export function renderCsv(
  head: ReportHead, screenings: readonly Screening[], options: Pick<RenderOptions, 'language'> = {},
): string {
  return csvHead(options) + screenings.map((screening) => csvRows(screening, options)).join('') + csvEnd(head, options)
}

/**
 * The rows about the policy, to follow the rows of all documents: what is weaker than the default (`policy.weakened`)
 * and files that are not used (`policy.unused`).
 * @example
 * process.stdout.write(csvEnd(head, { language: 'en' }))
 */
export function csvEnd(
  { policy }: ReportHead, { language = 'zh-CN' }: Pick<RenderOptions, 'language'> = {},
): string {
  return policyRemarks(policy, messagesIn(language)).map(({ rule, sentence: title }) => {
    const row: Row = { title, rule }
    return csvLine(COLUMNS.map((column) => row[column] ?? ''))
  }).join('')
}

/**
 * The byte order mark and the names of the columns, to be followed by `csvRows` of each document.
 * @example
 * process.stdout.write(csvHead({ language: 'en' }))
 */
export function csvHead({ language = 'zh-CN' }: Pick<RenderOptions, 'language'> = {}): string {
  const messages = messagesIn(language)
  return `\ufeff${csvLine(COLUMNS.map((column) => messages.columns[column]))}`
}

/**
 * The rows of one document.
 * @example
 * for (const one of screenings) process.stdout.write(csvRows(one, { language: 'en' }))
 */
export function csvRows(screening: Screening, { language = 'zh-CN' }: Pick<RenderOptions, 'language'> = {}): string {
  return documentRows(screening, messagesIn(language), language).map(csvLine).join('')
}

function csvLine(row: readonly string[]): string {
  return `${row.map(cell).join(',')}\r\n`
}

const COLUMNS = [
  'document', 'verdict', 'kind', 'severity', 'title', 'level', 'match', 'place', 'visibility', 'category', 'basis',
  'disposition', 'reasons', 'waiver', 'rule', 'fingerprint', 'sha256',
] as const
type Row = Readonly<Partial<Record<(typeof COLUMNS)[number], string | undefined>>>

function documentRows(screening: Screening, messages: Messages, language: Language): string[][] {
  const waived = screening.suppressed.filter(({ waiver }) => waiver)
  const rows: Row[] = [
    ...screening.findings.map((finding) => findingRow(finding, messages.columns.finding, messages, language)),
    ...screening.gaps.map((gap) => gapRow(gap, messages)),
    ...waived.map((finding) => findingRow(finding, messages.columns.waived, messages, language)),
  ]
  const head = {
    document: shownPath(screening.path),
    verdict: messages.verdicts[screening.verdict],
    sha256: screening.sha256,
  }
  return (rows.length > 0 ? rows : [{}]).map((row) => COLUMNS.map((column) => ({ ...head, ...row })[column] ?? ''))
}

function findingRow(finding: Finding, kind: string, messages: Messages, language: Language): Row {
  return {
    kind,
    severity: messages.severities[finding.severity],
    title: escapeControls(finding.title[language]),
    level: finding.level,
    match: escapeControls(finding.match),
    place: placeSentence(finding.location, messages),
    visibility: messages.visibilities[finding.visibility],
    category: messages.categories[finding.category],
    basis: finding.basis.map(escapeControls).join(messages.report.list),
    disposition: finding.disposition,
    reasons: reasonsSentence(finding, messages),
    waiver: waiverSentence(finding, messages),
    rule: finding.rule,
    fingerprint: finding.fingerprint,
  }
}

function gapRow(gap: Gap, messages: Messages): Row {
  const title = gapSentence(gap, messages)
  const place = gap.piece === '' ? '' : pieceSentence(gap, messages)
  return { kind: messages.columns.gap, title, rule: gap.reason, place }
}

/** Spreadsheets run cells that begin with one of these, also full-width and after white space. */
const FORMULA = /^\s*[=+\-@|%＝＋－＠]/

function cell(text: string): string {
  return `"${(FORMULA.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`
}
