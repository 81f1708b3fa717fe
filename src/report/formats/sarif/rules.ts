import { SEVERITIES, type Finding, type Severity } from '../../../model/index.js'
import { harmless } from '../../text/harmless.js'
import type { Messages } from '../../messages/index.js'
import type { Language } from '../../language.js'

/** The rules a SARIF run names. */
export interface SarifRules {
  readonly descriptors: readonly object[]
  /** Where the descriptor of a rule stands. */
  indexOf(rule: string): number
}

/** One descriptor for each rule that found something, by rule id: what it is, its legal ground, what is to be done. */
export function sarifRules(findings: readonly Finding[], say: Messages, language: Language): SarifRules {
  const seen = new Map<string, Finding>()
  for (const finding of findings) {
    const other = seen.get(finding.rule)
    if (!other || rank(finding.severity) < rank(other.severity)) seen.set(finding.rule, finding)
  }
  const ids = [...seen.keys()].sort()
  const places = new Map(ids.map((id, index) => [id, index]))
  return {
    descriptors: ids.map((id) => descriptor(seen.get(id)!, say, language)),
    indexOf: (rule) => places.get(rule) ?? -1,
  }
}

function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity)
}

const LEVELS = { block: 'error', review: 'warning', note: 'note' } as const
/** What code hosts sort security results by, 0 to 10. */
const SECURITY = { block: '9.0', review: '6.0', note: '2.0' } as const

function descriptor(
  { rule, title, category, severity, basis, disposition }: Finding, say: Messages, language: Language,
): object {
  const { report } = say
  const grounds = basis.map(harmless)
  const action = disposition && say.dispositions[disposition]
  const help = [
    ...(grounds.length > 0 ? [`${report.basis}${report.separator}${grounds.join(report.list)}`] : []),
    ...(action ? [`${report.disposition}${report.separator}${action}`] : []),
  ]
  return {
    id: rule,
    shortDescription: { text: harmless(title[language]) },
    fullDescription: { text: `${harmless(title[language])} (${say.categories[category]})` },
    help: { text: [harmless(title[language]), ...help].join('\n') },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      category, basis, tags: ['security', category], 'security-severity': SECURITY[severity],
      ...(disposition && { disposition }),
    },
  }
}
