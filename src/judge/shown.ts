import type { Finding, Part, Reason, Rule, Severity, Span } from '../model/index.js'
import { DROPPED, foldTable } from '../normalise/index.js'
import type { Candidate } from './candidate.js'
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
    const rule = rules[candidate.rule]!
    return {
      ...groundsOf(candidate, rule),
      match: showValue(rule, part.text.slice(candidate.start, candidate.end), showing),
      visibility: candidate.visibility,
      location: locator.at(candidate.start),
      ...((showing.context || showing.reveal) && { context: contextOf(part.text, candidate, showing) }),
      reasons: [...candidate.reasons, ...visibilityReasons(candidate)],
      fingerprint: prints.next(rule, part, candidate),
    }
  })
}

type Grounds = Pick<Finding, 'rule' | 'category' | 'severity' | 'level' | 'title' | 'basis' | 'disposition'>

function groundsOf(candidate: Candidate, rule: Rule): Grounds {
  const severity: Severity = candidate.severity === 'suppress' ? rule.severity : candidate.severity
  const level = candidate.level ?? rule.level
  return {
    rule: rule.id,
    category: rule.category,
    severity,
    ...(level && { level }),
    title: rule.title,
    basis: rule.basis,
    ...(rule.disposition && { disposition: rule.disposition }),
  }
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
  return result.replace(/\p{Surrogate}/gu, '\ufffd')
}

function visibilityReasons({ visibility }: Candidate): Reason[] {
  return visibility === 'visible' ? [] : [{ code: `${visibility}-text` }]
}
