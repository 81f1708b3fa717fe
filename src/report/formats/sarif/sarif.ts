import type { Finding, Gap, Screening, Severity } from '../../../model/index.js'
import { findingHeadline, findingSentence, reasonsSentence } from '../../sentences/finding-sentence.js'
import type { Language } from '../../language.js'
import { escapeControls } from '../../text/escape-controls.js'
import { shownPath } from '../../text/shown-path.js'
import { messagesIn, type Messages } from '../../messages/index.js'
import { fileLine, fileLocator, fileUri, type FileLocation } from '../file-location.js'
import { gravestVerdict, summarise, type ReportHead } from '../../report.js'
import type { RenderOptions } from '../render-options.js'
import { sarifRules, type SarifRules } from './rules.js'
import { gapSentence } from '../../sentences/gap-sentence.js'
import { placeSentence } from '../../sentences/place-sentence.js'

/**
 * The report as SARIF 2.1.0 (OASIS, errata 01). Findings are results, waived ones with a suppression; other suppressed
 * hits are left out. Gaps are notifications of the run, and a run with gaps is not successful. Findings in text files
 * have regions, in UTF-16 units; those in other formats have logical locations.
 * @example
 * await writeFile('report.sarif', renderSarif(head, screenings, { base: process.cwd() }))
 */
export function renderSarif(
  head: ReportHead, screenings: readonly Screening[], options: RenderOptions = {},
): string {
  return `${JSON.stringify(sarifLog(head, screenings, options), null, 2).split('\n').map(escapeControls).join('\n')}\n`
}

function sarifLog(
  head: ReportHead, screenings: readonly Screening[], { language = 'zh-CN', base }: RenderOptions,
): object {
  const messages = messagesIn(language)
  const summary = summarise(screenings)
  const results = screenings.map(({ findings, suppressed }) =>
    [...findings, ...suppressed.filter(({ waiver }) => waiver)])
  const rules = sarifRules(results.flat(), messages, language)
  const place = fileLocator(screenings, base)
  const context: SarifContext = { messages, language, rules, locate: place }
  const notifications = notificationKinds(screenings, messages)
  const driver = { ...head.tool, language, rules: rules.descriptors, notifications }
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver },
      language,
      columnKind: 'utf16CodeUnits',
      invocations: [invocation(screenings, context)],
      artifacts: screenings.map((screening) => artifact(screening, place(screening.path))),
      results: screenings.flatMap((screening, index) =>
        results[index]!.map((finding) => result(finding, screening, index, context))),
      properties: {
        verdict: gravestVerdict(summary), ruleset: head.ruleset, ...(head.policy && { policy: head.policy }), summary,
      },
    }],
  }
}

interface SarifContext {
  readonly messages: Messages
  readonly language: Language
  readonly rules: SarifRules
  readonly locate: (path: string) => FileLocation
}

const LEVELS = { block: 'error', review: 'warning', note: 'note' } as const satisfies Record<Severity, string>

function result(
  finding: Finding, screening: Screening, index: number, { messages, language, rules, locate: place }: SarifContext,
): object {
  return {
    ruleId: finding.rule,
    ruleIndex: rules.indexOf(finding.rule),
    level: LEVELS[finding.severity],
    message: { text: findingSentence(finding, messages, language) },
    locations: [location(finding, screening, place(screening.path), index, messages)],
    partialFingerprints: { 'secrecyScreen/v1': finding.fingerprint },
    ...(finding.waiver && { suppressions: [suppression(finding.waiver)] }),
    properties: {
      visibility: finding.visibility,
      reasons: finding.reasons.map(({ code }) => code),
      explanation: reasonsSentence(finding, messages),
      headline: findingHeadline(finding, messages, language),
      ...(finding.level && { level: finding.level }),
    },
  }
}

function suppression({ reason, approver, expires }: NonNullable<Finding['waiver']>): object {
  return {
    kind: 'external',
    status: 'accepted',
    justification: reason,
    properties: { approver, ...(expires !== undefined && { expires }) },
  }
}

function location(
  finding: Finding, screening: Screening, file: FileLocation, index: number, messages: Messages,
): object {
  const line = fileLine(finding, screening, file)
  const region = line && { startLine: line.line, ...(line.column !== undefined && { startColumn: line.column }) }
  const name = placeSentence(finding.location, messages)
  const fullyQualifiedName = [file.member && shownPath(file.member), name].filter(Boolean).join(' · ')
  return {
    physicalLocation: { artifactLocation: { ...artifactLocation(file), index }, ...(region && { region }) },
    ...(!region && { logicalLocations: [{ name, fullyQualifiedName, kind: finding.location.kind }] }),
  }
}

function artifact({ pathId, sha256, bytes, format }: Screening, file: FileLocation): object {
  return {
    location: artifactLocation(file),
    ...(file.member !== undefined && { description: { text: shownPath(file.member) } }),
    length: bytes,
    roles: ['analysisTarget'],
    ...(sha256 !== undefined && { hashes: { 'sha-256': sha256 } }),
    properties: { format, ...(pathId !== undefined && { pathId }) },
  }
}

function artifactLocation({ file }: FileLocation): object {
  return { uri: fileUri(file), ...(!file.startsWith('/') && { uriBaseId: 'SRCROOT' }) }
}

function invocation(screenings: readonly Screening[], context: SarifContext): object {
  const notifications = screenings.flatMap((screening) =>
    screening.gaps.map((gap) => notification(gap, screening, context)))
  return { executionSuccessful: notifications.length === 0, toolExecutionNotifications: notifications }
}

function notification(gap: Gap, { path }: Screening, { messages, locate: place }: SarifContext): object {
  const file = place(path)
  const member = file.member === undefined ? '' : `${shownPath(file.member)} · `
  return {
    descriptor: { id: gap.reason },
    level: 'error',
    message: { text: member + gapSentence(gap, messages) },
    locations: [{ physicalLocation: { artifactLocation: artifactLocation(file) } }],
  }
}

function notificationKinds(screenings: readonly Screening[], messages: Messages): object[] {
  const reasons = new Set(screenings.flatMap(({ gaps }) => gaps.map(({ reason }) => reason)))
  return [...reasons].sort().map((id) => ({ id, shortDescription: { text: messages.gaps[id] } }))
}
