import { SEVERITIES, type Complaint, type Detector, type Rule } from '../model/index.js'
import { fold } from '../normalise/index.js'
import { LAYERS, type Lexicon, type LexiconRule, type Override } from './lexicon.js'

/** Lexicons with their overrides applied, or what is wrong with the overrides. */
export interface Layered {
  /** In the order given; each rule as the layers above it have made it. */
  readonly lexicons: readonly Lexicon[]
  readonly complaints: readonly Complaint[]
}

/**
 * Applies the overrides of all lexicons, layer by layer (national, sector, local, unit; within a layer in the order
 * given). An override changes a rule of a lower layer; one that fits no such rule, or weakens a rule of `block` without
 * a reason, is a complaint at its place.
 */
export function applyOverrides(lexicons: readonly Lexicon[]): Layered {
  const rules = new Map(lexicons.flatMap((home) =>
    home.rules.map((written) => [written.rule.id, { home, written }] as const)))
  const complaints: Complaint[] = []
  for (const by of byLayer(lexicons)) {
    for (const override of by.overrides) {
      const target = rules.get(override.rule)
      const faults = target
        ? faultsOf(override, by, target.home, target.written.rule)
        : ['no lexicon in use has this rule']
      complaints.push(...faults.map((fault) =>
        ({ ...override.position, message: `override of ${override.rule}: ${fault}` })))
      if (!target || faults.length > 0) continue
      rules.set(override.rule, { ...target, written: overridden(target.written, override, by) })
    }
  }
  const current = ({ rule }: LexiconRule) => rules.get(rule.id)!.written
  return { lexicons: lexicons.map((lexicon) => ({ ...lexicon, rules: lexicon.rules.map(current) })), complaints }
}

function byLayer(lexicons: readonly Lexicon[]): Lexicon[] {
  return LAYERS.flatMap((layer) => lexicons.filter((lexicon) => lexicon.layer === layer))
}

function faultsOf(override: Override, by: Lexicon, home: Lexicon, { severity, detector }: Rule): string[] {
  const { addTerms, removeTerms, addExcept } = override
  const faults: string[] = []
  if (LAYERS.indexOf(home.layer) >= LAYERS.indexOf(by.layer)) {
    faults.push(`${home.id} is of the layer ${home.layer}; `
      + `a lexicon of the layer ${by.layer} overrides lower layers only`)
  }
  if (severity === 'block' && weakens(override) && override.reason === undefined && override.disabled === undefined) {
    faults.push('what weakens a rule of severity block wants a reason')
  }
  if (detector.kind === 'terms') faults.push(...termFaults(detector.terms, addTerms, removeTerms))
  else if (addTerms.length + removeTerms.length > 0) {
    faults.push('the rule has no terms of its own to add to or take from')
  }
  if (addExcept.length > 0 && !('except' in detector)) faults.push('the rule takes no exceptions')
  return faults
}

/** Whether less is found, or found to be less grave. Of a rule of `block`, any other severity is lower. */
function weakens({ severity, disabled, removeTerms, addExcept }: Override): boolean {
  const lowered = severity !== undefined && severity !== SEVERITIES[0]
  return disabled !== undefined || lowered || removeTerms.length + addExcept.length > 0
}

function termFaults(terms: readonly string[], add: readonly string[], remove: readonly string[]): string[] {
  const known = new Set(terms.map(folded))
  const gone = new Set(remove.map(folded))
  const left = [...known].filter((term) => !gone.has(term)).length + add.length
  return [
    ...remove.filter((term) => !known.has(folded(term))).map((term) => `${term} is none of its terms`),
    ...add.filter((term) => known.has(folded(term)) && !gone.has(folded(term)))
      .map((term) => `${term} is a term of it already`),
    ...add.filter((term) => [...folded(term)].length < 2)
      .map((term) => `${term}: a term to add has two characters at least`),
    ...(left === 0 ? ['no term would be left; disable it instead'] : []),
  ]
}

function overridden(written: LexiconRule, override: Override, by: Lexicon): LexiconRule {
  const { severity, disabled, reason } = override
  const told = {
    by: by.id,
    ...(severity && { severity }),
    ...(disabled !== undefined && { disabled }),
    ...(reason !== undefined && { reason }),
  }
  const words = override.addTerms.length + override.removeTerms.length + override.addExcept.length
  return {
    ...written,
    rule: { ...written.rule, ...(severity && { severity }), detector: detectorWith(written.rule.detector, override) },
    disabled: written.disabled || disabled !== undefined,
    overrides: [...written.overrides, { ...told, words }],
  }
}

function detectorWith(detector: Detector, { addTerms, removeTerms, addExcept }: Override): Detector {
  const gone = new Set(removeTerms.map(folded))
  const excepted = 'except' in detector && addExcept.length > 0
    ? { ...detector, except: [...detector.except, ...addExcept] }
    : detector
  if (excepted.kind !== 'terms' || addTerms.length + gone.size === 0) return excepted
  return { ...excepted, terms: [...excepted.terms.filter((term) => !gone.has(folded(term))), ...addTerms] }
}

function folded(text: string): string {
  return fold(text, { spaces: 'drop' }).text
}
