import {
  reachesThreshold, type Finding, type Gap, type Policy, type Screening, type Severity,
} from '../../model/index.js'
import { findingDetails, findingSentence, waiverSentence } from '../sentences/finding-sentence.js'
import { isUsualContent } from '../sentences/left-sentence.js'
import { escapeControls } from '../text/escape-controls.js'
import { shownPath } from '../text/shown-path.js'
import { escapeMarkup } from '../text/escape-markup.js'
import { messagesIn, type Messages } from '../messages/index.js'
import type { Language } from '../language.js'
import type { ReportHead } from '../report.js'
import type { RenderOptions } from './render-options.js'
import { gapSentence } from '../sentences/gap-sentence.js'
import { policyRemarks } from '../sentences/policy-sentence.js'

/**
 * The report as JUnit XML for build servers: a suite for each document, with a failed case for each finding of
 * `failOn` or graver, a passed case for each other finding, an error for each gap, and a skipped case for each waived
 * finding. Elements and attributes follow the schema of Jenkins's JUnit plugin.
 * @example
 * await writeFile('junit.xml', renderJunit(head, screenings, { failOn: 'block' }))
 */
export function renderJunit(
  head: ReportHead, screenings: readonly Screening[], { language = 'zh-CN', failOn = 'review' }: RenderOptions = {},
): string {
  const messages = messagesIn(language)
  const suites = screenings.map((screening) => suiteOf(screening, messages, language, failOn))
  const total = sum(suites)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${attribute(`${head.tool.name} ${head.tool.version}`)}" ${counts(total)}>`,
    ...policySuite(head.policy, messages),
    ...suites.flatMap(({ lines }) => lines),
    '</testsuites>',
    '',
  ].join('\n')
}

/** Properties are allowed in suites only, so the policy has a suite without cases. */
function policySuite(policy: Policy | undefined, messages: Messages): string[] {
  if (!policy) return []
  const property = (name: string, value: string): string =>
    `      <property name="${name}" value="${attribute(value)}"/>`
  return [
    '  <testsuite name="policy" tests="0" failures="0" errors="0" skipped="0">',
    '    <properties>',
    property('policy.digest', policy.digest),
    ...policy.files.map(({ kind, source, commit, path, digest }) =>
      property(`policy.${kind}`, [source, commit, path, digest].filter(Boolean).join(' '))),
    ...policyRemarks(policy, messages).map(({ rule, sentence }) => property(rule, sentence)),
    '    </properties>',
    '  </testsuite>',
  ]
}

interface Counts {
  readonly tests: number
  readonly failures: number
  readonly errors: number
  readonly skipped: number
}

interface Suite extends Counts {
  readonly lines: readonly string[]
}

function suiteOf(screening: Screening, messages: Messages, language: Language, failOn: Severity): Suite {
  const fails = (finding: Finding): boolean => reachesThreshold(finding, failOn)
  const waived = screening.suppressed.filter(({ waiver }) => waiver)
  const cases = [
    ...screening.findings.filter((one) => !isUsualContent(one)).map((finding) =>
      findingCase(finding, screening, fails(finding) ? 'failure' : 'note', messages, language)),
    ...screening.gaps.map((gap) => gapCase(gap, screening, messages)),
    ...waived.map((finding) => findingCase(finding, screening, 'skipped', messages, language)),
  ]
  const clear = cases.length === 0 ? [`    <testcase ${named(messages.verdicts[screening.verdict], screening)}/>`] : []
  const count = {
    tests: cases.length + clear.length,
    failures: screening.findings.filter(fails).length,
    errors: screening.gaps.length,
    skipped: waived.length,
  }
  const name = escapeMarkup(shownPath(screening.path))
  const open = `  <testsuite name="${name}" ${counts(count)} skipped="${waived.length}">`
  return { ...count, lines: [open, ...cases.flat(), ...clear, '  </testsuite>'] }
}

function findingCase(
  finding: Finding, screening: Screening, kind: 'failure' | 'skipped' | 'note', messages: Messages, language: Language,
): string[] {
  const sentence = findingSentence(finding, messages, language)
  const body = findingDetails(finding, messages).map((line) => escapeMarkup(line)).join('\n')
  const element = {
    failure: `<failure type="${attribute(finding.rule)}" message="${attribute(sentence)}">${body}</failure>`,
    skipped: `<skipped message="${attribute(waiverSentence(finding, messages) ?? '')}"/>`,
    note: `<system-out>${body}</system-out>`,
  }[kind]
  return [`    <testcase ${named(sentence, screening)}>`, `      ${element}`, '    </testcase>']
}

function gapCase(gap: Gap, screening: Screening, messages: Messages): string[] {
  const sentence = gapSentence(gap, messages)
  const error = `<error type="${attribute(gap.reason)}" message="${attribute(sentence)}"/>`
  return [`    <testcase ${named(sentence, screening)}>`, `      ${error}`, '    </testcase>']
}

function named(name: string, { path }: Screening): string {
  return `name="${attribute(name)}" classname="${escapeMarkup(shownPath(path))}"`
}

function attribute(text: string): string {
  return escapeMarkup(escapeControls(text))
}

function counts({ tests, failures, errors }: Counts): string {
  return `tests="${tests}" failures="${failures}" errors="${errors}"`
}

function sum(suites: readonly Counts[]): Counts {
  const add = (of: (counts: Counts) => number): number => suites.reduce((total, suite) => total + of(suite), 0)
  return {
    tests: add((s) => s.tests),
    failures: add((s) => s.failures),
    errors: add((s) => s.errors),
    skipped: add((s) => s.skipped),
  }
}
