import type { IdentifierDetector, Rule, Ruleset } from '../model/index.js'
import { KEY_PREFIXES } from './identifiers/access-key.js'
import type { IndexList } from './identifiers/identifier-index.js'
import { SEARCHES } from './identifiers/searches.js'
import { MAIL_SIGN } from './patterns.js'

/** A rule whose detector searches for identifiers. */
export interface IdentifierRule {
  /** Index into `Ruleset.rules`. */
  readonly index: number
  readonly rule: Rule
  readonly detector: IdentifierDetector
}

/** What judging needs to know of a ruleset. Computed once per ruleset and used for every part of every document. */
export interface RulePlan {
  /** Identifier rules, grouped by the list of the identifier index that their search reads. */
  readonly identifiers: readonly (readonly [IndexList, readonly IdentifierRule[]])[]
  /** For each pattern, what it is to the search for identifiers: a value of `HINT`. */
  readonly hints: Uint8Array
  /** For each pattern, the rules that judge its hits one by one, as indexes into `Ruleset.rules`. */
  readonly hitRules: readonly (readonly number[])[]
}

/** What a pattern is to the search for identifiers: nothing, a keyword of a rule, `@`, or a key prefix. */
export const HINT = { none: 0, keyword: 1, mail: 2, key: 3 } as const

const plans = new WeakMap<Ruleset, RulePlan>()

/** The plan of a ruleset, cached. */
export function planOf(ruleset: Ruleset): RulePlan {
  let plan = plans.get(ruleset)
  if (!plan) {
    plan = makePlan(ruleset)
    plans.set(ruleset, plan)
  }
  return plan
}

function makePlan({ rules, patterns }: Ruleset): RulePlan {
  const identifiers = rules.flatMap((rule, index) =>
    rule.detector.kind === 'identifier' ? [{ index, rule, detector: rule.detector }] : [])
  const searching = new Set(identifiers.map(({ index }) => index))
  const hints = Uint8Array.from(patterns, (pattern) => {
    if (!pattern.rules.some((rule) => searching.has(rule))) return HINT.none
    if (pattern.text === MAIL_SIGN) return HINT.mail
    return KEY_PREFIXES.includes(pattern.text) ? HINT.key : HINT.keyword
  })
  const hitRules = patterns.map((pattern) => pattern.rules.filter((rule) => !searching.has(rule)))
  return { identifiers: groupByList(identifiers), hints, hitRules }
}

function groupByList(rules: readonly IdentifierRule[]): [IndexList, IdentifierRule[]][] {
  const groups = new Map<IndexList, IdentifierRule[]>()
  for (const rule of rules) {
    const { list } = SEARCHES[rule.detector.identifier]
    groups.set(list, [...groups.get(list) ?? [], rule])
  }
  return [...groups]
}
