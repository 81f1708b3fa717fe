import type { Finding, Gap, Screening, Severity } from '../../../model/index.js'
import { findingHeadline, findingSentence, reasonsSentence } from '../../sentences/finding-sentence.js'
import type { Language } from '../../language.js'
import { harmless } from '../../text/harmless.js'
import { messages, type Messages } from '../../messages/index.js'
import { fileLine, filePlaces, uriOf, type FilePlace } from '../file-places.js'
import { gravestVerdict, summarise, type ReportHead } from '../../report.js'
import type { RenderOptions } from '../render-options.js'
import { sarifRules, type SarifRules } from './rules.js'
import { gapSentence } from '../../sentences/gap-sentence.js'
import { placeSentence } from '../../sentences/place-sentence.js'

/**
 * The report as SARIF 2.1.0 (OASIS, errata 01). Findings and waived ones are results, a waived one with its
 * suppression; a gap is a notification of the run, and a run with gaps is not called successful. What was judged down
 * otherwise has no place here. Texts with lines have regions, in UTF-16 units; other places are logical locations.
 * @example
 * await writeFile('report.sarif', renderSarif(head, screenings, { base: process.cwd() }))
 */
export function renderSarif(
  head: ReportHead, screenings: readonly Screening[], options: RenderOptions = {},
): string {
  return `${JSON.stringify(sarifLog(head, screenings, options), null, 2).split('\n').map(harmless).join('\n')}\n`
}

function sarifLog(
  head: ReportHead, screenings: readonly Screening[], { language = 'zh-CN', base }: RenderOptions,
): object {
  const say = messages(language)
  const summary = summarise(screenings)
  const results = screenings.map(({ findings, suppressed }) =>
    [...findings, ...suppressed.filter(({ waiver }) => waiver)])
  const rules = sarifRules(results.flat(), say, language)
  const place = filePlaces(screenings, base)
  const telling: Telling = { say, language, rules, place }
  const driver = { ...head.tool, language, rules: rules.descriptors, notifications: notificationKinds(screenings, say) }
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver },
      language,
      columnKind: 'utf16CodeUnits',
      invocations: [invocation(screenings, telling)],
      artifacts: screenings.map((screening) => artifact(screening, place(screening.path))),
      results: screenings.flatMap((screening, index) =>
        results[index]!.map((finding) => result(finding, screening, index, telling))),
      properties: { verdict: gravestVerdict(summary), ruleset: head.ruleset, summary },
    }],
  }
}

interface Telling {
  readonly say: Messages
  readonly language: Language
  readonly rules: SarifRules
  readonly place: (path: string) => FilePlace
}

const LEVELS = { block: 'error', review: 'warning', note: 'note' } as const satisfies Record<Severity, string>

function result(
  finding: Finding, screening: Screening, index: number, { say, language, rules, place }: Telling,
): object {
  return {
    ruleId: finding.rule,
    ruleIndex: rules.indexOf(finding.rule),
    level: LEVELS[finding.severity],
    message: { text: findingSentence(finding, say, language) },
    locations: [location(finding, screening, place(screening.path), index, say)],
    partialFingerprints: { 'secrecyScreen/v1': finding.fingerprint },
    ...(finding.waiver && { suppressions: [suppression(finding.waiver)] }),
    properties: {
      visibility: finding.visibility,
      reasons: finding.reasons.map(({ code }) => code),
      explanation: reasonsSentence(finding, say),
      headline: findingHeadline(finding, say, language),
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

function location(finding: Finding, screening: Screening, file: FilePlace, index: number, say: Messages): object {
  const line = fileLine(finding, screening, file)
  const region = line && { startLine: line.line, ...(line.column !== undefined && { startColumn: line.column }) }
  const name = placeSentence(finding.location, say)
  const fullyQualifiedName = [file.member && harmless(file.member), name].filter(Boolean).join(' · ')
  return {
    physicalLocation: { artifactLocation: { ...artifactLocation(file), index }, ...(region && { region }) },
    ...(!region && { logicalLocations: [{ name, fullyQualifiedName, kind: finding.location.kind }] }),
  }
}

function artifact({ sha256, bytes, format }: Screening, file: FilePlace): object {
  return {
    location: artifactLocation(file),
    ...(file.member !== undefined && { description: { text: harmless(file.member) } }),
    length: bytes,
    roles: ['analysisTarget'],
    ...(sha256 !== undefined && { hashes: { 'sha-256': sha256 } }),
    properties: { format },
  }
}

function artifactLocation({ file }: FilePlace): object {
  return { uri: uriOf(file), ...(!file.startsWith('/') && { uriBaseId: 'SRCROOT' }) }
}

function invocation(screenings: readonly Screening[], telling: Telling): object {
  const notifications = screenings.flatMap((screening) =>
    screening.gaps.map((gap) => notification(gap, screening, telling)))
  return { executionSuccessful: notifications.length === 0, toolExecutionNotifications: notifications }
}

function notification(gap: Gap, { path }: Screening, { say, place }: Telling): object {
  const file = place(path)
  const member = file.member === undefined ? '' : `${harmless(file.member)} · `
  return {
    descriptor: { id: gap.reason },
    level: 'error',
    message: { text: member + gapSentence(gap, say) },
    locations: [{ physicalLocation: { artifactLocation: artifactLocation(file) } }],
  }
}

function notificationKinds(screenings: readonly Screening[], say: Messages): object[] {
  const reasons = new Set(screenings.flatMap(({ gaps }) => gaps.map(({ reason }) => reason)))
  return [...reasons].sort().map((id) => ({ id, shortDescription: { text: say.gaps[id] } }))
}
