import { SEVERITIES, type Finding, type Severity } from '../../../model/index.js'
import { removalSentence } from '../../sentences/left-sentence.js'
import { escapeControls } from '../../text/escape-controls.js'
import type { Messages } from '../../messages/index.js'
import type { Language } from '../../language.js'

/** The rules of a SARIF run. */
export interface SarifRules {
  readonly descriptors: readonly object[]
  /** The index of the descriptor of a rule. */
  indexOf(rule: string): number
}

/** A descriptor for each rule with findings, by rule id: its title, its legal basis, what to do. */
export function sarifRules(findings: readonly Finding[], messages: Messages, language: Language): SarifRules {
  const seen = new Map<string, Finding>()
  for (const finding of findings) {
    const other = seen.get(finding.rule)
    if (!other || rank(finding.severity) < rank(other.severity)) seen.set(finding.rule, finding)
  }
  const ids = [...seen.keys()].sort()
  const places = new Map(ids.map((id, index) => [id, index]))
  return {
    descriptors: ids.map((id) => descriptor(seen.get(id)!, messages, language)),
    indexOf: (rule) => places.get(rule) ?? -1,
  }
}

function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity)
}

const LEVELS = { block: 'error', review: 'warning', note: 'note' } as const
/** Code hosts sort results by this number, 0 to 10. */
const SECURITY = { block: '9.0', review: '6.0', note: '2.0' } as const

function descriptor(
  finding: Finding, messages: Messages, language: Language,
): object {
  const { rule, title, category, severity, basis, disposition } = finding
  const { report, left } = messages
  const grounds = basis.map(escapeControls)
  const action = disposition && messages.dispositions[disposition]
  const removal = removalSentence(finding, messages)
  const help = [
    ...(grounds.length > 0 ? [`${report.basis}${report.separator}${grounds.join(report.list)}`] : []),
    ...(action ? [`${report.disposition}${report.separator}${action}`] : []),
    ...(removal ? [`${left.removal}${report.separator}${removal}`] : []),
  ]
  return {
    id: rule,
    shortDescription: { text: escapeControls(title[language]) },
    fullDescription: { text: `${escapeControls(title[language])} (${messages.categories[category]})` },
    help: { text: [escapeControls(title[language]), ...help].join('\n') },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      category, basis, tags: ['security', category], 'security-severity': SECURITY[severity],
      ...(disposition && { disposition }),
    },
  }
}
