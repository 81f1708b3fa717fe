import {
  createGap, REPORT_SCHEMA, VERDICTS, type DocumentFacts, type DocumentFormat, type Finding, type Gap, type Location,
  type Policy, type Reason, type RemarkCode, type RulesetId, type Screening, type Verdict,
} from '../model/index.js'
import { version } from '../../package.json'
import type { Language } from './language.js'

/**
 * What a report says besides its documents: the program and the rules they were screened with.
 * @example
 * const head: ReportHead = createReportHead(screener.ruleset)
 */
export interface ReportHead {
  readonly tool: { readonly name: string; readonly version: string }
  readonly ruleset: RulesetId
  /** The policy in force, where the caller knows it: the command does. */
  readonly policy?: Policy
}

/**
 * The number of documents, and of documents of each verdict.
 * @example
 * const { documents, clear }: Summary = summarise(screenings)
 */
export interface Summary extends Readonly<Record<Verdict, number>> {
  readonly documents: number
}

/**
 * A finding in a report: its title in one language; fields that do not apply are absent.
 * @example
 * const [finding]: readonly ReportFinding[] = reportDocument(screening, 'en').findings
 */
export interface ReportFinding extends Omit<Finding, 'title'> {
  readonly title: string
}

/**
 * The facts of a document in a report: those that are no text of it.
 * @example
 * const number = ({ facts }: ReportDocument) => facts?.number
 */
export type ReportFacts = Pick<
  DocumentFacts, 'form' | 'copyNumber' | 'urgency' | 'number' | 'issued' | 'disclosure' | 'printed'
>

/**
 * A screening in a report.
 * @example
 * const document: ReportDocument = reportDocument(screening, 'en')
 */
export interface ReportDocument {
  readonly path: string
  /** With `--mask-paths` only. */
  readonly pathId?: string
  readonly sha256?: string
  readonly format: DocumentFormat
  readonly bytes: number
  readonly verdict: Verdict
  /** What the document says of itself, without texts of it (title, signers, organs). */
  readonly facts?: ReportFacts
  readonly findings: readonly ReportFinding[]
  readonly gaps: readonly Gap[]
  readonly suppressed: readonly ReportFinding[]
  /** What limits the answer without being a gap; absent when there are none. */
  readonly remarks?: readonly RemarkCode[]
}

/**
 * What is known when every document has been screened.
 * @example
 * const end: ReportEnd = reportEnd(head, summarise(screenings))
 */
export interface ReportEnd extends ReportHead {
  readonly schema: typeof REPORT_SCHEMA
  /** The gravest of the documents; `incomplete` when there was none. */
  readonly verdict: Verdict
  readonly summary: Summary
}

/**
 * A whole report, `secrecy-screen/report/v2`: see `docs/report.schema.json`.
 * @example
 * const report: Report = createReport(head, screenings, 'en')
 */
export interface Report extends ReportEnd {
  readonly documents: readonly ReportDocument[]
}

/**
 * The head of a report. `ruleset` is that of the screener or of the pool; other properties of it are left out.
 * @example
 * const screener = await createScreener()
 * const head = createReportHead(screener.ruleset)
 */
export function createReportHead({ digest, lexicons }: RulesetId, tool: ReportHead['tool'] = TOOL): ReportHead {
  return { tool, ruleset: { digest, lexicons } }
}

const TOOL = { name: 'secrecy-screen', version }

/**
 * A report as plain data. The same screenings give the same report: keys have one order, and no time or machine is in
 * it.
 * @example
 * const { verdict, summary } = createReport(createReportHead(screener.ruleset), screenings, 'en')
 */
export function createReport(head: ReportHead, screenings: readonly Screening[], language: Language): Report {
  const { summary, verdict, ...start } = reportEnd(head, summarise(screenings))
  return { ...start, verdict, documents: screenings.map((one) => reportDocument(one, language)), summary }
}

/**
 * The end of a report, for formats that write each document as it comes.
 * @example
 * process.stdout.write(renderJsonLine(reportEnd(head, summarise(screenings))))
 */
export function reportEnd(head: ReportHead, summary: Summary): ReportEnd {
  const { tool, ruleset, policy } = head
  return {
    schema: REPORT_SCHEMA, tool, ruleset, ...(policy && { policy }), verdict: gravestVerdict(summary), summary,
  }
}

/**
 * Counts documents by verdict.
 * @example
 * summarise(screenings).block // how many must not be published
 */
export function summarise(screenings: Iterable<Pick<Screening, 'verdict'>>): Summary {
  const counts = { documents: 0, clear: 0, review: 0, block: 0, incomplete: 0 }
  for (const { verdict } of screenings) {
    counts.documents++
    counts[verdict]++
  }
  return counts
}

/**
 * The summary of no documents, to which `addToSummary` adds one at a time.
 * @example
 * let summary = emptySummary()
 * for await (const screening of screenPaths(['documents'])) summary = addToSummary(summary, screening)
 */
export function emptySummary(): Summary {
  return summarise([])
}

/**
 * A summary with one document more.
 * @example
 * const one = addToSummary(emptySummary(), screening)
 */
export function addToSummary(summary: Summary, { verdict }: Pick<Screening, 'verdict'>): Summary {
  return { ...summary, documents: summary.documents + 1, [verdict]: summary[verdict] + 1 }
}

/**
 * The gravest verdict of a summary. Without documents it is `incomplete`: nothing was examined.
 * @example
 * gravestVerdict(summarise(screenings)) // 'review'
 */
export function gravestVerdict(summary: Summary): Verdict {
  return VERDICTS.find((verdict) => summary[verdict] > 0) ?? 'incomplete'
}

/**
 * One document of a report, with its keys in the order of the schema.
 * @example
 * process.stdout.write(renderJsonLine(reportDocument(screening, 'en')))
 */
export function reportDocument(screening: Screening, language: Language): ReportDocument {
  return {
    path: screening.path,
    ...(screening.pathId !== undefined && { pathId: screening.pathId }),
    ...(screening.sha256 !== undefined && { sha256: screening.sha256 }),
    format: screening.format,
    bytes: screening.bytes,
    verdict: screening.verdict,
    ...reportFacts(screening.facts),
    findings: screening.findings.map((finding) => reportFinding(finding, language)),
    gaps: screening.gaps.map(reportGap),
    suppressed: screening.suppressed.map((finding) => reportFinding(finding, language)),
    ...(screening.remarks.length > 0 && { remarks: screening.remarks }),
  }
}

/** Reports hold no text of a document, with or without a ledger that keeps it. */
function reportFacts(facts: DocumentFacts = {}): { readonly facts?: ReportFacts } {
  const { form, copyNumber, urgency, number, issued, disclosure, printed } = facts
  const shown = {
    ...(form && { form }),
    ...(copyNumber !== undefined && { copyNumber }),
    ...(urgency !== undefined && { urgency }),
    ...(number !== undefined && { number }),
    ...(issued !== undefined && { issued }),
    ...(disclosure && { disclosure }),
    ...(printed !== undefined && { printed }),
  }
  return Object.keys(shown).length > 0 ? { facts: shown } : {}
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
    ...(finding.region && { region: finding.region }),
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
