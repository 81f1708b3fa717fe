import { isDeepStrictEqual } from 'node:util'
import type { Rule } from '../model/index.js'
import { foldTerm } from '../normalise/index.js'
import type { Lexicon, LexiconRule } from './lexicon.js'
import { termsOf } from './terms-of.js'

/** The changes of one rule. */
export interface RuleChange {
  readonly rule: string
  /** Keys with different values, other than the terms. */
  readonly keys: readonly string[]
  readonly addedTerms: readonly string[]
  readonly removedTerms: readonly string[]
  /** True when the terms must be masked in output. */
  readonly sensitive: boolean
}

/** The differences between two sets of lexicons. All lists are empty when there are none. */
export interface LexiconDiff {
  /** Lexicons whose version differs. A new one has no `from`, a removed one has no `to`. */
  readonly versions: readonly { readonly id: string; readonly from?: string; readonly to?: string }[]
  readonly added: readonly Rule[]
  readonly removed: readonly Rule[]
  readonly changed: readonly RuleChange[]
}

/** Compares lexicons rule by rule, by id. Terms are equal when they fold to the same; their order does not matter. */
export function diffLexicons(before: readonly Lexicon[], after: readonly Lexicon[]): LexiconDiff {
  const old = rulesById(before)
  const now = rulesById(after)
  return {
    versions: versionsChanged(before, after),
    added: [...now.values()].filter(({ rule }) => !old.has(rule.id)).map(({ rule }) => rule),
    removed: [...old.values()].filter(({ rule }) => !now.has(rule.id)).map(({ rule }) => rule),
    changed: [...now.values()].flatMap((lexiconRule) => {
      const earlier = old.get(lexiconRule.rule.id)
      const change = earlier && changeOf(earlier, lexiconRule)
      return change ? [change] : []
    }),
  }
}

/** True when there are no differences. */
export function isEmptyDiff({ versions, added, removed, changed }: LexiconDiff): boolean {
  return versions.length + added.length + removed.length + changed.length === 0
}

function rulesById(lexicons: readonly Lexicon[]): Map<string, LexiconRule> {
  const rules = lexicons.flatMap((lexicon) => lexicon.rules)
  return new Map(rules.map((lexiconRule) => [lexiconRule.rule.id, lexiconRule]))
}

function versionsChanged(before: readonly Lexicon[], after: readonly Lexicon[]): LexiconDiff['versions'] {
  const old = new Map(before.map(({ id, version }) => [id, version]))
  const now = new Map(after.map(({ id, version }) => [id, version]))
  return [...new Set([...old.keys(), ...now.keys()])].filter((id) => old.get(id) !== now.get(id)).map((id) => {
    const [from, to] = [old.get(id), now.get(id)]
    return { id, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
  })
}

function changeOf(before: LexiconRule, after: LexiconRule): RuleChange | undefined {
  const addedTerms = missingFrom(termsOf(before.rule), termsOf(after.rule))
  const removedTerms = missingFrom(termsOf(after.rule), termsOf(before.rule))
  const [old, now] = [comparable(before), comparable(after)]
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((key) => !isDeepStrictEqual(old[key], now[key]))
  if (keys.length + addedTerms.length + removedTerms.length === 0) return undefined
  const sensitive = before.rule.sensitive || after.rule.sensitive
  return { rule: after.rule.id, keys, addedTerms, removedTerms, sensitive }
}

/** Everything in a rule except its terms and their positions. */
function comparable({ rule: { detector, ...rule }, valid, mustHit, mustMiss }: LexiconRule): Record<string, unknown> {
  const settings = { ...detector, terms: detector.kind === 'mark' ? detector.terms : [] }
  const texts = (examples: LexiconRule['mustHit']) => examples.map(({ part, text }) => `${part}:${text}`)
  const examples = { mustHit: texts(mustHit), mustMiss: texts(mustMiss) }
  return { ...rule, ...settings, valid, examples }
}

function missingFrom(before: readonly string[], after: readonly string[]): string[] {
  const known = new Set(before.map(foldTerm))
  return after.filter((term) => !known.has(foldTerm(term)))
}
