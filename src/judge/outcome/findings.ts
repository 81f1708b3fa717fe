import { regionAt, type Layout } from '../../layout/index.js'
import { maskValue, type Masking } from '../../mask/index.js'
import type { Finding, Location, Part, Reason, Rule, Severity } from '../../model/index.js'
import type { Candidate } from '../candidate.js'
import { maskedKind, type DocumentValues } from './document-values.js'
import { Excerpts, toVisible } from './excerpt.js'
import type { Fingerprints } from './fingerprint.js'
import { Locator } from './locator.js'

/** How much of a document a finding may show. */
export interface FindingDisplay {
  readonly reveal: boolean
  readonly context: boolean
  readonly values: DocumentValues
  readonly layout: Layout
}

/**
 * Turns candidates into findings: adds location, fingerprint and the match as it may be shown. Yields where it may
 * pause.
 * @param candidates ordered by place
 */
export function* makeFindings(
  candidates: readonly Candidate[],
  rules: readonly Rule[],
  parts: readonly Part[],
  fingerprints: Fingerprints,
  display: FindingDisplay,
): Generator<'turn', Finding[]> {
  const { masking, spans } = display.values
  let locator: Locator | undefined
  let excerpts: Excerpts | undefined
  const findings: Finding[] = []
  for (const candidate of candidates) {
    if (findings.length % FINDINGS_PER_LOOK === 0) yield 'turn'
    const part = parts[candidate.part]!
    if (locator?.part !== part) {
      locator = new Locator(part)
      excerpts = new Excerpts(part, spans.get(candidate.part) ?? [], display.reveal ? undefined : masking)
    }
    const context = { locator, excerpts: excerpts!, fingerprints, display }
    findings.push(makeFinding(candidate, rules[candidate.rule]!, context))
  }
  return findings
}

/** Findings between two looks at the clock. */
const FINDINGS_PER_LOOK = 64

type Mutable<Record> = { -readonly [Key in keyof Record]: Record[Key] }

/** What the findings of one part share. */
interface FindingContext {
  readonly locator: Locator
  readonly excerpts: Excerpts
  readonly fingerprints: Fingerprints
  readonly display: FindingDisplay
}

/** Sets the fields one by one, in the order of the report; object literals with spreads take ten times as long. */
function makeFinding(
  candidate: Candidate, rule: Rule, { locator, excerpts, fingerprints, display }: FindingContext,
): Finding {
  const { part } = locator
  const finding = { rule: rule.id, category: rule.category, severity: severityOf(candidate, rule) } as Mutable<Finding>
  const level = candidate.level ?? rule.level
  if (level) finding.level = level
  finding.title = rule.title
  finding.basis = rule.basis
  if (rule.disposition) finding.disposition = rule.disposition
  finding.match = displayMatch(rule, part.text.slice(candidate.start, candidate.end), display)
  finding.visibility = candidate.visibility
  const location = locator.at(candidate.start)
  finding.location = display.reveal ? location : maskLocation(location, display.values.masking)
  const region = regionAt(display.layout, part, candidate.part, candidate.start)
  if (region) finding.region = region
  if (display.context || display.reveal) finding.context = excerpts.around(candidate)
  finding.reasons = withVisibility(candidate)
  finding.fingerprint = fingerprints.next(rule, part, candidate)
  return finding
}

/** A suppressed finding carries its rule's severity. */
function severityOf({ severity }: Candidate, rule: Rule): Severity {
  return severity === 'suppress' ? rule.severity : severity
}

/** Masks values; shows marks and terms that are no secret themselves on one line, without invisible characters. */
function displayMatch(rule: Rule, raw: string, { reveal }: FindingDisplay): string {
  const value = toVisible(raw)
  const kind = reveal ? undefined : maskedKind(rule)
  return kind ? maskValue(kind, value) : value
}

/** Sheets, parts and properties have names that authors choose. */
function maskLocation(location: Location, { text }: Masking): Location {
  const { name, sheet } = location
  if (name === undefined && sheet === undefined) return location
  return {
    ...location,
    ...(name !== undefined && { name: text(name) }),
    ...(sheet !== undefined && { sheet: text(sheet) }),
  }
}

/** Adds a reason where the text is not plainly visible. */
function withVisibility({ reasons, visibility }: Candidate): readonly Reason[] {
  return visibility === 'visible' ? reasons : [...reasons, { code: `${visibility}-text` }]
}
