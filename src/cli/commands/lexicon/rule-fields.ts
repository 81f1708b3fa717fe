import {
  citedClause, displayTerm, termsOf, type Law, type Lexicon, type LexiconRule, type Overridden,
} from '../../../lexicon/index.js'
import type { Rule } from '../../../model/index.js'
import type { Language } from '../../../report/index.js'
import { fill, type Messages } from '../../../report/messages/index.js'
import type { Field } from '../../output/fields.js'

/** Describes a rule: name, basis, what it finds, examples. Terms of a sensitive rule are masked without `reveal`. */
export function ruleFields(
  home: Lexicon, { rule, valid, mustHit, mustMiss, overrides }: LexiconRule,
  messages: Messages, language: Language, reveal: boolean, laws: readonly Law[],
): Field[] {
  const { lexicon, report } = messages
  const list = (words: readonly string[]) => words.join(report.list)
  const examples = (rule.sensitive && !reveal) ? [] : [
    ...mustHit.map(({ text }): Field => [lexicon.mustHit, text]),
    ...mustMiss.map(({ text }): Field => [lexicon.mustMiss, text]),
  ]
  const fields: Field[] = [
    [lexicon.rule, rule.id],
    [lexicon.title, rule.title[language]],
    [lexicon.lexicon, `${home.id} ${home.version} · ${home.owner}`],
    [lexicon.source, home.source],
    [lexicon.category, messages.categories[rule.category]],
    [lexicon.severity, messages.severities[rule.severity]],
    [lexicon.level, rule.level ?? ''],
    [lexicon.basis, list(rule.basis)],
    ...rule.basis.flatMap((basis) => dutyField(basis, laws, messages)),
    [lexicon.disposition, rule.disposition ? messages.dispositions[rule.disposition] : ''],
    [lexicon.valid, [valid.from ?? '', valid.to ?? ''].join(' – ').trim().replace(/^–$/, '')],
    ...overrides.map((override): Field => [lexicon.overrides, overrideSentence(override, messages)]),
    ...detectorFields(rule, messages, reveal),
    ...examples,
  ]
  return fields.filter(([, text]) => text !== '')
}

/** What the law says, and since when it is in force. */
function dutyField(basis: string, laws: readonly Law[], { lexicon }: Messages): Field[] {
  const { law, clause } = citedClause(basis, laws) ?? {}
  if (law === undefined || clause?.duty === undefined) return []
  return [[lexicon.duty, fill(lexicon.dutyText, { basis, from: law.from, duty: clause.duty })]]
}

/** What the rule finds: its terms, or the settings of its detector as the lexicon writes them. */
function detectorFields(rule: Rule, { lexicon, report }: Messages, reveal: boolean): Field[] {
  const { detector } = rule
  if (detector.kind !== 'terms') return [[lexicon.finds, settingsOf(detector)]]
  const { kind, edges, spaces, stances, otherwise, parts, except, near, value } = detector
  const words = (list: readonly string[]) => list.map((word) => displayTerm(rule, word, reveal)).join(report.list)
  return [
    [lexicon.finds, settingsOf({
      kind, edges, spaces, stances, otherwise, ...(value && { value }), ...(parts && { parts }),
    })],
    [`${lexicon.terms} (${termsOf(rule).length})`, words(termsOf(rule))],
    [lexicon.except, words(except)],
    [lexicon.near, near ? `${near.any.join(report.list)} (${near.within})` : ''],
  ]
}

function settingsOf(settings: object): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(', ') : String(value)}`)
    .join(' · ')
}

/** How a higher layer changed a rule. */
export function overrideSentence(
  { by, severity, disabled, reason, words }: Overridden, { lexicon, report, severities }: Messages,
): string {
  if (disabled !== undefined) return fill(lexicon.disabledBy, { lexicon: by, reason: disabled })
  const changes = [
    ...(severity ? [fill(lexicon.loweredBy, { lexicon: by, severity: severities[severity] })] : []),
    ...(words > 0 ? [fill(lexicon.changedBy, { lexicon: by })] : []),
    ...(reason !== undefined ? [reason] : []),
  ]
  return changes.join(report.list)
}
