import type { Finding, Part, Reason, Rule, Severity, Span } from '../../model/index.js'
import { DROPPED, foldTable } from '../../normalise/index.js'
import type { Candidate } from '../candidate.js'
import type { Fingerprints } from './fingerprint.js'
import { Locator } from './locator.js'
import { maskText, maskValue } from './mask.js'

/** How much of a document a finding may show. */
export interface Showing {
  readonly reveal: boolean
  readonly context: boolean
}

/**
 * Makes the findings of candidates, which must come by place: placed, named, and fit to be shown. A suppressed one
 * carries its rule's severity.
 */
export function showFindings(
  candidates: readonly Candidate[],
  rules: readonly Rule[],
  parts: readonly Part[],
  prints: Fingerprints,
  showing: Showing,
): Finding[] {
  let locator: Locator | undefined
  return candidates.map((candidate) => {
    const part = parts[candidate.part]!
    if (locator?.part !== part) locator = new Locator(part)
    return show(candidate, rules[candidate.rule]!, part, locator, prints, showing)
  })
}

type Mutable<Record> = { -readonly [Key in keyof Record]: Record[Key] }

/**
 * Fields are set one by one, in the order of the report: literals with pieces spread into them take ten times as long.
 */
function show(
  candidate: Candidate, rule: Rule, part: Part, locator: Locator, prints: Fingerprints, showing: Showing,
): Finding {
  const finding = { rule: rule.id, category: rule.category, severity: severityOf(candidate, rule) } as Mutable<Finding>
  const level = candidate.level ?? rule.level
  if (level) finding.level = level
  finding.title = rule.title
  finding.basis = rule.basis
  if (rule.disposition) finding.disposition = rule.disposition
  finding.match = showValue(rule, part.text.slice(candidate.start, candidate.end), showing)
  finding.visibility = candidate.visibility
  finding.location = locator.at(candidate.start)
  if (showing.context || showing.reveal) finding.context = contextOf(part.text, candidate, showing)
  finding.reasons = withVisibility(candidate)
  finding.fingerprint = prints.next(rule, part, candidate)
  return finding
}

/** A suppressed one carries its rule's. */
function severityOf({ severity }: Candidate, rule: Rule): Severity {
  return severity === 'suppress' ? rule.severity : severity
}

/** Values are masked; rule words and marks stand as they are, on one line and without what cannot be seen. */
function showValue(rule: Rule, raw: string, { reveal }: Showing): string {
  const value = seen(raw)
  if (reveal) return value
  if (rule.detector.kind === 'identifier') return maskValue(rule.detector.identifier, value)
  return rule.sensitive ? maskValue('term', value) : value
}

const MOST_CONTEXT = 20

function contextOf(text: string, { start, end }: Span, { reveal }: Showing): NonNullable<Finding['context']> {
  const before = seen(lastLine(text.slice(Math.max(0, start - CONTEXT_READ), start)))
  const after = seen(text.slice(end, end + CONTEXT_READ).split(LINE_END, 1)[0]!)
  const fit = reveal ? (side: string) => side : maskText
  return { before: tail(fit(before)), after: head(fit(after)) }
}

/** Read more than is shown, so that a number cut by the edge is still masked as one. */
const CONTEXT_READ = 80
const LINE_END = /[\n\f\v\r\u0085\u2028\u2029]/

function lastLine(text: string): string {
  return text.split(LINE_END).at(-1)!
}

function tail(text: string): string {
  return [...text].slice(-MOST_CONTEXT).join('')
}

function head(text: string): string {
  return [...text].slice(0, MOST_CONTEXT).join('')
}

/** Text as a reader sees it: without invisible characters, a border shown as one space. */
function seen(text: string): string {
  const { units, spaces } = foldTable()
  let result = ''
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (spaces[unit] === 2) result += ' '
    else if (units[unit] !== DROPPED) result += text.charAt(at)
  }
  return result.toWellFormed()
}

/** Text that is not plainly on the page says so. */
function withVisibility({ reasons, visibility }: Candidate): readonly Reason[] {
  return visibility === 'visible' ? reasons : [...reasons, { code: `${visibility}-text` }]
}
