import { SEVERITIES, type LexiconId, type Policy, type Weakening } from '../../model/index.js'
import type { ScreeningRecord } from '../../report/record.js'

/** The rules and the threshold that a record must have been made with, at least. */
export interface RequiredPolicy {
  readonly digest: string
  readonly lexicons: readonly LexiconId[]
  readonly policy: Policy
}

/**
 * How a record's policy is weaker than required. `rules`: a lexicon is missing or older, or one turns rules off or
 * lowers them · `fail-on`: fewer findings count · `waivers`: waivers apply that no key protects.
 */
export type Shortfall = 'rules' | 'fail-on' | 'waivers'

/** In which ways the policy of a record is weaker than the required one; empty when it is at least as strict. */
export function shortfallsOf(record: ScreeningRecord, required: RequiredPolicy): Shortfall[] {
  const { findings, sealed = false, options: { failOn } } = record
  const hasRules = record.ruleset.digest === required.digest || hasRulesOf(record, required)
  const strictness = SEVERITIES.findIndex((severity) => severity === failOn)
  return [
    ...(hasRules ? [] : ['rules'] as const),
    ...(strictness >= SEVERITIES.indexOf(required.policy.failOn) ? [] : ['fail-on'] as const),
    ...(findings.waived > 0 && !sealed ? ['waivers'] as const : []),
  ]
}

/** A record of another set of rules: it must say that nothing else in it weakens the rules it shares. */
function hasRulesOf({ ruleset, policy }: ScreeningRecord, required: RequiredPolicy): boolean {
  if (!policy) return false
  const versions = new Map(ruleset.lexicons.map(({ id, version }) => [id, version]))
  const accepted = new Set(required.policy.weakenings.map(identityOf))
  return required.lexicons.every(({ id, version }) => isAtLeast(versions.get(id), version)) &&
    policy.weakenings.every((weakening) => !WEAKENS_RULES.has(weakening.code) || accepted.has(identityOf(weakening)))
}

const WEAKENS_RULES: ReadonlySet<Weakening['code']> =
  new Set(['no-default-lexicons', 'rule-disabled', 'severity-lowered', 'terms-removed'])

function identityOf(
  { code, args = {} }: { readonly code: string; readonly args?: Weakening['args'] | undefined },
): string {
  return JSON.stringify([code, Object.entries(args).sort(([a], [b]) => (a < b ? -1 : 1))])
}

/** Compares versions of numbers and dots, number by number. */
function isAtLeast(version: string | undefined, least: string): boolean {
  if (version === undefined) return false
  const [a, b] = [version, least].map((one) => one.split('.').map(Number)) as [number[], number[]]
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return true
}
