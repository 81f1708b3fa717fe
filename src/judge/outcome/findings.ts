import type { Finding, Part, Reason, Rule, Severity, Span } from '../../model/index.js'
import { DROPPED, foldTable } from '../../normalise/index.js'
import type { Candidate } from '../candidate.js'
import type { Fingerprints } from './fingerprint.js'
import { Locator } from './locator.js'
import { maskText, maskValue } from './mask.js'

/** How much of a document a finding may show. */
export interface FindingDisplay {
  readonly reveal: boolean
  readonly context: boolean
}

/**
 * Turns candidates into findings: adds location, fingerprint and the match as it may be shown.
 * @param candidates ordered by place
 */
export function makeFindings(
  candidates: readonly Candidate[],
  rules: readonly Rule[],
  parts: readonly Part[],
  fingerprints: Fingerprints,
  display: FindingDisplay,
): Finding[] {
  let locator: Locator | undefined
  return candidates.map((candidate) => {
    const part = parts[candidate.part]!
    if (locator?.part !== part) locator = new Locator(part)
    return makeFinding(candidate, rules[candidate.rule]!, part, locator, fingerprints, display)
  })
}

type Mutable<Record> = { -readonly [Key in keyof Record]: Record[Key] }

/** Sets the fields one by one, in the order of the report; object literals with spreads take ten times as long. */
function makeFinding(
  candidate: Candidate, rule: Rule, part: Part, locator: Locator, fingerprints: Fingerprints, display: FindingDisplay,
): Finding {
  const finding = { rule: rule.id, category: rule.category, severity: severityOf(candidate, rule) } as Mutable<Finding>
  const level = candidate.level ?? rule.level
  if (level) finding.level = level
  finding.title = rule.title
  finding.basis = rule.basis
  if (rule.disposition) finding.disposition = rule.disposition
  finding.match = displayMatch(rule, part.text.slice(candidate.start, candidate.end), display)
  finding.visibility = candidate.visibility
  finding.location = locator.at(candidate.start)
  if (display.context || display.reveal) finding.context = contextOf(part.text, candidate, display)
  finding.reasons = withVisibility(candidate)
  finding.fingerprint = fingerprints.next(rule, part, candidate)
  return finding
}

/** A suppressed finding carries its rule's severity. */
function severityOf({ severity }: Candidate, rule: Rule): Severity {
  return severity === 'suppress' ? rule.severity : severity
}

/** Masks identifiers and sensitive terms; shows other terms and marks on one line, without invisible characters. */
function displayMatch(rule: Rule, raw: string, { reveal }: FindingDisplay): string {
  const value = toVisible(raw)
  if (reveal) return value
  if (rule.detector.kind === 'identifier') return maskValue(rule.detector.identifier, value)
  return rule.sensitive ? maskValue('term', value) : value
}

/** Characters of context shown on each side. */
const MAX_CONTEXT = 20

function contextOf(text: string, { start, end }: Span, { reveal }: FindingDisplay): NonNullable<Finding['context']> {
  const before = toVisible(lastLine(text.slice(Math.max(0, start - CONTEXT_READ), start)))
  const after = toVisible(text.slice(end, end + CONTEXT_READ).split(LINE_END, 1)[0]!)
  const mask = reveal ? (side: string) => side : maskText
  return { before: tail(mask(before)), after: head(mask(after)) }
}

/** Units read on each side: more than is shown, so that a number at the edge is masked as a whole. */
const CONTEXT_READ = 80
const LINE_END = /[\n\f\v\r\u0085\u2028\u2029]/

function lastLine(text: string): string {
  return text.split(LINE_END).at(-1)!
}

function tail(text: string): string {
  return [...text].slice(-MAX_CONTEXT).join('')
}

function head(text: string): string {
  return [...text].slice(0, MAX_CONTEXT).join('')
}

/** A text without invisible characters, each border as one space. */
function toVisible(text: string): string {
  const { units, spaces } = foldTable()
  let result = ''
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (spaces[unit] === 2) result += ' '
    else if (units[unit] !== DROPPED) result += text.charAt(at)
  }
  return result.toWellFormed()
}

/** Adds a reason where the text is not plainly visible. */
function withVisibility({ reasons, visibility }: Candidate): readonly Reason[] {
  return visibility === 'visible' ? reasons : [...reasons, { code: `${visibility}-text` }]
}
