import { isDeepStrictEqual } from 'node:util'
import type { Rule } from '../model/index.js'
import { fold } from '../normalise/index.js'
import type { Lexicon, LexiconRule } from './lexicon.js'
import { termsOf } from './terms-of.js'

/** What one rule's change consists of. */
export interface RuleChange {
  readonly rule: string
  /** Keys whose values differ, besides the terms. */
  readonly keys: readonly string[]
  readonly addedTerms: readonly string[]
  readonly removedTerms: readonly string[]
  /** Masks the terms when they are shown. */
  readonly sensitive: boolean
}

/** What is different between two states of lexicons; all empty where nothing is. */
export interface LexiconDiff {
  /** Lexicons whose version changed; a new or a gone one has no `from` or no `to`. */
  readonly versions: readonly { readonly id: string; readonly from?: string; readonly to?: string }[]
  readonly added: readonly Rule[]
  readonly removed: readonly Rule[]
  readonly changed: readonly RuleChange[]
}

/**
 * Compares lexicons rule by rule, by id. Terms that fold to the same are the same.
 * Order of rules and terms is no difference.
 */
export function diffLexicons(before: readonly Lexicon[], after: readonly Lexicon[]): LexiconDiff {
  const old = rulesById(before)
  const now = rulesById(after)
  return {
    versions: versionsChanged(before, after),
    added: [...now.values()].filter(({ rule }) => !old.has(rule.id)).map(({ rule }) => rule),
    removed: [...old.values()].filter(({ rule }) => !now.has(rule.id)).map(({ rule }) => rule),
    changed: [...now.values()].flatMap((written) => {
      const earlier = old.get(written.rule.id)
      const change = earlier && changeOf(earlier, written)
      return change ? [change] : []
    }),
  }
}

/** True where two states answer alike and say so alike. */
export function isSame({ versions, added, removed, changed }: LexiconDiff): boolean {
  return versions.length + added.length + removed.length + changed.length === 0
}

function rulesById(lexicons: readonly Lexicon[]): Map<string, LexiconRule> {
  return new Map(lexicons.flatMap(({ rules }) => rules.map((written) => [written.rule.id, written] as const)))
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

/** All that a rule says besides its terms and the places it is written at. */
function comparable({ rule: { detector, ...rule }, valid, mustHit, mustMiss }: LexiconRule): Record<string, unknown> {
  const settings = { ...detector, terms: detector.kind === 'mark' ? detector.terms : [] }
  const texts = (examples: LexiconRule['mustHit']) => examples.map(({ part, text }) => `${part}:${text}`)
  const examples = { mustHit: texts(mustHit), mustMiss: texts(mustMiss) }
  return { ...rule, ...settings, valid, examples }
}

function missingFrom(before: readonly string[], after: readonly string[]): string[] {
  const known = new Set(before.map((term) => fold(term, { spaces: 'drop' }).text))
  return after.filter((term) => !known.has(fold(term, { spaces: 'drop' }).text))
}
