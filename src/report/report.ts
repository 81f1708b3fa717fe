import {
  createGap, REPORT_SCHEMA, VERDICTS, type DocumentFormat, type Finding, type Gap, type LexiconId, type Location,
  type Reason, type RemarkCode, type Screening, type Verdict,
} from '../model/index.js'

/** The languages of the reports. */
export const LANGUAGES = ['zh-CN', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** What a report says beside its documents: who made it, and with which rules. */
export interface ReportHead {
  readonly tool: { readonly name: string; readonly version: string }
  readonly ruleset: { readonly digest: string; readonly lexicons: readonly LexiconId[] }
}

/** How many documents there are of each verdict. */
export interface Summary extends Readonly<Record<Verdict, number>> {
  readonly documents: number
}

/** A finding as reports carry it: the title in one language, fields that do not apply absent. */
export interface ReportFinding extends Omit<Finding, 'title'> {
  readonly title: string
}

/** A screening as reports carry it. */
export interface ReportDocument {
  readonly path: string
  readonly sha256?: string
  readonly format: DocumentFormat
  readonly bytes: number
  readonly verdict: Verdict
  readonly findings: readonly ReportFinding[]
  readonly gaps: readonly Gap[]
  readonly suppressed: readonly ReportFinding[]
  /** What limits the answer without being a gap; absent when there are none. */
  readonly remarks?: readonly RemarkCode[]
}

/** The end of a report, known when every document has been screened. */
export interface ReportEnd extends ReportHead {
  readonly schema: typeof REPORT_SCHEMA
  /** The gravest of the documents; `incomplete` when there was none. */
  readonly verdict: Verdict
  readonly summary: Summary
}

/** The whole report, `secrecy-screen/report/v2`. */
export interface Report extends ReportEnd {
  readonly documents: readonly ReportDocument[]
}

/**
 * Puts the report together. Same screenings, same bytes: keys have one order and nothing of the clock or the machine is
 * in it.
 */
export function report(head: ReportHead, screenings: readonly Screening[], language: Language): Report {
  const { schema, tool, ruleset, verdict, summary } = reportEnd(head, summarise(screenings))
  return { schema, tool, ruleset, verdict, documents: screenings.map((one) => reportDocument(one, language)), summary }
}

/** The end alone, for formats that write each document as it comes. */
export function reportEnd(head: ReportHead, summary: Summary): ReportEnd {
  return { schema: REPORT_SCHEMA, tool: head.tool, ruleset: head.ruleset, verdict: gravest(summary), summary }
}

/** Counts documents by verdict. */
export function summarise(screenings: Iterable<Pick<Screening, 'verdict'>>): Summary {
  const counts = { documents: 0, clear: 0, review: 0, block: 0, incomplete: 0 }
  for (const { verdict } of screenings) {
    counts.documents++
    counts[verdict]++
  }
  return counts
}

/** Counts nothing yet, to be added to one by one. */
export function noSummary(): Summary {
  return summarise([])
}

/** One document more. */
export function withVerdict(summary: Summary, { verdict }: Pick<Screening, 'verdict'>): Summary {
  return { ...summary, documents: summary.documents + 1, [verdict]: summary[verdict] + 1 }
}

/** The gravest verdict counted. Nothing screened is nothing cleared: `incomplete`. */
export function gravest(summary: Summary): Verdict {
  return VERDICTS.find((verdict) => summary[verdict] > 0) ?? 'incomplete'
}

/** One document of the report. */
export function reportDocument(screening: Screening, language: Language): ReportDocument {
  return {
    path: screening.path,
    ...(screening.sha256 !== undefined && { sha256: screening.sha256 }),
    format: screening.format,
    bytes: screening.bytes,
    verdict: screening.verdict,
    findings: screening.findings.map((finding) => reportFinding(finding, language)),
    gaps: screening.gaps.map(reportGap),
    suppressed: screening.suppressed.map((finding) => reportFinding(finding, language)),
    ...(screening.remarks.length > 0 && { remarks: screening.remarks }),
  }
}

function reportFinding(finding: Finding, language: Language): ReportFinding {
  return {
    rule: finding.rule,
    category: finding.category,
    severity: finding.severity,
    ...(finding.level && { level: finding.level }),
    title: finding.title[language],
    match: finding.match,
    visibility: finding.visibility,
    location: reportLocation(finding.location),
    ...(finding.context && { context: { before: finding.context.before, after: finding.context.after } }),
    basis: finding.basis,
    ...(finding.disposition && { disposition: finding.disposition }),
    reasons: finding.reasons.map(reportReason),
    fingerprint: finding.fingerprint,
    ...(finding.waiver && { waiver: finding.waiver }),
  }
}

function reportLocation(location: Location): Location {
  return {
    kind: location.kind,
    ...(location.name && { name: location.name }),
    ...(location.page !== undefined && { page: location.page }),
    ...(location.paragraph !== undefined && { paragraph: location.paragraph }),
    ...(location.line !== undefined && { line: location.line }),
    ...(location.column !== undefined && { column: location.column }),
    ...(location.sheet && { sheet: location.sheet }),
    ...(location.cell && { cell: location.cell }),
    ...(location.box && { box: location.box }),
  }
}

function reportReason(reason: Reason): Reason {
  return { code: reason.code, ...(reason.args && { args: reason.args }) }
}

function reportGap({ piece, reason, args }: Gap): Gap {
  return createGap(piece, reason, args)
}
