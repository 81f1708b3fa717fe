import type { IdentifierDetector, Rule, Ruleset } from '../model/index.js'
import { KEY_PREFIXES } from './identifiers/access-key.js'
import type { LeadsTo } from './identifiers/leads.js'
import { SEARCHES } from './identifiers/searches.js'
import { MAIL_SIGN } from './patterns.js'

/** A rule that looks for identifiers. */
export interface IdentifierRule {
  /** Index into `Ruleset.rules`. */
  readonly index: number
  readonly rule: Rule
  readonly detector: IdentifierDetector
}

/**
 * What judging wants to know of a ruleset before it sees a hit: looked up once, used for every part of every document.
 */
export interface Plan {
  /** By the list of leads that their search goes through. */
  readonly identifiers: readonly (readonly [LeadsTo, readonly IdentifierRule[]])[]
  /** For each pattern one of `LEADS`. */
  readonly leads: Uint8Array
  /** For each pattern the rules that judge its hits one by one, as indexes into `Ruleset.rules`. */
  readonly judging: readonly (readonly number[])[]
}

/**
 * What a pattern is to the search for identifiers: nothing, a word of a rule, the sign of mail addresses,
 * how a key begins.
 */
export const LEADS = { nowhere: 0, word: 1, mail: 2, key: 3 } as const

const plans = new WeakMap<Ruleset, Plan>()

/** The plan of a ruleset. */
export function planOf(ruleset: Ruleset): Plan {
  let plan = plans.get(ruleset)
  if (!plan) {
    plan = make(ruleset)
    plans.set(ruleset, plan)
  }
  return plan
}

function make({ rules, patterns }: Ruleset): Plan {
  const identifiers = rules.flatMap((rule, index) =>
    rule.detector.kind === 'identifier' ? [{ index, rule, detector: rule.detector }] : [])
  const asking = new Set(identifiers.map(({ index }) => index))
  const leads = Uint8Array.from(patterns, (pattern) => {
    if (!pattern.rules.some((rule) => asking.has(rule))) return LEADS.nowhere
    if (pattern.text === MAIL_SIGN) return LEADS.mail
    return KEY_PREFIXES.includes(pattern.text) ? LEADS.key : LEADS.word
  })
  const judging = patterns.map((pattern) => pattern.rules.filter((rule) => !asking.has(rule)))
  return { identifiers: byLeads(identifiers), leads, judging }
}

function byLeads(rules: readonly IdentifierRule[]): [LeadsTo, IdentifierRule[]][] {
  const lists = new Map<LeadsTo, IdentifierRule[]>()
  for (const rule of rules) {
    const { among } = SEARCHES[rule.detector.identifier]
    lists.set(among, [...lists.get(among) ?? [], rule])
  }
  return [...lists]
}
