import { complain, SEVERITIES, type Complaint, type Detector, type Rule, type Weakening } from '../model/index.js'
import { foldTerm } from '../normalise/index.js'
import { LAYERS, type Lexicon, type LexiconRule, type Override } from './lexicon.js'

/** Lexicons with their overrides applied, and the overrides that could not be. */
export interface LayeredLexicons {
  /** In the order given. */
  readonly lexicons: readonly Lexicon[]
  readonly complaints: readonly Complaint[]
}

/**
 * Applies the overrides of all lexicons in the order of the layers (national, sector, local, unit), and within a layer
 * in the order given. An override changes a rule of a lower layer. Complaints are made of overrides that match no such
 * rule or do not fit it, and of those that weaken a rule of severity `block` without a reason.
 */
export function applyOverrides(lexicons: readonly Lexicon[]): LayeredLexicons {
  const rules = new Map(lexicons.flatMap((lexicon) =>
    lexicon.rules.map((lexiconRule) => [lexiconRule.rule.id, { lexicon, lexiconRule }] as const)))
  const complaints: Complaint[] = []
  for (const by of byLayer(lexicons)) {
    for (const override of by.overrides) {
      const target = rules.get(override.rule)
      const faults = target
        ? faultsOf(override, by, target.lexicon, target.lexiconRule.rule)
        : [complain(override.position, 'override-unknown')]
      complaints.push(...faults)
      if (!target || faults.length > 0) continue
      rules.set(override.rule, { ...target, lexiconRule: overridden(target.lexiconRule, override, by) })
    }
  }
  const current = ({ rule }: LexiconRule) => rules.get(rule.id)!.lexiconRule
  return { lexicons: lexicons.map((lexicon) => ({ ...lexicon, rules: lexicon.rules.map(current) })), complaints }
}

function byLayer(lexicons: readonly Lexicon[]): Lexicon[] {
  return LAYERS.flatMap((layer) => lexicons.filter((lexicon) => lexicon.layer === layer))
}

/** What is wrong with an override by one lexicon of a rule of another. */
function faultsOf(override: Override, by: Lexicon, of: Lexicon, { severity, detector }: Rule): Complaint[] {
  const { position, addTerms, removeTerms, addExcept } = override
  const faults: Complaint[] = []
  if (LAYERS.indexOf(of.layer) >= LAYERS.indexOf(by.layer)) {
    faults.push(complain(position, 'override-layer', { homeLayer: of.layer, layer: by.layer }))
  }
  if (severity === 'block' && weakens(override) && override.reason === undefined && override.disabled === undefined) {
    faults.push(complain(position, 'override-reason'))
  }
  if (detector.kind === 'terms') faults.push(...termFaults(detector.terms, override))
  else if (addTerms.length + removeTerms.length > 0) faults.push(complain(position, 'override-no-terms'))
  if (addExcept.length > 0 && !('except' in detector)) {
    faults.push(complain(position, 'override-no-exceptions'))
  }
  return faults
}

/** True when fewer hits are found or their severity is lower. For a rule of `block`, any other severity is lower. */
function weakens({ severity, disabled, removeTerms, addExcept }: Override): boolean {
  const lowered = severity !== undefined && severity !== SEVERITIES[0]
  return disabled !== undefined || lowered || removeTerms.length + addExcept.length > 0
}

function termFaults(
  terms: readonly string[], { position, addTerms: add, removeTerms: remove }: Override,
): Complaint[] {
  const known = new Set(terms.map(foldTerm))
  const gone = new Set(remove.map(foldTerm))
  const left = [...known].filter((term) => !gone.has(term)).length + add.length
  const has = (term: string): boolean => known.has(foldTerm(term)) && !gone.has(foldTerm(term))
  const complaints = (
    reason: 'override-not-term' | 'override-has-term' | 'override-short-term', list: readonly string[],
    isWrong: (term: string) => boolean,
  ): Complaint[] => list.flatMap((term, index) => (isWrong(term) ? [complain(position, reason, { index })] : []))
  return [
    ...complaints('override-not-term', remove, (term) => !known.has(foldTerm(term))),
    ...complaints('override-has-term', add, has),
    ...complaints('override-short-term', add, (term) => [...foldTerm(term)].length < 2),
    ...(left === 0 ? [complain(position, 'override-no-term-left')] : []),
  ]
}

function overridden(lexiconRule: LexiconRule, override: Override, by: Lexicon): LexiconRule {
  const { rule } = lexiconRule
  const { severity, disabled, reason } = override
  const applied = {
    by: by.id,
    ...(severity && { severity }),
    ...(disabled !== undefined && { disabled }),
    ...(reason !== undefined && { reason }),
  }
  const words = override.addTerms.length + override.removeTerms.length + override.addExcept.length
  return {
    ...lexiconRule,
    rule: { ...rule, ...(severity && { severity }), detector: detectorWith(rule.detector, override) },
    disabled: lexiconRule.disabled || disabled !== undefined,
    overrides: [...lexiconRule.overrides, { ...applied, words }],
    weakenings: [...lexiconRule.weakenings, ...weakeningsBy(override, rule, by)],
  }
}

/** What an override weakens in a rule. An override that disables the rule weakens it in this one way. */
function weakeningsBy(
  { severity, disabled, removeTerms, addExcept }: Override, rule: Rule, { id: lexicon }: Lexicon,
): Weakening[] {
  const args = { rule: rule.id, lexicon }
  if (disabled !== undefined) return [{ code: 'rule-disabled', by: 'lexicon', args }]
  const lowered = severity !== undefined && SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(rule.severity)
  const count = removeTerms.length + addExcept.length
  return [
    ...(lowered ? [{ code: 'severity-lowered', by: 'lexicon', args: { ...args, severity } } as const] : []),
    ...(count > 0 ? [{ code: 'terms-removed', by: 'lexicon', args: { ...args, count } } as const] : []),
  ]
}

function detectorWith(detector: Detector, { addTerms, removeTerms, addExcept }: Override): Detector {
  const gone = new Set(removeTerms.map(foldTerm))
  const excepted = 'except' in detector && addExcept.length > 0
    ? { ...detector, except: [...detector.except, ...addExcept] }
    : detector
  if (excepted.kind !== 'terms' || addTerms.length + gone.size === 0) return excepted
  return { ...excepted, terms: [...excepted.terms.filter((term) => !gone.has(foldTerm(term))), ...addTerms] }
}
