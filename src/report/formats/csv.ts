import type { Finding, Gap, Screening } from '../../model/index.js'
import { reasonsSentence, waiverSentence } from '../sentences/finding-sentence.js'
import { harmless } from '../text/harmless.js'
import { messages, type Messages } from '../messages/index.js'
import type { Language } from '../language.js'
import type { ReportHead } from '../report.js'
import type { RenderOptions } from './render-options.js'
import { gapSentence } from '../sentences/gap-sentence.js'
import { placeSentence } from '../sentences/place-sentence.js'

/**
 * A table for spreadsheets (RFC 4180, UTF-8 with a byte order mark, which Excel needs to know the encoding): one row a
 * finding, a waived finding and a gap; a document that has none of them has one row, so that none is missing. A cell
 * that a spreadsheet would take for a formula begins with an apostrophe.
 * @example
 * await writeFile('report.csv', renderCsv(head, screenings, { language: 'en' }))
 */
export function renderCsv(
  _: ReportHead, screenings: readonly Screening[], options: Pick<RenderOptions, 'language'> = {},
): string {
  return csvHead(options) + screenings.map((screening) => csvRows(screening, options)).join('')
}

/**
 * The byte order mark and the names of the columns.
 * @example
 * process.stdout.write(csvHead({ language: 'en' }))
 */
export function csvHead({ language = 'zh-CN' }: Pick<RenderOptions, 'language'> = {}): string {
  const say = messages(language)
  return `\ufeff${csvLine(COLUMNS.map((column) => say.columns[column]))}`
}

/**
 * The rows of one document.
 * @example
 * for (const one of screenings) process.stdout.write(csvRows(one, { language: 'en' }))
 */
export function csvRows(screening: Screening, { language = 'zh-CN' }: Pick<RenderOptions, 'language'> = {}): string {
  return documentRows(screening, messages(language), language).map(csvLine).join('')
}

function csvLine(row: readonly string[]): string {
  return `${row.map(cell).join(',')}\r\n`
}

const COLUMNS = [
  'document', 'verdict', 'kind', 'severity', 'title', 'level', 'match', 'place', 'visibility', 'category', 'basis',
  'disposition', 'reasons', 'waiver', 'rule', 'fingerprint', 'sha256',
] as const
type Row = Readonly<Partial<Record<(typeof COLUMNS)[number], string | undefined>>>

function documentRows(screening: Screening, say: Messages, language: Language): string[][] {
  const waived = screening.suppressed.filter(({ waiver }) => waiver)
  const rows: Row[] = [
    ...screening.findings.map((finding) => findingRow(finding, say.columns.finding, say, language)),
    ...screening.gaps.map((gap) => gapRow(gap, say)),
    ...waived.map((finding) => findingRow(finding, say.columns.waived, say, language)),
  ]
  const head = {
    document: harmless(screening.path),
    verdict: say.verdicts[screening.verdict],
    sha256: screening.sha256,
  }
  return (rows.length > 0 ? rows : [{}]).map((row) => COLUMNS.map((column) => ({ ...head, ...row })[column] ?? ''))
}

function findingRow(finding: Finding, kind: string, say: Messages, language: Language): Row {
  return {
    kind,
    severity: say.severities[finding.severity],
    title: harmless(finding.title[language]),
    level: finding.level,
    match: harmless(finding.match),
    place: placeSentence(finding.location, say),
    visibility: say.visibilities[finding.visibility],
    category: say.categories[finding.category],
    basis: finding.basis.map(harmless).join(say.report.list),
    disposition: finding.disposition,
    reasons: reasonsSentence(finding, say),
    waiver: waiverSentence(finding, say),
    rule: finding.rule,
    fingerprint: finding.fingerprint,
  }
}

function gapRow(gap: Gap, say: Messages): Row {
  return { kind: say.columns.gap, title: gapSentence(gap, say), rule: gap.reason, place: harmless(gap.piece) }
}

/** Spreadsheets run what begins with one of these, full-width forms and leading white space included. */
const FORMULA = /^\s*[=+\-@|%＝＋－＠]/

function cell(text: string): string {
  return `"${(FORMULA.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`
}
